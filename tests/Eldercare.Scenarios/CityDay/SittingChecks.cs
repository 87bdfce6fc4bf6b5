using Eldercare.People;

namespace Eldercare.Scenarios.CityDay;

/// <summary>Sittings, their boards and who holds a portion.</summary>
internal static class SittingChecks
{
    public static async Task RunAsync(Checks checks, EventLog log, Day day)
    {
        var streams = log.All.Where(log.IsOfASitting).ToLookup(e => e.Stream);
        var tales = streams.ToDictionary(s => s.Key, s => new SittingTale(s));
        var today = day.Town.Points.Select(p => (Point: p, Tale: tales[p.Sitting.Value])).ToArray();

        checks.Add(
            "no place is given twice, at any event",
            $"{streams.Sum(s => s.Count())} events of {tales.Count} sittings, {tales.Values.Sum(t => t.Bookings)} bookings, "
                + $"{tales.Values.Sum(t => t.Cancelled)} cancelled",
            tales.SelectMany(t => t.Value.Faults.Select(f => $"{t.Key}: {f}")));
        checks.Add(
            "served and no-shows are all who were booked, and every sitting is closed",
            $"{today.Sum(t => t.Tale.Served)} served + {today.Sum(t => t.Tale.NoShows)} no-shows = "
                + $"{today.Sum(t => t.Tale.Bookings - t.Tale.Cancelled)} booked; {today.Sum(t => t.Tale.WalkIns)} walk-ins",
            today.Where(t => !t.Tale.Closed || t.Tale.Bookings - t.Tale.Cancelled != t.Tale.Served + t.Tale.NoShows).Select(t => $"point {t.Point.Nr}"));
        checks.Add(
            "who waited was offered in turn, left, or was told at the cut-off",
            $"{log.Of("waiting_list_joined").Count()} waited, {log.Of("place_offered").Count()} offered, {log.Of("place_declined").Count()} declined, "
                + $"{log.Of("place_offer_lapsed").Count()} lapsed, {log.Of("waiting_list_left").Count(e => e.Text("because") == "Guest")} became guests",
            tales.Where(t => t.Value.Waiting + t.Value.Offered > 0).Select(t => $"{t.Key}: {t.Value.Waiting} wait, {t.Value.Offered} have an offer"));

        var opened = log.Of("sitting_opened").ToDictionary(e => e.Stream);
        var boards = tales.ToDictionary(t => $"{t.Key}", t => BoardOf(t.Value));
        checks.Same("boards say what the events say", $"{boards.Count} boards", boards, await checks.TableAsync(
            """
            select sitting::text, format('%s %s %s %s %s %s %s %s %s %s %s', capacity, booked, served, no_shows, walk_in_buffer, walk_ins,
                cancelled, offered, waiting, closed, sequence) from eldercare.sitting_boards
            """));
        var days = tales.GroupBy(t => $"{opened[t.Key].Text("district")} {opened[t.Key].Text("date")}").ToDictionary(
            d => d.Key,
            d => $"{d.Count()} {d.Sum(t => t.Value.Capacity)} {d.Sum(t => t.Value.Booked)} {d.Sum(t => t.Value.Served)} {d.Sum(t => t.Value.NoShows)} "
                + $"{d.Sum(t => t.Value.WalkIns)} {d.Sum(t => t.Value.Cancelled)}");
        checks.Same("a district's day is the sum of its sittings", $"{days.Count} days", days, await checks.TableAsync(
            """
            select district || ' ' || date, format('%s %s %s %s %s %s %s', sittings, capacity, booked, served, no_shows, walk_ins, cancelled)
            from eldercare.district_days
            """));

        var figures = new Dictionary<string, string>
        {
            ["people"] = $"{log.Of("elder_registered").Count()}",
            ["meal_points"] = $"{log.Of("meal_point_opened").Count()}",
            ["sittings"] = $"{tales.Count}",
            ["bookings"] = $"{tales.Values.Sum(t => t.Bookings)}",
            ["cancelled"] = $"{tales.Values.Sum(t => t.Cancelled)}",
            ["meals_served"] = $"{tales.Values.Sum(t => t.Served + t.WalkIns)}",
            ["walk_ins"] = $"{tales.Values.Sum(t => t.WalkIns)}",
            ["no_shows"] = $"{tales.Values.Sum(t => t.NoShows)}",
        };
        checks.Same("the city's figures are the sum of it all", $"{figures.Count} figures", figures, await checks.TableAsync(
            "select name, value::text from eldercare.city_figures where value <> 0"));
        await PortionsAsync(checks, log, tales);
        Orders(checks, log, day);
    }

    private static string BoardOf(SittingTale t) =>
        $"{t.Capacity} {t.Booked} {t.Served} {t.NoShows} {t.Buffer} {t.WalkIns} {t.Cancelled} {t.Offered} {t.Waiting} {(t.Closed ? "t" : "f")} {t.Last}";

    /// <summary>Each elder's portion is held by one claim of the sitting that gave it; a second one, handed out offline, by none.</summary>
    private static async Task PortionsAsync(Checks checks, EventLog log, Dictionary<Guid, SittingTale> tales)
    {
        var second = log.Of("walk_in_served").Where(e => e.Id("elsewhere") is not null).Select(e => (e.Stream, e.Elder)).ToHashSet();
        var held = tales
            .SelectMany(t => t.Value.Guests.Where(g => g.Value != "cancelled" && !second.Contains((t.Key, g.Key))).Select(g => (Sitting: t.Key, Elder: g.Key)))
            .ToLookup(h => h.Elder, h => h.Sitting);
        checks.Add(
            "one portion an elder, date and meal in the city", $"{held.Count} elders, {second.Count} second portions found offline",
            held.Where(h => h.Count() > 1).Select(h => $"{h.Key} at {string.Join(" and ", h)}"));
        checks.Same(
            "claims are held for the portions there are, and no others", $"{held.Count} claims",
            held.ToDictionary(h => $"{h.Key}", h => string.Join(' ', h)),
            await checks.TableAsync("select subject::text, string_agg(holder::text, ' ') from eldercare.claims where kind = 'portion' group by subject"));
        checks.Add("nobody holds a place in a waiting list any more", "claims", await checks.CountAsync(
            "select count(*) from eldercare.claims where kind = 'waiting'") is var waiting and > 0 ? [$"{waiting} claims"] : []);
    }

    private static void Orders(Checks checks, EventLog log, Day day)
    {
        var booked = log.Of("meal_booked").Where(e => e.Id("order") is not null).ToArray();
        var runs = log.Of("standing_orders_materialised")
            .Select(e => (Date: e.Text("date")!, Booked: e.Number("booked"), Missed: e.Number("missed"))).ToArray();
        checks.Same(
            "each standing order is booked once, by the one run of the day", $"{booked.Length} portions of {log.Of("standing_order_placed").Count()} orders",
            day.Town.Points.SelectMany(p => p.WhoOrdered.Select(e => (p.Sitting.Value, e.Value))), booked.Select(e => (e.Stream, e.Elder)));
        var settling = CityUnderTest.Text(CityTime.Today(day.Clock.NextMonth));
        checks.Same(
            "the run counted what it booked, and the one of the day of settling nothing", $"{runs.Length} runs",
            [(CityUnderTest.Text(day.Date), booked.Length, 0), (settling, 0, 0)], runs);
    }
}
