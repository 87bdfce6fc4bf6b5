using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Scalars;
using Eldercare.Api.SignIn;
using GraphQL;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL.Types;

/// <summary>What can be asked about deliveries and welfare alerts.</summary>
internal static class DeliveryQueries
{
    internal const Role Readers = Reach.MealDay | Role.Auditor;

    public static void AddTo(QueryType queries)
    {
        queries.Field<ListGraphType<NonNullGraphType<DeliveryRunType>>, object>("deliveryRuns")
            .Description("A point's delivery runs of a day, by meal and number. Who drives sees today's.")
            .IdArgument<object?, object, MealPointId>("mealPoint", "Which point.")
            .Argument<NonNullGraphType<LocalDateScalar>>("date", "Which day.")
            .Argument<MealEnum>("meal", "Only this meal's.")
            .For(Readers | Role.Driver, (c, scopes) => scopes.Round(c.GetArgument<MealPointId>("mealPoint"), c.GetArgument<DateOnly>("date")))
            .ResolveAsync(async c =>
            {
                var request = c.Request();
                return await request.Api.Deliveries.RunsAsync(
                    request.Api.CityName, c.GetArgument<MealPointId>("mealPoint"), c.GetArgument<DateOnly>("date"), c.GetArgument<Meal?>("meal"),
                    request.Cancellation);
            });
        queries.Field<ConnectionOf<WelfareAlertType>, object>("welfareAlerts")
            .Description(
                "Welfare alerts: first those nobody settled in time, then those open, then those settled; of each the newest first. Of a point, of a "
                + "district, or all. Staff name their point, a district office its district.")
            .IdArgument<object?, object, MealPointId>("mealPoint", "Only this point's.", required: false)
            .DistrictArgument()
            .Argument<BooleanGraphType>("open", "Only those open, or only those settled.")
            .Paged()
            .For(Readers, (c, scopes) => c.GetArgument<MealPointId?>("mealPoint") is { } point
                ? scopes.Point(point)
                : ValueTask.FromResult(scopes.District(c.GetArgument<string?>("district"))))
            .ResolveAsync(async c =>
            {
                var (request, slice) = (c.Request(), c.IdSlice());
                var page = await request.Api.Deliveries.AlertsAsync(
                    request.Api.CityName, c.GetArgument<MealPointId?>("mealPoint"), c.GetArgument<string?>("district"),
                    c.GetArgument<bool?>("open"), slice, request.Cancellation);
                return page.Connect(slice, a => a.Alert.Value);
            });
    }
}
