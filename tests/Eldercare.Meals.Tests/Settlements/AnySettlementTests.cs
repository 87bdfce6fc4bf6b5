using System.Collections.Immutable;
using CsCheck;
using Eldercare.Meals.Tests.Boards;
using Eldercare.People;
using Eldercare.Store;
using static Eldercare.Meals.Tests.Example;

namespace Eldercare.Meals.Tests.Settlements;

/// <summary>
/// Random charges, corrections and freezings, the latter by people who saw the lines a while ago: what settlements say of a month's
/// meals always comes to the sum of its events, and what was frozen stays.
/// </summary>
public static class AnySettlementTests
{
    private static readonly MealPointId[] s_points = [Point, new(Id(9))];
    private static readonly int[] s_months = [202601, 202602, 202603];
    private static readonly string[] s_funders = ["city-finance", "charity", "canteen"];

    /// <summary>What, at which point, in which month, for how much; for a freezing how many events ago it was looked at.</summary>
    private static readonly Gen<(int Act, int Point, int Month, long[] Fen, int Ago)[]> s_acts = Gen.Select(
        Gen.Frequency((8, Gen.Int[0, 0]), (3, Gen.Int[1, 2]), (1, Gen.Int[3, 3])), Gen.Int[0, 1], Gen.Int[0, 2], Gen.Long[0, 400].Array[4], Gen.Int[0, 4])
        .Array[0, 40];

    [Fact]
    public static void Comes_to_the_sum_of_the_events_whatever_is_frozen_when() => Gen.Select(s_acts, Gen.Int[1, 7]).Sample(
        (acts, batch) =>
        {
            var facts = new List<object>();
            foreach (var act in acts) facts.AddRange(Next(act, facts));
            var rows = Rows.After(facts, batch);
            var boards = rows.All<SettlementBoard>().ToList();

            foreach (var point in s_points)
            {
                var settled = boards.Where(b => b.Point == point).SelectMany(b => b.Lines)
                    .GroupBy(l => (l.OfMonth, l.Funder)).Select(g => (g.Key, g.Sum(l => l.Meals), g.Sum(l => l.Amount.Value)))
                    .Where(s => s.Item2 != 0 || s.Item3 != 0).OrderBy(s => s.Key);
                Assert.Equal(Events(facts, point).OrderBy(s => s.Key), settled);
            }

            foreach (var frozen in facts.OfType<SettlementFrozen>())
                Assert.Equal(frozen.Lines, boards.Single(b => b.Settlement == frozen.Settlement && b.Frozen).Lines);
        },
        iter: 2_000, threads: 1);

    [Fact]
    public static void Carries_a_later_charge_into_the_next_open_month()
    {
        var (early, late) = (Charge(0, 0, [300, 0, 0, 500], 1), Charge(0, 0, [100, 0, 0, 0], 7));
        var rows = Rows.After([early, Freeze(0, 0, [early], 0), Freeze(0, 1, [early], 0), late], batch: 4);

        var march = rows.Find<SettlementBoard>(SettlementId.Of(Point, new(202603)))!;

        Assert.Equal([new("city-finance", false, 202601, 1, new(100)), new(Funder.Elder, false, 202601, 1, new(0))], march.Lines);
    }

    /// <summary>Summed from the charges themselves, portion by portion.</summary>
    private static IEnumerable<((int, string) Key, int, long)> Events(List<object> facts, MealPointId point)
    {
        var portions = new Dictionary<SittingId, (int Month, MealCharge Charge, bool There)>();
        foreach (var fact in facts)
        {
            if (fact is MealCharged c && c.Point == point) portions[c.Sitting] = (YearMonth.Of(c.Date).Value, c.Charge, true);
            if (fact is MealChargeCorrected d && d.Point == point) portions[d.Sitting] = (YearMonth.Of(d.Date).Value, d.Now, !d.Reversed);
        }

        return
        [
            .. from p in portions.Values
               from part in p.Charge.Shares.GroupBy(s => s.Funder).Select(g => (Funder: g.Key, Meals: 1, Fen: g.Sum(s => s.Amount.Value)))
                   .Append((Funder: Funder.Elder, Meals: p.There ? 1 : 0, Fen: p.Charge.ElderPays.Value))
               group part by (p.Month, part.Funder) into sum
               let total = (sum.Key, Meals: sum.Sum(s => s.Meals), Fen: sum.Sum(s => s.Fen))
               where total.Meals != 0 || total.Fen != 0
               select total,
        ];
    }

    private static IEnumerable<object> Next((int Act, int Point, int Month, long[] Fen, int Ago) act, List<object> facts)
    {
        switch (act.Act)
        {
            case 0:
                yield return Charge(act.Point, act.Month, act.Fen, facts.Count);
                break;
            case 1 or 2 when facts.OfType<MealCharged>().LastOrDefault(c => c.Point == s_points[act.Point]) is { } charged:
                var before = facts.OfType<MealChargeCorrected>().LastOrDefault(d => d.Sitting == charged.Sitting)?.Now ?? charged.Charge;
                var now = act.Act == 1 ? Split(act.Fen) : MealCharge.Nothing;
                if (now != before)
                    yield return new MealChargeCorrected(
                        charged.Elder, charged.Sitting, charged.Point, charged.District, charged.Date, charged.Meal, charged.Channel, before, now,
                        before == MealCharge.Nothing, now == MealCharge.Nothing, "Again");
                break;
            case 3 when facts.OfType<SettlementFrozen>().All(f => f.Settlement != SettlementId.Of(s_points[act.Point], new(s_months[act.Month]))):
                yield return Freeze(act.Point, act.Month, facts, act.Ago);
                break;
        }
    }

    private static MealCharged Charge(int point, int month, long[] fen, int nth)
    {
        var date = new YearMonth(s_months[month]).First.AddDays(nth % 28);
        return new(new ElderId(Id(nth)), new(Id(1_000 + nth)), s_points[point], Jingkou, date, Meal.Lunch, Channel.DineIn, Split(fen));
    }

    /// <summary>A freezing by someone who saw the settlement as it stood some events ago.</summary>
    private static SettlementFrozen Freeze(int point, int month, List<object> facts, int ago)
    {
        var id = SettlementId.Of(s_points[point], new(s_months[month]));
        var seen = Rows.After(facts.SkipLast(ago)).All<SettlementBoard>().FirstOrDefault(b => b.Settlement == id)?.Lines ?? ImmutableArray<SettlementLine>.Empty;
        return new(id, s_points[point], Jingkou, s_months[month], seen, SettlementLines.Owed(seen));
    }

    private static MealCharge Split(long[] fen)
    {
        var shares = s_funders.Select((f, i) => new FunderShare("p", 1, "r", f, new(fen[i]), Forgone: f == "canteen"))
            .Where(s => s.Amount > Fen.Zero).ToImmutableArray();
        return new(new(fen.Sum()), Fen.Zero, shares, new(fen[3]), [new("p", 1)], []);
    }
}
