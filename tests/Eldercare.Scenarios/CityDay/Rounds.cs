using Eldercare.Api.GraphQL;
using Eldercare.Api.Hosting;
using Eldercare.City.Deliveries;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Scenarios.CityDay;

/// <summary>Eighty points deliver: a driver goes from door to door, and who does not open is looked after.</summary>
internal static class Rounds
{
    public static async Task DriveAsync(Day day)
    {
        var planner = day.City.Get<DeliveryPlanner>();
        var plans = new List<(TownPoint Point, PlanDeliveryRuns Plan)>();
        foreach (var point in day.Town.Points.Where(p => p.Delivers))
            plans.Add((point, await planner.PlanAsync(CityHost.DefaultCity, point.Id, day.Date, Meal.Lunch, CancellationToken.None)));
        await day.AllAsync(plans.Select(p => p.Plan));
        var runs = plans.SelectMany(
            p => p.Plan.Order.Chunk(p.Plan.Settings.StopsPerRun).Select((stops, nr) => (p.Point, Nr: nr + 1, Stops: stops))).ToArray();
        await day.AllAsync(runs.Select(r => new AssignDriver(r.Point.Id, day.Date, Meal.Lunch, r.Nr, $"D-{r.Point.Nr}-{r.Nr}")));
        await day.AllAsync(runs.Select(r => new StartDeliveryRun(r.Point.Id, day.Date, Meal.Lunch, r.Nr)));

        var found = runs.SelectMany(r => r.Stops.Select(elder => (r.Point, r.Nr, Elder: elder, State: AtTheDoor(day, elder)))).ToArray();
        await day.AllAsync(found.Select(f => Command(day, f.Point, f.Nr, f.Elder, f.State)));
        // Said again by the driver: nothing changes.
        await day.AllAsync(found.Take(100).Select(f => Command(day, f.Point, f.Nr, f.Elder, f.State)));

        var closed = found.Where(f => f.State == StopState.NotAtHome)
            .Select(f => (f.Point, f.Elder, Alert: WelfareAlertId.Of(DeliveryRunId.Of(f.Point.Sitting, f.Nr), f.Elder))).ToArray();
        // Every fifth alert nobody sees to: it goes to the office.
        var seenTo = closed.Where((_, i) => i % 5 != 0).ToArray();
        foreach (var (_, elder, _) in seenTo) day.Truth.LookedAfter.Add(elder);
        await day.AllAsync(seenTo.Skip(10).Select(c => new SettleWelfareAlert(c.Alert, c.Point.Id, WelfareFinding.AtRelatives, WelfareSource.Phoned, "S-12")));
        // The API asks the board whose alert it is.
        await day.ViewsAsync();
        await Lunch.DoneAsync(
            day, seenTo.Take(10), "settleWelfareAlert", c => new { alert = GlobalId.Of(c.Alert), finding = "IN_HOSPITAL", source = "FAMILY", by = "S-12" });
    }

    private static StopState AtTheDoor(Day day, ElderId elder) => day.Truth.Doors[elder] = day.Random.Next(100) switch
    {
        < 6 => StopState.NotAtHome,
        < 12 => StopState.Refused,
        _ => StopState.Delivered,
    };

    private static ICommand Command(Day day, TownPoint point, int run, ElderId elder, StopState state) => state switch
    {
        StopState.Delivered => new RecordDelivered(point.Id, day.Date, Meal.Lunch, run, elder),
        StopState.NotAtHome => new RecordNotAtHome(point.Id, day.Date, Meal.Lunch, run, elder, TimeSpan.FromMinutes(60)),
        _ => new RecordRefusedAtDoor(point.Id, day.Date, Meal.Lunch, run, elder),
    };
}
