using Eldercare.City.Reading;

namespace Eldercare.Api.GraphQL.Types;

/// <summary>
/// How many portions a meal point served in a month that no charge stands for: the sitting had no price, the elder had another portion of that
/// meal, or an office took the charge back. What nobody pays would otherwise be seen by nobody.
/// </summary>
internal static class UnchargedPortions
{
    public static async Task<int> OfAsync(RequestContext request, MealPointId point, YearMonth month)
    {
        var (api, days) = (request.Api, month.Last.Day);
        var sittings = await api.MealPoints.SittingsOfAsync(
            api.CityName, [.. Enumerable.Range(0, days).Select(d => new PointDate(point, month.First.AddDays(d)))], request.Cancellation);
        var served = sittings.SelectMany(d => d).Sum(s => s.Served + s.WalkIns);

        // A month's charges stand in its own settlement and, where they came late, in those of later months.
        var charged = 0;
        for (var settled = month; settled.First <= CityTime.Today(api.Clock.GetUtcNow()).AddMonths(1); settled = settled.Next)
            charged += (await api.Settlements.FindAsync(api.CityName, point, settled, request.Cancellation))?.Lines
                .Where(l => l.Funder == Funder.Elder && l.OfMonth == month.Value).Sum(l => l.Meals) ?? 0;
        return served - charged;
    }
}
