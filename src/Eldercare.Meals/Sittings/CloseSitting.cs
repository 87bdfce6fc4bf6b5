using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>
/// Ends the sitting: who is booked and was not served by now is a no-show. A sample of each dish that was cooked must be logged by then,
/// or a reason be given.
/// </summary>
public sealed record CloseSitting(MealPointId Point, DateOnly Date, Meal Meal, string? WithoutSamplesReason = null)
    : SittingCommand(Point, Date, Meal), ICommand
{
    private StreamRef SheetStream => KitchenSheet.At(SittingId);

    private StreamRef SamplesStream => FoodSamples.At(SittingId);

    public Footprint Footprint => new() { Writes = [Stream, SamplesStream], Reads = [SheetStream] };

    public Outcome Decide(Known known)
    {
        var missing = FoodSamples.Missing(known.State<FoodSamples>(SamplesStream), known.State<KitchenSheet>(SheetStream)?.Cooked ?? []);
        var sitting = known.State<Sitting>(Stream);
        var decision = CloseSittingDecider.Decide(this, sitting, missing, known.Now);
        var outcome = (sitting?.OnList ?? []).Aggregate(
            decision.On(Stream), (o, elder) => o.Releasing(WaitingList.Claim(elder, Date, Meal), Stream));
        return decision.Facts.IsEmpty || missing.IsEmpty
            ? outcome
            : outcome.And(SamplesStream, new FoodSamplesWaived(SittingId, missing, WithoutSamplesReason!));
    }
}

/// <param name="Sitting">Which sitting.</param>
/// <param name="Dishes">Dishes that were cooked and of which no sample is logged.</param>
public sealed record FoodSamplesMissing(SittingId Sitting, ImmutableArray<DishId> Dishes) : Refusal
{
    public override string Message => "Some dishes have no sample in the fridge: log them, or say why there are none.";
}

public static class CloseSittingDecider
{
    /// <param name="command">What is asked for.</param>
    /// <param name="sitting">Null when it was not opened.</param>
    /// <param name="missing">Dishes cooked of which no sample is logged.</param>
    /// <param name="now">The instant of the decision.</param>
    public static Decision<SittingFact> Decide(CloseSitting command, Sitting? sitting, ImmutableArray<DishId> missing, DateTimeOffset now)
    {
        if (sitting is null) return new SittingUnknown(command.SittingId);
        if (sitting.Closed) return Decision<SittingFact>.NoChange;
        if (now < sitting.ServedFrom) return new SittingNotStarted(sitting.Id, sitting.ServedFrom);
        if (Text.CheckOptional("withoutSamplesReason", command.WithoutSamplesReason, MealPointChecks.MaxReasonLength) is { } reason) return reason;
        if (!missing.IsEmpty && string.IsNullOrWhiteSpace(command.WithoutSamplesReason)) return new FoodSamplesMissing(sitting.Id, missing);

        var absent = sitting.Guests.Where(g => g.Value.State == GuestState.Booked).Select(g => g.Key).OrderBy(e => e.Value);
        return Decision<SittingFact>.Of(
            [.. EndWaitingListDecider.Ending(sitting), .. absent.Select(e => new NoShowRecorded(sitting.Id, e)), new SittingClosed(sitting.Id)]);
    }
}
