using Eldercare.Store.Tables;
using Eldercare.Store.Views;

namespace Eldercare.Meals;

/// <summary>A settlement as it stands: the sum of the events that came while it was open.</summary>
/// <param name="Settlement">Follows from point and month.</param>
/// <param name="Point">Whose.</param>
/// <param name="District">The point's district code.</param>
/// <param name="Month">yyyymm.</param>
/// <param name="Lines">By month of the meals, funders first.</param>
/// <param name="Frozen">Final: nothing changes any more.</param>
/// <param name="FrozenBy">Who took it for final: the sign-in's subject.</param>
/// <param name="FrozenAt">When.</param>
/// <param name="Sequence">Of the last event it holds.</param>
[Table("settlements", Indexes = ["month, district"])]
public sealed record SettlementBoard(
    [Key] SettlementId Settlement,
    MealPointId Point,
    string District,
    int Month,
    ImmutableArray<SettlementLine> Lines,
    bool Frozen,
    string? FrozenBy,
    DateTimeOffset? FrozenAt,
    long Sequence);

/// <summary>
/// Adds each charge and correction to the settlement of its point and month, or, when that is frozen, to that of the next month which
/// is not. What came between the look of the person who froze it and the freezing is carried over too: frozen lines are those she saw.
/// </summary>
public sealed class SettlementView : View
{
    public override string Name => "Settlements";

    public override ImmutableArray<Type> Rows => [typeof(SettlementBoard)];

    public override ImmutableArray<Type> Events => [typeof(MealCharged), typeof(MealChargeCorrected), typeof(SettlementFrozen)];

    public override void Need(Recorded recorded, RowSet rows)
    {
        var (point, _, month) = PlaceOf(recorded.Fact);
        if (recorded.Fact is not SettlementFrozen)
        {
            Open(point, month, rows);
            return;
        }

        // Also for the charges that follow in the same page: they find this month frozen and go on to the next.
        rows.Find<SettlementBoard>(SettlementId.Of(point, month));
        Open(point, month.Next, rows);
    }

    public override void Apply(Recorded recorded, RowSet rows)
    {
        var (point, district, month) = PlaceOf(recorded.Fact);
        if (recorded.Fact is SettlementFrozen frozen) Freeze(frozen, recorded, rows);
        else Add(point, district, month, SettlementLines.Of((MealAccountFact)recorded.Fact), recorded, rows);
    }

    private static void Freeze(SettlementFrozen fact, Recorded recorded, RowSet rows)
    {
        var stood = rows.Find<SettlementBoard>(fact.Settlement)?.Lines ?? [];
        rows.Put(new SettlementBoard(
            fact.Settlement, fact.Point, fact.District, fact.Month, fact.Lines, Frozen: true, recorded.Actor, recorded.RecordedAt, recorded.Sequence));
        var unseen = SettlementLines.Subtract(stood, fact.Lines);
        if (!unseen.IsEmpty) Add(fact.Point, fact.District, new YearMonth(fact.Month).Next, unseen, recorded, rows);
    }

    private static void Add(
        MealPointId point, string district, YearMonth month, ImmutableArray<SettlementLine> lines, Recorded recorded, RowSet rows)
    {
        var open = Open(point, month, rows);
        var id = SettlementId.Of(point, open);
        var board = rows.Find<SettlementBoard>(id)
            ?? new SettlementBoard(id, point, district, open.Value, [], Frozen: false, FrozenBy: null, FrozenAt: null, recorded.Sequence);
        rows.Put(board with { Lines = SettlementLines.Add(board.Lines, lines), Sequence = recorded.Sequence });
    }

    /// <summary>The first month from this one on that is not frozen. Asks for the rows on the way.</summary>
    private static YearMonth Open(MealPointId point, YearMonth month, RowSet rows)
    {
        while (rows.Find<SettlementBoard>(SettlementId.Of(point, month)) is { Frozen: true }) month = month.Next;
        return month;
    }

    private static (MealPointId Point, string District, YearMonth Month) PlaceOf(object fact) => fact switch
    {
        MealCharged f => (f.Point, f.District, YearMonth.Of(f.Date)),
        MealChargeCorrected f => (f.Point, f.District, YearMonth.Of(f.Date)),
        SettlementFrozen f => (f.Point, f.District, new(f.Month)),
        _ => throw new InvalidOperationException($"{fact.GetType().Name} settles nothing."),
    };
}
