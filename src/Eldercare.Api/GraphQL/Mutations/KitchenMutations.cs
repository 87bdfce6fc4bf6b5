using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Scalars;
using Eldercare.Api.GraphQL.Types;
using Eldercare.Api.SignIn;
using Eldercare.People.Diets;
using Eldercare.Store;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL.Mutations;

/// <summary>Kitchens, dishes and menus.</summary>
internal static class KitchenMutations
{
    /// <summary>Who runs a kitchen.</summary>
    internal const Role Cooks = Role.Kitchen | Role.MealPointStaff | Reach.Offices;

    public static void AddTo(MutationType mutations)
    {
        AddKitchens(mutations);
        AddDishes(mutations);
        AddMenus(mutations);
    }

    private static void AddKitchens(MutationType mutations)
    {
        mutations.Add<OpenKitchen>(
            "openKitchen", "Opens a kitchen (厨房); a meal point that cooks itself has one of its own.", Reach.Offices,
            i => i.Text("name", "As on its door.").Text("district", "District code."),
            i => new(new(i.NewId("kitchen")), i.Text("name"), i.Text("district")),
            (s, c) => ValueTask.FromResult(s.District(c.District)),
            Kitchen,
            typeof(KitchenAlreadyOpen), typeof(TextInvalid), typeof(DistrictUnknown));
        mutations.Add<SupplyPoint>(
            "supplyPoint", "The kitchen cooks for a meal point from now on.", Reach.Offices,
            i => i.Id<KitchenId>("kitchen", "Which kitchen.").Id<MealPointId>("mealPoint", "Which meal point."),
            i => new(i.Get<KitchenId>("kitchen"), i.Point),
            async (s, c) => await s.Kitchen(c.Kitchen) && await s.Point(c.Point),
            Kitchen,
            typeof(KitchenUnknown), typeof(MealPointUnknown), typeof(PointHasAnotherKitchen));
        mutations.Add<StopSupplyingPoint>(
            "stopSupplyingPoint", "The kitchen cooks for a meal point no longer.", Reach.Offices,
            i => i.Id<KitchenId>("kitchen", "Which kitchen.").Id<MealPointId>("mealPoint", "Which meal point."),
            i => new(i.Get<KitchenId>("kitchen"), i.Point),
            (s, c) => s.Kitchen(c.Kitchen),
            Kitchen,
            typeof(KitchenUnknown), typeof(PointNotSupplied));
        mutations.Add<RuleSubstitute>(
            "ruleSubstitute", "Says what those get who cannot have a dish, at one meal point or wherever the kitchen cooks.", Cooks,
            i => i.Id<KitchenId>("kitchen", "Whose rule.").Id<MealPointId>("mealPoint", "At this point alone.", required: false)
                .Id<DishId>("dish", "Instead of which.").Id<DishId>("substitute", "What instead; none ends the rule.", required: false),
            i => new(i.Get<KitchenId>("kitchen"), i.May<MealPointId>("mealPoint"), i.Get<DishId>("dish"), i.May<DishId>("substitute")),
            async (s, c) => await s.Kitchen(c.Kitchen) || (c.Point is { } point && await s.Point(point)),
            Kitchen,
            typeof(KitchenUnknown), typeof(PointNotSupplied), typeof(DishUnknown), typeof(DishIsRetired), typeof(SubstituteIsTheDish));
    }

    private static void AddDishes(MutationType mutations)
    {
        mutations.Add<RegisterDish>(
            "registerDish", "Registers a dish of a kitchen.", Cooks,
            i => Spec(i.Id<KitchenId>("kitchen", "Whose dish.")),
            i => new(new(i.NewId("dish")), i.Get<KitchenId>("kitchen"), Spec(i)),
            (s, c) => s.Kitchen(c.Kitchen),
            Dish,
            typeof(KitchenUnknown), typeof(DishAlreadyRegistered), typeof(TextInvalid), typeof(DishTextureUnclear), typeof(PriceInvalid));
        mutations.Add<ChangeDish>(
            "changeDish", "Says anew what a dish is; coming sittings are looked at again.", Cooks,
            i => Spec(i.Id<DishId>("dish", "Which."), "Nothing said leaves it as it is."),
            i => new(i.Get<DishId>("dish"), Spec(i), i.May<bool>("allergensUnknown") is null ? DishParts.AllergensUnknown : DishParts.None),
            (s, c) => s.Dish(c.Dish),
            Dish,
            typeof(DishUnknown), typeof(DishIsRetired), typeof(TextInvalid), typeof(DishTextureUnclear), typeof(PriceInvalid));
        mutations.Add<RetireDish>(
            "retireDish", "Takes a dish off: it comes on no new menu.", Cooks,
            i => i.Id<DishId>("dish", "Which."),
            i => new(i.Get<DishId>("dish")),
            (s, c) => s.Dish(c.Dish),
            Dish,
            typeof(DishUnknown));
    }

    private static void AddMenus(MutationType mutations)
    {
        mutations.Add<PublishWeekMenu>(
            "publishWeekMenu", "Publishes a kitchen's menu of a week (周菜单).", Cooks,
            i => i.Id<KitchenId>("kitchen", "Whose.").Date("monday", "The week's first day.")
                .Of<ListGraphType<NonNullGraphType<MenuMealInputType>>>(
                    "meals", "What there is, in any order.", parse: v => ((IEnumerable<object>)v).Cast<MenuMeal>().ToImmutableArray()),
            i => new(i.Get<KitchenId>("kitchen"), i.Get<DateOnly>("monday"), i.Get<ImmutableArray<MenuMeal>>("meals")),
            (s, c) => s.Kitchen(c.Kitchen),
            p => p.Id("kitchen", "The kitchen.", c => GlobalId.Of(c.Kitchen)),
            typeof(KitchenUnknown), typeof(MenuAlreadyPublished), typeof(MenuInvalid), typeof(TextInvalid), typeof(PriceInvalid),
            typeof(MenuDayPast), typeof(DishUnknown), typeof(DishIsRetired));
        mutations.Add<ChangeMenuDay>(
            "changeMenuDay", "Changes what there is at one meal of a published week; coming sittings are looked at again.", Cooks,
            i => i.Id<KitchenId>("kitchen", "Whose.").Date("date", "Which day.").Of<MealEnum>("meal", "Which meal.")
                .Of<ListGraphType<NonNullGraphType<MenuSetInputType>>>(
                    "sets", "All of it as it shall be; empty when nothing is cooked.", parse: MenuMealInputType.Sets),
            i => new(i.Get<KitchenId>("kitchen"), i.Date, i.Meal, i.Get<ImmutableArray<MenuSet>>("sets")),
            (s, c) => s.Kitchen(c.Kitchen),
            p => p.Id("kitchen", "The kitchen.", c => GlobalId.Of(c.Kitchen)),
            typeof(MenuUnknown), typeof(MenuDayPast), typeof(MenuInvalid), typeof(TextInvalid), typeof(PriceInvalid), typeof(DishUnknown),
            typeof(DishIsRetired));
    }

    private static void Kitchen<TCommand>(PayloadFields<TCommand> payload)
        where TCommand : ICommand => payload.State<Kitchen, KitchenType>("kitchen", "The kitchen as it stands now.", k => k);

    private static void Dish<TCommand>(PayloadFields<TCommand> payload)
        where TCommand : ICommand => payload.State<Dish, DishType>("dish", "The dish as it stands now.", d => d.Card);

    private static InputFields Spec(InputFields input, string unsaid = "Nothing said is no.") => input
        .Text("nameZh", "As on the menu.").Text("nameEn", "In English.", required: false)
        .Codes<AllergenEnum, Allergen>("allergens", "Of GB 7718's groups.")
        .Texts("otherAllergens", "Codes of others, a to z, 0 to 9 and _, such as `sesame`.")
        .Of<BooleanGraphType>("allergensUnknown", $"Nobody knows all it holds: whoever avoids anything cannot have it. {unsaid}", required: false)
        .Codes<FoodTextureEnum, FoodTexture>("food", "IDDSI levels it can be served at; empty for a drink.")
        .Codes<DrinkThicknessEnum, DrinkThickness>("drink", "IDDSI levels of a drink or soup; empty for food.")
        .Codes<DietEnum, Diet>("suits", "Diets it suits.").Of<FenScalar>("price", "Of a portion, 0 to 1,000 yuan.");

    private static DishSpec Spec(Input input) => new(
        input.Text("nameZh"), input.Get<string?>("nameEn"), input.Get<ImmutableArray<Allergen>>("allergens"),
        input.Get<ImmutableArray<string>>("otherAllergens"), input.Get<ImmutableArray<FoodTexture>>("food"),
        input.Get<ImmutableArray<DrinkThickness>>("drink"), input.Get<ImmutableArray<Diet>>("suits"), input.Get<Fen>("price"),
        input.Get<bool>("allergensUnknown"));
}

public sealed class MenuMealInputType : InputObjectGraphType<MenuMeal>
{
    public MenuMealInputType()
    {
        Name = "MenuMealInput";
        Description = "What there is at one meal.";
        Field<NonNullGraphType<LocalDateScalar>>("date").Description("Which day.");
        Field<NonNullGraphType<MealEnum>>("meal").Description("Which meal.");
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<MenuSetInputType>>>>("sets")
            .Description("At most 10; who chooses nothing gets the first.");
    }

    public override object ParseDictionary(IDictionary<string, object?> value) =>
        new MenuMeal((DateOnly)value["date"]!, (Meal)value["meal"]!, (ImmutableArray<MenuSet>)Sets(value["sets"]!));

    internal static object Sets(object value) => ((IEnumerable<object>)value).Cast<MenuSet>().ToImmutableArray();
}

public sealed class MenuSetInputType : InputObjectGraphType<MenuSet>
{
    public MenuSetInputType()
    {
        Name = "MenuSetInput";
        Description = "Some dishes at one price.";
        Field<NonNullGraphType<StringGraphType>>("code").Description("1 to 4 letters and digits, unique at a meal.");
        Field<NonNullGraphType<StringGraphType>>("name").Description("As on the menu.");
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<IdGraphType>>>>("dishes").Description("What is on the tray, 1 to 20 dishes.")
            .ParseValue(v => ((IEnumerable<object>)v).Select(d => GraphQL.GlobalId.Parse<DishId>(d as string)).ToImmutableArray());
        Field<NonNullGraphType<FenScalar>>("price").Description("Of all of it, 0 to 1,000 yuan.");
    }

    public override object ParseDictionary(IDictionary<string, object?> value) => new MenuSet(
        (string)value["code"]!, (string)value["name"]!, (ImmutableArray<DishId>)value["dishes"]!, (Fen)value["price"]!);
}
