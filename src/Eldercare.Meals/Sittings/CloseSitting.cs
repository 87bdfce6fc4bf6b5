using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>
/// Ends the sitting: who is booked and was not served by now is a no-show, but for those it could not serve, whose bookings are
/// cancelled. A sample of each dish that was cooked must be logged by then, or a reason be given.
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
        outcome = decision.Facts.OfType<BookingCancelled>().Aggregate(
            outcome, (o, f) => o.Releasing(Portion.Claim(f.Elder, Date, Meal), Stream));
        return decision.Facts.IsEmpty || missing.IsEmpty
            ? outcome
            : outcome.And(SamplesStream, new FoodSamplesWaived(SittingId, missing, WithoutSamplesReason!));
    }
}

/// <param name="Sitting">Which sitting.</param>
/// <param name="Dishes">Dishes that were cooked and of which no sample is logged.</param>
public sealed record FoodSamplesMissing(SittingId Sitting, ImmutableArray<DishId> Dishes) : Refusal
{
    public override Words Message => new(
        $"有{Dishes.Length}道菜没有留样：请补登，或说明原因。",
        "Some dishes have no sample in the fridge: log them, or say why there are none.");
}

public static class CloseSittingDecider
{
    /// <summary>Kept with the cancellation of a booking that was displaced to the end.</summary>
    public const string NoPlaceReason = "The sitting could not serve it";

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

        // Whom the sitting could not serve did not fail to come.
        var absent = sitting.Guests.Where(g => g.Value.State == GuestState.Booked).Select(g => g.Key).OrderBy(e => e.Value)
            .Select(SittingFact (e) => sitting.Displaced.ContainsKey(e)
                ? new BookingCancelled(sitting.Id, e, NoPlaceReason, Late: true, WasEscalated: sitting.Escalated.Contains(e))
                : new NoShowRecorded(sitting.Id, e));
        return Decision<SittingFact>.Of([.. EndWaitingListDecider.Ending(sitting), .. absent, new SittingClosed(sitting.Id)]);
    }
}
