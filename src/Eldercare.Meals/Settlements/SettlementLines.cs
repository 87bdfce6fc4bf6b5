using Eldercare.Store;

namespace Eldercare.Meals;

/// <summary>Adds up lines; those that come to nothing are left out.</summary>
public static class SettlementLines
{
    /// <summary>What an event adds to the lines of its month.</summary>
    public static ImmutableArray<SettlementLine> Of(MealAccountFact fact) => fact switch
    {
        MealCharged f => Difference(YearMonth.Of(f.Date), MealCharge.Nothing, counted: 0, f.Charge, 1),
        MealChargeCorrected f => Difference(
            // What was taken back is no portion any more; what comes back is one again.
            YearMonth.Of(f.Date), f.Before, f.WasReversed ? 0 : 1, f.Now, f.Reversed ? 0 : 1),
        ChargedPortionServedEarlier => [],
        _ => throw new InvalidOperationException($"{fact.GetType().Name} settles nothing."),
    };

    public static ImmutableArray<SettlementLine> Add(ImmutableArray<SettlementLine> lines, ImmutableArray<SettlementLine> more) =>
        Sum(lines.Concat(more));

    public static ImmutableArray<SettlementLine> Subtract(ImmutableArray<SettlementLine> lines, ImmutableArray<SettlementLine> less) =>
        Sum(lines.Concat(less.Select(l => l with { Meals = -l.Meals, Amount = -l.Amount })));

    /// <summary>The control sum: what funders owe.</summary>
    public static Fen Owed(IEnumerable<SettlementLine> lines) =>
        lines.Where(l => l.IsOwed).Aggregate(Fen.Zero, (sum, l) => sum + l.Amount);

    private static ImmutableArray<SettlementLine> Sum(IEnumerable<SettlementLine> lines) =>
    [
        .. from line in lines
           group line by (line.OfMonth, line.Funder, line.Forgone) into same
           let sum = new SettlementLine(
               same.Key.Funder, same.Key.Forgone, same.Key.OfMonth, same.Sum(l => l.Meals), new Fen(same.Sum(l => l.Amount.Value)))
           where sum.Meals != 0 || sum.Amount != Fen.Zero
           orderby sum.OfMonth, sum.Funder == Funder.Elder, sum.Forgone, sum.Funder
           select sum,
    ];

    private static ImmutableArray<SettlementLine> Difference(YearMonth month, MealCharge before, int counted, MealCharge now, int counts) =>
        Subtract(Whole(month, now, counts), Whole(month, before, counted));

    /// <summary>A funder counts a portion once, however many rules gave it something.</summary>
    private static ImmutableArray<SettlementLine> Whole(YearMonth month, MealCharge charge, int portions) =>
    [
        .. charge.Shares.GroupBy(s => (s.Funder, s.Forgone)).Select(g => new SettlementLine(
            g.Key.Funder, g.Key.Forgone, month.Value, 1, new Fen(g.Sum(s => s.Amount.Value)))),
        new(Funder.Elder, Forgone: false, month.Value, portions, charge.ElderPays),
    ];
}
