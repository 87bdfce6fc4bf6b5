using System.Text.Json;

namespace Eldercare.Scenarios.CityDay;

/// <summary>What was cooked, against who was there to eat it; and the samples.</summary>
internal static class KitchenChecks
{
    public static void Run(Checks checks, EventLog log, Day day)
    {
        var sheets = log.Of("kitchen_sheet_frozen").ToDictionary(e => e.Id("sitting")!.Value);
        var sittings = log.All.Where(log.IsOfASitting).ToLookup(e => e.Stream);
        var (portions, deltas, faults) = (0, 0, new List<string>());
        foreach (var point in day.Town.Points)
        {
            if (!sheets.TryGetValue(point.Sitting.Value, out var sheet))
            {
                faults.Add($"point {point.Nr} has no sheet");
                continue;
            }

            var events = sittings[point.Sitting.Value].ToArray();
            var then = new SittingTale(events.Where(e => e.Sequence < sheet.Sequence)).Standing.ToHashSet();
            var cooked = Lines(sheet).SelectMany(l => l.GetProperty("elders").EnumerateArray().Select(e => e.GetGuid())).ToArray();
            if (!then.SetEquals(cooked) || then.Count != cooked.Length)
                faults.Add($"point {point.Nr}: {cooked.Length} on the sheet, {then.Count} booked at the cut-off");

            var later = events.Where(e => e.Sequence > sheet.Sequence && (e.Type is "meal_booked" or "booking_cancelled")).ToArray();
            var stands = cooked.Length + later.Sum(e => e.Type == "meal_booked" ? 1 : -1);
            var end = new SittingTale(events).Standing.Count();
            if (stands != end) faults.Add($"point {point.Nr}: sheet and changes make {stands} portions, {end} bookings stand");
            (portions, deltas) = (portions + cooked.Length, deltas + later.Length);
        }

        checks.Add("kitchen sheets and late changes are the bookings that stand", $"{sheets.Count} sheets, {portions} portions, {deltas} late changes", faults);
        Samples(checks, log, day, sheets);
        Clashes(checks, day, sheets);
    }

    /// <summary>Of each dish cooked by a kitchen a sample was kept before the sitting closed, or it was said why not.</summary>
    private static void Samples(Checks checks, EventLog log, Day day, Dictionary<Guid, Happened> sheets)
    {
        var closed = log.Of("sitting_closed").ToDictionary(e => e.Stream, e => e.Sequence);
        var kept = log.Of("food_sample_logged").Select(e => (e.Id("sitting")!.Value, e.Id("dish")!.Value, e.Sequence)).ToArray();
        var waived = log.Of("food_samples_waived")
            .SelectMany(e => e.Data.GetProperty("dishes").EnumerateArray().Select(d => (e.Id("sitting")!.Value, d.GetGuid()))).ToHashSet();
        var cooked = day.Town.Points.Where(p => p.HasKitchen)
            .SelectMany(p => DishesOf(sheets[p.Sitting.Value]).Select(d => (Sitting: p.Sitting.Value, Dish: d))).ToArray();
        checks.Add(
            "a sample of each dish is in the fridge before a sitting closes", $"{cooked.Length} dishes, {kept.Length} samples, {waived.Count} waived",
            [.. cooked.Where(c => !waived.Contains(c) && !kept.Any(k => (k.Item1, k.Item2) == c && k.Sequence < closed[c.Sitting])).Select(c => $"{c}"),
            .. Nothing(cooked.Length)]);
    }

    /// <summary>Nobody who cannot have fish has fish on the tray, unless it is shown as open.</summary>
    private static void Clashes(Checks checks, Day day, Dictionary<Guid, Happened> sheets)
    {
        var lines = day.Town.Points.Where(p => p.HasKitchen).SelectMany(p => Lines(sheets[p.Sitting.Value])).ToArray();
        var fishless = lines.Where(l => l.GetProperty("allergens").EnumerateArray().Any(a => a.GetString() == "Fish")).ToArray();
        checks.Add(
            "who must not have fish gets something else", $"{fishless.Length} trays",
            [.. fishless.Where(l => l.GetProperty("dishes").EnumerateArray().Any(d => d.GetProperty("open").GetBoolean())).Select(l => $"{l}"),
            .. Nothing(fishless.Length)]);
    }

    /// <summary>A check of nothing checks nothing.</summary>
    private static string[] Nothing(int counted) => counted > 0 ? [] : ["there is nothing to look at"];

    private static JsonElement[] Lines(Happened sheet) => [.. sheet.Data.GetProperty("lines").EnumerateArray()];

    private static IEnumerable<Guid> DishesOf(Happened sheet) =>
        Lines(sheet).SelectMany(l => l.GetProperty("dishes").EnumerateArray().Select(d => d.GetProperty("dish").GetGuid()))
            .Concat(sheet.Data.GetProperty("walkInDishes").EnumerateArray().Select(d => d.GetGuid())).Distinct();
}
