using Eldercare.People;
using Eldercare.Store;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>Takes a month's settlement of a meal point for final, as it was shown to who sends this.</summary>
/// <param name="Point">Whose.</param>
/// <param name="Month">A month that is over.</param>
/// <param name="Lines">As they stand in the view.</param>
/// <param name="Expected">The control sum the person saw; when the lines come to another, she has to look again.</param>
public sealed record FreezeSettlement(MealPointId Point, YearMonth Month, ImmutableArray<SettlementLine> Lines, Fen Expected) : ICommand
{
    public SettlementId Settlement => SettlementId.Of(Point, Month);

    private StreamRef Stream => Meals.Settlement.Stream.At(Settlement.Value);

    private StreamRef PointStream => MealPoint.Stream.At(Point.Value);

    public Footprint Footprint => new() { Writes = [Stream], Reads = [PointStream] };

    public Outcome Decide(Known known) => FreezeSettlementDecider.Decide(
        this, known.State<MealPoint>(PointStream), known.State<Settlement>(Stream), known.Now).On(Stream);
}

public sealed record SettlementAlreadyFrozen(SettlementId Settlement, Fen Owed) : Refusal
{
    public override Words Message => new(
        "该补贴结算已定案，以后的变动计入下月。",
        "The settlement is final already: what changes later goes into the next month's.");
}

/// <param name="Settlement">Which.</param>
/// <param name="Last">The month's last day.</param>
public sealed record SettlementMonthNotOver(SettlementId Settlement, DateOnly Last) : Refusal
{
    public override Words Message => new(
        $"当月尚未结束，请在{Last:M月d日}之后定案。",
        $"The month is not over: meals are still served and charged until {Last:yyyy-MM-dd}.");
}

/// <param name="Settlement">Which.</param>
/// <param name="Owed">What funders owe by now.</param>
public sealed record SettlementSumDiffers(SettlementId Settlement, Fen Owed) : Refusal
{
    public override Words Message => new(
        $"应付补贴现为{Owed}元，与您看到的不同，请重新核对后再定案。",
        $"What funders owe is no longer what was seen, but {Owed} yuan: look at the settlement again.");
}

public static class FreezeSettlementDecider
{
    public static Decision<SettlementFact> Decide(FreezeSettlement command, MealPoint? point, Settlement? settlement, DateTimeOffset now)
    {
        var id = command.Settlement;
        if (point is null) return new MealPointUnknown(command.Point);
        if (settlement is not null) return new SettlementAlreadyFrozen(id, settlement.Frozen.Owed);
        if (CityTime.Today(now) <= command.Month.Last) return new SettlementMonthNotOver(id, command.Month.Last);
        var owed = SettlementLines.Owed(command.Lines);
        if (owed != command.Expected) return new SettlementSumDiffers(id, owed);

        return new SettlementFrozen(id, command.Point, point.District, command.Month.Value, command.Lines, owed);
    }
}
