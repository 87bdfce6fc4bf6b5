using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.SignIn;
using GraphQL;

namespace Eldercare.Api.GraphQL.Types;

internal static class StandingOrderQueries
{
    private const Role Readers = Reach.MealDay | Role.Auditor;

    public static void AddTo(QueryType query) =>
        query.Field<ConnectionOf<OrderedMealMissType>, object>("orderedMealMisses")
            .Description("Worklist: portions of standing orders from today on that could not be booked, soonest first.")
            .IdArgument<object?, object, MealPointId>("mealPoint", "Only this point's; staff of a point must give theirs.", required: false)
            .DistrictArgument().Paged()
            .For(Readers, (c, scopes) => scopes.Worklist(c.GetArgument<MealPointId?>("mealPoint"), c.GetArgument<string?>("district")))
            .ResolveAsync(async c =>
            {
                var (request, slice) = (c.Request(), c.IdSlice());
                var page = await request.Api.Orders.MissesAsync(
                    request.Api.CityName, c.GetArgument<MealPointId?>("mealPoint"), c.GetArgument<string?>("district"),
                    CityTime.Today(request.Api.Clock.GetUtcNow()), slice, request.Cancellation);
                return page.Connect(slice, m => m.Item);
            });
}
