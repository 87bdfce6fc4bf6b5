using System.Globalization;
using System.Text.Json;
using Eldercare.Meals;

namespace Eldercare.Scenarios.CityDay;

/// <summary>Every fen from the price to the settlement.</summary>
internal static class MoneyChecks
{
    public static async Task RunAsync(Checks checks, EventLog log, Day day)
    {
        var charged = Standing(log);
        var points = day.Town.Points.ToDictionary(p => p.Sitting.Value, p => p.Id.Value);
        var fed = log.Of("meal_served", "walk_in_served", "second_portion_found").GroupBy(e => e.Elder)
            .Select(of => of.MinBy(e => (e.Data.GetProperty("servedAt").GetDateTimeOffset(), points[e.Stream]))!).Select(e => (e.Stream, e.Elder));
        checks.Same(
            "each elder's first portion is charged, and a second one to nobody", $"{charged.Length} charges", fed,
            charged.Select(e => (e.Id("sitting")!.Value, e.Elder)));
        checks.Add(
            "and nobody twice", $"{charged.Length} charges",
            charged.GroupBy(e => e.Elder).Where(g => g.Count() > 1).Select(g => $"{g.Key}: {g.Count()} charges"));
        checks.Add(
            "the shares of a charge are its price and fee", $"{charged.Sum(e => Part(e, "elderPays") + Shares(e).Sum(s => s.Amount)):N0} fen",
            charged.Where(e => Part(e, "elderPays") + Shares(e).Sum(s => s.Amount) != Part(e, "price") + Part(e, "deliveryFee")).Select(e => $"{e}"));

        var entitled = day.Town.Points
            .SelectMany(p => p.Elders.Where((_, i) => Town.IsEntitled((p.Nr * Town.EldersAPoint) + i)).Select(e => e.Value)).ToHashSet();
        checks.Add(
            "an entitled elder pays 2 of 8 yuan, others all, and everybody the delivery", $"{charged.Count(e => entitled.Contains(e.Elder))} entitled",
            charged.Where(e => Part(e, "elderPays") != (entitled.Contains(e.Elder) ? 200 : 800) + (e.Text("channel") == "Delivery" ? 100 : 0))
                .Select(e => $"{e}"));

        var corrected = log.Of("meal_charge_corrected").Where(e => !e.Is("byScan")).ToArray();
        var month = YearMonth.Of(day.Date);
        var lines = Summed(charged, month.Value, sign: 1).Concat(Summed(corrected, month.Next.Value, sign: -1)).ToDictionary();
        checks.Same(
            "settlements are the sums of the charges, corrections in the month after", $"{lines.Count} lines", lines, await checks.TableAsync(
                """
                select format('%s %s %s', point, month, l ->> 'funder'), format('%s portions, %s fen', l ->> 'meals', l ->> 'amount')
                from eldercare.settlements, jsonb_array_elements(lines) l
                """));
        var frozen = log.Of("settlement_frozen").ToArray();
        checks.Same(
            "what was frozen is what was charged", $"{frozen.Length} settlements", Summed(charged, month.Value, sign: 1).ToDictionary(), frozen.SelectMany(
                e => e.Data.GetProperty("lines").EnumerateArray().Select(l => (
                    $"{e.Id("point")} {e.Number("month")} {l.GetProperty("funder").GetString()}",
                    $"{l.GetProperty("meals").GetInt32()} portions, {l.GetProperty("amount").GetInt64()} fen"))).ToDictionary());
        var owed = charged.SelectMany(Shares).Sum(s => s.Amount);
        checks.Add(
            "every point's month is final, and funders owe what they were charged", $"{owed.ToString("N0", CultureInfo.InvariantCulture)} fen",
            [.. day.Town.Points.Where(p => frozen.Count(e => e.Id("point") == p.Id.Value && !e.ByItself) != 1).Select(p => $"point {p.Nr}"),
            .. frozen.Sum(e => e.Number("owed")) == owed ? [] : new[] { $"frozen are {frozen.Sum(e => e.Number("owed"))}" }]);
    }

    /// <summary>The charges that stand when every scan has come: one that came late may have moved a charge to an earlier portion.</summary>
    private static Happened[] Standing(EventLog log)
    {
        var (charges, standing) = (new Dictionary<(Guid?, Guid), Happened>(), new Dictionary<(Guid?, Guid), Happened>());
        foreach (var e in log.Of("meal_charged", "meal_charge_corrected").OrderBy(e => e.Sequence))
        {
            var portion = (e.Id("sitting"), e.Elder);
            if (e.Type == "meal_charged") standing[portion] = charges[portion] = e;
            else if (e.Is("byScan") && e.Is("reversed")) standing.Remove(portion);
            else if (e.Is("byScan")) standing[portion] = charges[portion];
        }

        return [.. standing.Values];
    }

    private static IEnumerable<(string Key, string Line)> Summed(Happened[] events, int month, int sign) =>
        from e in events
        let charge = e.Data.GetProperty(sign > 0 ? "charge" : "before")
        from part in Shares(charge).Append(("elder", charge.GetProperty("elderPays").GetInt64()))
        group part by (Point: e.Id("point"), Funder: part.Item1) into payer
        select ($"{payer.Key.Point} {month} {payer.Key.Funder}", $"{sign * payer.Count()} portions, {sign * payer.Sum(p => p.Item2)} fen");

    private static long Part(Happened charged, string part) => charged.Data.GetProperty("charge").GetProperty(part).GetInt64();

    private static IEnumerable<(string Funder, long Amount)> Shares(Happened charged) => Shares(charged.Data.GetProperty("charge"));

    private static IEnumerable<(string Funder, long Amount)> Shares(JsonElement charge) =>
        charge.GetProperty("shares").EnumerateArray().Select(s => (s.GetProperty("funder").GetString()!, s.GetProperty("amount").GetInt64()));
}
