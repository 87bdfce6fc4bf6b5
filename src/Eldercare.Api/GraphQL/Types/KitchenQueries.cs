using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Scalars;
using Eldercare.Api.SignIn;
using GraphQL;
using GraphQL.Builders;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL.Types;

/// <summary>Menus, dishes, clashes, kitchen sheets and food samples.</summary>
internal static class KitchenQueries
{
    internal const Role OfKitchen = Role.Kitchen | Role.MealPointStaff | Reach.Offices | Role.Auditor;
    internal const Role OfTraces = Reach.Offices | Role.Auditor;

    public static void AddTo(QueryType query)
    {
        AddMenus(query);
        AddSheets(query);
        AddTotals(query);
        AddSamples(query);
    }

    private static void AddMenus(QueryType query)
    {
        Span(query.Field<ListGraphType<NonNullGraphType<MenuMealType>>, object>("menu").Holds(2 * 7)
                .Description("What there is to eat at a meal point, in order (菜单).")
                .IdArgument<object?, object, MealPointId>("mealPoint", "Which point."))
            .Public()
            .ResolveAsync(async c =>
            {
                var (request, (from, to)) = (c.Request(), KitchenFields.Days(c));
                return await request.Api.Kitchens.MenuAsync(
                    request.Api.CityName, c.GetArgument<MealPointId>("mealPoint"), from, to, request.Cancellation);
            });
        query.Field<KitchenType, object>("kitchen").Description("The kitchen that cooks for a meal point; null for none.")
            .IdArgument<object?, object, MealPointId>("mealPoint", "Which point.")
            .For(OfKitchen, AtPoint)
            .ResolveAsync(async c =>
            {
                var (api, request) = (c.Request().Api, c.Request());
                return await api.Kitchens.KitchenOfAsync(api.CityName, c.GetArgument<MealPointId>("mealPoint"), request.Cancellation) is { } kitchen
                    ? await api.States.ReadAsync<Kitchen>(api.CityName, Kitchen.Stream.At(kitchen.Value), request.Cancellation)
                    : null;
            });
        query.Field<ConnectionOf<DishType>, object>("dishes").Description("A kitchen's dishes by name.")
            .IdArgument<object?, object, KitchenId>("kitchen", "Whose.")
            .Paged().Public()
            .ResolveAsync(async c =>
            {
                var (request, slice) = (c.Request(), c.IdSlice());
                var page = await request.Api.Kitchens.DishesAsync(
                    request.Api.CityName, c.GetArgument<KitchenId>("kitchen"), slice, request.Cancellation);
                return page.Connect(slice, d => d.Dish.Value);
            });
    }

    private static void AddSheets(QueryType query)
    {
        Span(query.Field<ListGraphType<NonNullGraphType<DishClashType>>, object>("dishClashes")
                .Description("Dishes that a booked diner cannot have, found before anybody cooks; the open ones are for a person to settle.")
                .IdArgument<object?, object, MealPointId>("mealPoint", "Which point."))
            .Argument<BooleanGraphType>("open", "Only those nobody has an answer to.")
            .For(OfKitchen, AtPoint)
            .ResolveAsync(async c =>
            {
                var (request, (from, to), open) = (c.Request(), KitchenFields.Days(c), c.GetArgument<bool?>("open") ?? false);
                await request.SeenAsync();
                var checks = await request.Api.Kitchens.ClashesAsync(
                    request.Api.CityName, c.GetArgument<MealPointId>("mealPoint"), from, to, request.Cancellation);
                return checks.SelectMany(k => k.Clashes.Select(clash => new ClashAt(k, clash))).Where(k => !open || k.Clash.By is null).ToArray();
            });
        Sitting(query.Field<KitchenSheetType, object>("kitchenSheet")
                .Description("What is cooked for a sitting (备餐单); null before its cut-off."))
            .For(OfKitchen, AtPoint)
            .ResolveAsync(async c =>
            {
                var request = c.Request();
                return await SheetView.ReadAsync(
                    request.Api, c.GetArgument<MealPointId>("mealPoint"), c.GetArgument<DateOnly>("date"), c.GetArgument<Meal>("meal"),
                    request.Cancellation);
            });
    }

    private static void AddTotals(QueryType query) => query.Field<KitchenTotalType, object>("kitchenTotal").Weighs(Costs.OfReadAlone)
        .Description(
            "What a kitchen cooks for one meal of a day over all the points it cooks for, by dish, level and diet; of the points whose sheet is made. "
            + "Null when there is no such kitchen.")
        .IdArgument<object?, object, KitchenId>("kitchen", "Which kitchen.")
        .Argument<NonNullGraphType<LocalDateScalar>>("date", "Which day.")
        .Argument<NonNullGraphType<MealEnum>>("meal", "Which meal.")
        .For(OfKitchen, (c, scopes) => scopes.Kitchen(c.GetArgument<KitchenId>("kitchen")))
        .ResolveAsync(async c =>
        {
            var request = c.Request();
            request.CountSingleRead();
            await request.SeenAsync();
            return await KitchenTotal.ReadAsync(
                request.Api, c.GetArgument<KitchenId>("kitchen"), c.GetArgument<DateOnly>("date"), c.GetArgument<Meal>("meal"), request.Cancellation);
        });

    private static void AddSamples(QueryType query)
    {
        Sitting(query.Field<ListGraphType<NonNullGraphType<DishType>>, object>("missingSamples")
                .Description("Dishes cooked for a sitting of which no sample is logged: it cannot be closed without, or without a reason."))
            .For(OfKitchen, AtPoint)
            .ResolveAsync(async c =>
            {
                var (request, sitting) = (c.Request(), SittingOf(c));
                var (api, stop) = (request.Api, request.Cancellation);
                var sheet = await api.States.ReadAsync<KitchenSheet>(api.CityName, KitchenSheet.At(sitting), stop);
                var samples = await api.States.ReadAsync<FoodSamples>(api.CityName, FoodSamples.At(sitting), stop);
                return KitchenFields.Dishes(request, FoodSamples.Missing(samples, sheet?.Cooked ?? []));
            });
        Sitting(query.Field<ListGraphType<NonNullGraphType<FoodSampleType>>, object>("foodSamples")
                .Description("The samples logged of a sitting's dishes (留样记录)."))
            .For(OfKitchen, AtPoint)
            .ResolveAsync(async c =>
            {
                var request = c.Request();
                await request.SeenAsync();
                return await request.Api.Kitchens.SamplesOfAsync(request.Api.CityName, SittingOf(c), request.Cancellation);
            });
        query.Field<ListGraphType<NonNullGraphType<FoodSampleType>>, object>("foodSamplesDue").Holds(50)
            .Description("Samples of a meal point kept for 48 hours and not yet thrown away, longest kept first, at most 500.")
            .IdArgument<object?, object, MealPointId>("mealPoint", "Which point.")
            .For(OfKitchen, AtPoint)
            .ResolveAsync(async c =>
            {
                var request = c.Request();
                await request.SeenAsync();
                return await request.Api.Kitchens.SamplesDueAsync(
                    request.Api.CityName, c.GetArgument<MealPointId>("mealPoint"), request.Api.Clock.GetUtcNow(), request.Cancellation);
            });
        query.Field<SampleTraceType, object>("sampleTrace")
            .Description("From a sample to everyone who ate of the dish, at every point its kitchen cooked for; null when there is no such sample.")
            .IdArgument<object?, object, FoodSampleId>("sample", "Which sample.")
            .For(OfTraces, InReachAsync)
            .ResolveAsync(async c =>
            {
                var request = c.Request();
                await request.SeenAsync();
                return await request.Api.Kitchens.TraceAsync(
                    request.Api.CityName, c.GetArgument<FoodSampleId>("sample"), request.Cancellation);
            });
    }

    /// <summary>A district office traces the samples of its own points.</summary>
    private static async ValueTask<bool> InReachAsync(IResolveFieldContext context, Scopes scopes)
    {
        if (scopes.Everywhere) return true;
        var request = context.Request();
        return await request.Api.Kitchens.TraceAsync(request.Api.CityName, context.GetArgument<FoodSampleId>("sample"), request.Cancellation)
            is { } trace && await scopes.Point(trace.Sample.Point);
    }

    private static ValueTask<bool> AtPoint(IResolveFieldContext context, Scopes scopes) =>
        scopes.CookedFor(context.GetArgument<MealPointId>("mealPoint"));

    private static SittingId SittingOf(IResolveFieldContext context) => SittingId.Of(
        context.GetArgument<MealPointId>("mealPoint"), context.GetArgument<DateOnly>("date"), context.GetArgument<Meal>("meal"));

    private static FieldBuilder<object?, object> Sitting(FieldBuilder<object?, object> field) => field
        .IdArgument<object?, object, MealPointId>("mealPoint", "Which point.")
        .Argument<NonNullGraphType<LocalDateScalar>>("date", "Which day.")
        .Argument<NonNullGraphType<MealEnum>>("meal", "Which meal.");

    private static FieldBuilder<object?, object> Span(FieldBuilder<object?, object> field) => field
        .Argument<NonNullGraphType<LocalDateScalar>>("from", "First day.")
        .Argument<NonNullGraphType<LocalDateScalar>>("to", $"Last day, at most {KitchenFields.MostDays} days from the first.");
}
