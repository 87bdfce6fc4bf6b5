using System.Text.Json;
using Eldercare.Meals;
using Eldercare.People;

namespace Eldercare.Scenarios.CityDay;

/// <summary>Who was fed, against what those who fed them know; devices, doors and kitchens.</summary>
internal static class ServingChecks
{
    public static async Task RunAsync(Checks checks, EventLog log, Day day)
    {
        var fed = log.Of("meal_served", "walk_in_served").ToArray();
        checks.Add(
            "nothing is served by a clock", $"{fed.Length} portions, each by a person or a device",
            fed.Where(e => e.ByItself || e.By is null).Select(e => $"{e}"));
        var (doors, truth) = (log.Of("meal_delivered").Select(e => (e.Elder, e.Sequence)).ToDictionary(), day.Truth);
        var counter = fed.Where(e => !e.Is("offline") && !doors.ContainsKey(e.Elder)).ToArray();
        checks.Same(
            "the counter served whom it says", $"{truth.Served.Count} portions", truth.Served.Select(e => e.Value),
            counter.Where(e => e.Type == "meal_served").Select(e => e.Elder));
        checks.Same(
            "walk-ins are who walked in", $"{truth.WalkedIn.Count} portions", truth.WalkedIn.Select(e => e.Value),
            counter.Where(e => e.Type == "walk_in_served").Select(e => e.Elder));
        var missed = log.Of("no_show_recorded").Select(e => e.Elder).ToHashSet();
        checks.Add(
            "who a person did not see is a no-show, and nobody who was served at the counter is one",
            $"{truth.NotSeen.Count} by a person, {missed.Count} with those of the closing",
            [.. truth.NotSeen.Where(e => !missed.Contains(e.Value)).Select(e => $"{e} is none"),
            .. fed.Where(e => !e.Is("offline") && missed.Contains(e.Elder)).Select(e => $"served and missed: {e}")]);

        checks.Same(
            "who ate where can be traced", $"{fed.Length} meals", fed.ToDictionary(e => $"{e.Elder} {e.Stream}", _ => "ate"),
            await checks.TableAsync("select elder || ' ' || sitting, 'ate' from eldercare.eaten_meals"));
        await DevicesAsync(checks, log, fed, truth);
        await DoorsAsync(checks, log, truth, [.. fed.Where(e => !e.Is("offline")).Select(e => e.Elder)]);
    }

    private static async Task DevicesAsync(Checks checks, EventLog log, Happened[] fed, Truth truth)
    {
        var facts = fed.Where(e => e.Is("offline")).Concat(log.Of("second_portion_found")).ToArray();
        checks.Same(
            "every scan without connection counts once, with its own time", $"{truth.Scans.Count} scans, sent two to four times each",
            truth.Scans.Select(s => (s.Point.Sitting.Value, s.Elder.Value, s.Device, s.Sequence, s.At.ToUnixTimeMilliseconds())),
            facts.Select(e => (
                e.Stream, e.Elder, e.Data.GetProperty("scan").GetProperty("device").GetString()!,
                e.Data.GetProperty("scan").GetProperty("sequence").GetInt32(), e.Data.GetProperty("servedAt").GetDateTimeOffset().ToUnixTimeMilliseconds())));
        checks.Add(
            "and no scan twice", $"{facts.Length} facts of devices", facts.GroupBy(e => (e.Stream, e.Elder, e.Data.GetProperty("scan").GetProperty("device").GetString()))
                .Where(g => g.Count() > 1).Select(g => $"{g.Key}: {g.Count()} facts"));

        var worklist = await checks.TableAsync(
            """
            select elder::text,
                least(sitting, elsewhere) || ' ' || greatest(sitting, elsewhere) || ' open' from eldercare.portion_conflicts
            union all
            select elder::text, least(sitting, elsewhere) || ' ' || greatest(sitting, elsewhere) || ' settled' from eldercare.settled_portion_conflicts
            """);
        checks.Same(
            "every elder fed twice is on the worklist, with both sittings, and nobody else", $"{worklist.Count} elders",
            truth.FedTwice.ToDictionary(f => $"{f.Key}", f => Pair(f.Value.One, f.Value.Other)), worklist);
        var portions = fed.Concat(log.Of("second_portion_found")).ToLookup(e => e.Elder);
        checks.Add(
            "both portions of who was fed twice are facts, and nobody else has two", $"{portions.Count} elders",
            portions.Where(p => p.Count() != (truth.FedTwice.ContainsKey(new(p.Key)) ? 2 : 1)).Select(p => $"{p.Key}: {p.Count()} portions"));
    }

    private static string Pair(SittingId one, SittingId other) =>
        string.Join(' ', new[] { $"{one}", $"{other}" }.Order(StringComparer.Ordinal)) + (one == other ? " settled" : " open");

    private static async Task DoorsAsync(Checks checks, EventLog log, Truth truth, HashSet<Guid> fed)
    {
        var stops = log.Of("delivery_run_planned")
            .SelectMany(e => e.Data.GetProperty("stops").EnumerateArray().Select(s => s.GetProperty("elder").GetGuid())).ToArray();
        var ends = log.Of("meal_delivered", "nobody_at_home", "refused_at_door").ToLookup(e => e.Elder, e => e.Type);
        checks.Add(
            "every stop ended as exactly one thing, the one the driver found",
            $"{stops.Length} stops, {truth.Doors.Count(d => d.Value == StopState.Delivered)} delivered, "
                + $"{truth.Doors.Count(d => d.Value == StopState.NotAtHome)} not at home",
            [.. stops.GroupBy(e => e).Where(g => g.Count() > 1).Select(g => $"{g.Key} is on {g.Count()} runs"),
            .. stops.Where(e => string.Join(' ', ends[e]) != TypeOf(truth.Doors[new(e)])).Select(e => $"{e}: {string.Join(' ', ends[e])}")]);
        checks.Add(
            "who was delivered to was served, and nobody else on a run", $"{stops.Length} stops",
            truth.Doors.Where(d => fed.Contains(d.Key.Value) != (d.Value == StopState.Delivered)).Select(d => $"{d.Key}: {d.Value}"));
        checks.Same(
            "the board of stops says so too", $"{stops.Length} rows", truth.Doors.ToDictionary(d => $"{d.Key}", d => $"{d.Value}"),
            await checks.TableAsync("select elder::text, state from eldercare.delivery_stops"));

        var raised = log.Of("welfare_alert_raised").ToArray();
        var ended = log.Of("welfare_alert_settled", "welfare_alert_escalated").ToLookup(e => e.Stream);
        checks.Same(
            "a closed door raises an alert", $"{raised.Length} alerts", log.Of("nobody_at_home").Select(e => (e.Stream, e.Elder)),
            raised.Select(e => (e.Id("run")!.Value, e.Elder)));
        checks.Add(
            "an alert is settled by a person, or goes to the office", $"{truth.LookedAfter.Count} settled",
            raised.Where(e => !ended[e.Stream].Select(x => (x.Type, x.ByItself)).SequenceEqual(
                    [truth.LookedAfter.Contains(new(e.Elder)) ? ("welfare_alert_settled", false) : ("welfare_alert_escalated", true)]))
                .Select(e => $"{e.Elder}: {string.Join(' ', ended[e.Stream])}"));
    }

    private static string TypeOf(StopState state) => state switch
    {
        StopState.Delivered => "meal_delivered",
        StopState.NotAtHome => "nobody_at_home",
        _ => "refused_at_door",
    };
}
