using Eldercare.Api.GraphQL;
using Eldercare.Api.Hosting;
using Eldercare.Api.SignIn;
using Eldercare.City.Reactions;
using Eldercare.City.Reading;
using Eldercare.Meals;

namespace Eldercare.Scenarios.CityDay;

/// <summary>When the month is over every point's settlement is taken for final; what is corrected after that goes into the next one's.</summary>
internal static class MonthsEnd
{
    /// <summary>So many settlements are frozen, and charges corrected, through the API.</summary>
    private const int ThroughTheApi = 20;

    public static async Task SettleAsync(Day day)
    {
        // By the closing the alerts that nobody settled have gone to the office, and what happened on the day is told on the day.
        await day.UntilAsync(
            day.Truth.Doors.Count(d => d.Value == StopState.NotAtHome) - day.Truth.LookedAfter.Count,
            "select count(*) from eldercare.mt_events where type = 'welfare_alert_escalated'");
        await day.MessagesAsync();
        await day.ViewsAsync();
        day.Clock.JumpTo(day.Clock.NextMonth);
        // That day's run of the standing orders too: nothing is to be written while the checks read.
        await day.KeptAsync(
            day.City.Get<StandingOrderKeeper>().LookAsync, 2, "select count(*) from eldercare.mt_events where type = 'standing_orders_materialised'");
        var month = YearMonth.Of(day.Date);
        var settlements = await day.City.Get<ISettlementsReader>().OfMonthAsync(CityHost.DefaultCity, month, district: null, CancellationToken.None);
        Assert.Equal(Town.PointCount, settlements.Count);
        var seen = settlements.Select(s => s.Settlement).ToArray();
        await day.AllAsync(seen.Skip(ThroughTheApi).Select(s => new FreezeSettlement(s.Point, month, s.Lines, SettlementLines.Owed(s.Lines))));
        using var office = day.City.As(Role.CityOffice);
        foreach (var settlement in seen.Take(ThroughTheApi))
        {
            var input = new { mealPoint = GlobalId.Of(settlement.Point), month = month.ToString(), owed = SettlementLines.Owed(settlement.Lines).Value };
            Assert.Null((await office.MutateAsync("freezeSettlement", input)).Code);
        }

        await day.AllAsync(day.Town.Points.Where(p => !p.IsOffline).Take(ThroughTheApi).Select(
            p => new CorrectCharge(p.Id, day.Date, Meal.Lunch, p.Elders.First(day.Truth.Served.Contains), "Not eaten", Reverse: true, Price: null)));
        await day.ViewsAsync();
    }
}
