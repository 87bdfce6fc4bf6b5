using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Scalars;
using Eldercare.Api.SignIn;
using Eldercare.People.Diets;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL.Mutations;

/// <summary>What diners can eat and choose, and what is kept of it.</summary>
internal static class DinerMutations
{
    private const Role Diners = Reach.MealDay | Role.Elder;

    public static void AddTo(MutationType mutations)
    {
        mutations.Add<ChangeDinerProfile>(
            "changeDinerProfile", "Says what an elder can and may eat; her coming sittings are looked at again.", Diners,
            i => i.Id<ElderId>("elder", "Whose profile.").Of<FoodTextureEnum>("food", "Food at this level or a softer one.")
                .Of<DrinkThicknessEnum>("drink", "Drinks at this level or a thicker one.")
                .Codes<AllergenEnum, Allergen>("allergens", "Never any of these.")
                .Texts("otherAllergens", "Codes of others, a to z, 0 to 9 and _, such as `sesame`.")
                .Codes<DietEnum, Diet>("diets", "What she keeps to."),
            i => new(
                i.Elder, i.Get<FoodTexture>("food"), i.Get<DrinkThickness>("drink"), i.Get<ImmutableArray<Allergen>>("allergens"),
                i.Get<ImmutableArray<string>>("otherAllergens"), i.Get<ImmutableArray<Diet>>("diets")),
            (s, c) => s.Diner(c.Elder),
            p => p.Elder(c => c.Elder),
            typeof(ElderUnknown), typeof(ElderHasDied), typeof(TextInvalid));
        mutations.Add<ChooseSet>(
            "chooseSet", "A booked elder chooses one of the menu's sets; who does not gets the first.", Diners,
            i => i.Sitting().Id<ElderId>("elder", "Who.").Text("set", "The set's code."),
            async i => new(i.Point, i.Date, i.Meal, await KitchenAsync(i), i.Elder, i.Text("set")),
            (s, c) => s.Booking(c.Point, c.Elder),
            _ => { },
            typeof(SittingUnknown), typeof(KitchenSheetOutOfDate), typeof(NotBooked), typeof(CutOffPassed), typeof(SetNotOnMenu));
        mutations.Add<SettleDishClash>(
            "settleDishClash", "Says what a booked elder gets instead of a dish she cannot have.", Diners,
            i => i.Sitting().Id<ElderId>("elder", "Who.").Id<DishId>("dish", "Instead of which.")
                .Id<DishId>("substitute", "What instead; none leaves the dish out.", required: false)
                .Of<BooleanGraphType>("late", "Also after the cut-off. For the staff of the point and the offices.", required: false),
            async i => new(
                i.Point, i.Date, i.Meal, await KitchenAsync(i), i.Elder, i.Get<DishId>("dish"), i.May<DishId>("substitute"), i.Get<bool>("late")),
            (s, c) => c.Late ? s.Point(c.Point) : s.Booking(c.Point, c.Elder),
            _ => { },
            typeof(SittingUnknown), typeof(KitchenSheetOutOfDate), typeof(SittingAlreadyClosed), typeof(NotBooked), typeof(CutOffPassed),
            typeof(NothingToSettle), typeof(DishUnknown), typeof(DishIsRetired), typeof(SubstituteClashes));
        mutations.Add<LogFoodSample>(
            "logFoodSample", "Logs a sample of a dish of a sitting (食品留样).", KitchenMutations.Cooks,
            i => i.Sitting().Id<DishId>("dish", "Of which dish.").Of<IntGraphType>("grams", "How much, at least 125.")
                .Of<InstantScalar>("takenAt", "When it was put away: from 12 hours before the meal on.").Of<FloatGraphType>("fridgeCelsius", "What the fridge shows, 0 to 8.")
                .Text("box", "The label on its box."),
            i => new(
                new(i.NewId("food-sample")), i.Point, i.Date, i.Meal, i.Get<DishId>("dish"), i.Get<int>("grams"),
                i.Get<DateTimeOffset>("takenAt"), i.Number("fridgeCelsius"), i.Text("box")),
            (s, c) => s.CookedFor(c.Point),
            p => p.Id("sample", "The sample.", c => GlobalId.Of(c.Sample)),
            typeof(SittingUnknown), typeof(DishUnknown), typeof(FoodSampleAlreadyLogged), typeof(FoodSampleTooSmall), typeof(FridgeOutOfRange),
            typeof(TextInvalid), typeof(DateInFuture), typeof(FoodSampleTooEarly));
        mutations.Add<DiscardFoodSample>(
            "discardFoodSample", "A sample was thrown away, after 48 hours.", KitchenMutations.Cooks,
            i => i.Sitting().Id<FoodSampleId>("sample", "Which."),
            i => new(i.Get<FoodSampleId>("sample"), i.Point, i.Date, i.Meal),
            (s, c) => s.CookedFor(c.Point),
            p => p.Id("sample", "The sample.", c => GlobalId.Of(c.Sample)),
            typeof(FoodSampleUnknown), typeof(FoodSampleStillNeeded));
    }

    private static async ValueTask<KitchenId?> KitchenAsync(Input input) => await input.Request.Api.Kitchens.KitchenOfAsync(
        input.Request.Api.CityName, input.Point, input.Request.Cancellation);
}
