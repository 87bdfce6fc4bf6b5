using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>
/// Puts the sitting's portions to be delivered on runs. Planning again adds runs for those who came late, and changes none there is.
/// </summary>
/// <param name="Point">Where.</param>
/// <param name="Date">City date.</param>
/// <param name="Meal">Which meal.</param>
/// <param name="Order">
/// Who is to be delivered to, in the order of driving: found outside the decision, since it follows from addresses.
/// </param>
/// <param name="FirstNumber">Of the runs to be added: the sitting has those below it already.</param>
/// <param name="Settings">Policy in force.</param>
public sealed record PlanDeliveryRuns(
    MealPointId Point, DateOnly Date, Meal Meal, ImmutableArray<ElderId> Order, int FirstNumber, DeliverySettings Settings)
    : SittingCommand(Point, Date, Meal), ICommand
{
    public Footprint Footprint => new()
    {
        // Each run's stream, as many as there can be.
        Writes = [.. Enumerable.Range(FirstNumber, Math.Max(1, (Order.Length + Settings.StopsPerRun - 1) / Settings.StopsPerRun)).Select(RunStream)],
        Reads = [Stream],
        Claims = [.. Order.Distinct().Select(Claim)],
    };

    public Outcome Decide(Known known)
    {
        var free = Order.Distinct().Where(e => known.Holder(Claim(e)) is null).ToImmutableArray();
        var isTaken = known.State<DeliveryRun>(RunStream(FirstNumber)) is not null;
        var decision = PlanDeliveryRunsDecider.Decide(this, known.State<Sitting>(Stream), free, isTaken, known.Now);
        if (decision.Refusal is not null) return Outcome.Refuse(decision.Refusal);
        var outcome = Outcome.NoChange;
        foreach (var planned in decision.Facts.Cast<DeliveryRunPlanned>())
        {
            var run = RunStream(planned.Number);
            outcome = outcome.And(run, planned);
            foreach (var stop in planned.Stops) outcome = outcome.Taking(Claim(stop.Elder), run);
        }

        return outcome;
    }

    private Claim Claim(ElderId elder) => DeliveryRun.Claim(SittingId, elder, Date, Meal);

    private StreamRef RunStream(int number) => DeliveryRun.Stream.At(DeliveryRunId.Of(SittingId, number).Value);
}

public static class PlanDeliveryRunsDecider
{
    /// <param name="command">With the order.</param>
    /// <param name="sitting">Null when it was not opened.</param>
    /// <param name="free">Those of the order that are on no run yet, in order.</param>
    /// <param name="isTaken">The first number belongs to a run already.</param>
    /// <param name="now">The instant of the decision.</param>
    public static Decision<DeliveryFact> Decide(
        PlanDeliveryRuns command, Sitting? sitting, ImmutableArray<ElderId> free, bool isTaken, DateTimeOffset now)
    {
        if (sitting is null) return new SittingUnknown(command.SittingId);
        if (sitting.Closed) return new SittingAlreadyClosed(sitting.Id);
        if (now < sitting.CutOff) return new CutOffNotReached(sitting.Id, sitting.CutOff);

        var stops = free.Where(e => sitting.Guests.TryGetValue(e, out var guest) && guest is { State: GuestState.Booked, Channel: Channel.Delivery });
        var runs = stops.Chunk(command.Settings.StopsPerRun)
            .Select((elders, i) => Run(command, sitting, command.FirstNumber + i, elders)).ToArray();
        if (runs.Length == 0) return Decision<DeliveryFact>.NoChange;
        if (isTaken) return new DeliveriesPlannedMeanwhile(sitting.Id);
        return Decision<DeliveryFact>.Of(runs);
    }

    private static DeliveryRunPlanned Run(PlanDeliveryRuns command, Sitting sitting, int number, ElderId[] elders)
    {
        var settings = command.Settings;
        var setsOut = sitting.ServedFrom.AddMinutes(-settings.MinutesBefore);
        if (setsOut < sitting.DoorsOpen) setsOut = sitting.DoorsOpen;
        return new DeliveryRunPlanned(
            DeliveryRunId.Of(sitting.Id, number), sitting.Id, sitting.Point, sitting.District, sitting.Date, sitting.Meal, number,
            [
                .. elders.Select((elder, i) =>
                {
                    var from = setsOut.AddMinutes((i + 1) * settings.MinutesPerStop);
                    return new PlannedStop(elder, from, from.AddMinutes(settings.WindowMinutes));
                }),
            ]);
    }
}
