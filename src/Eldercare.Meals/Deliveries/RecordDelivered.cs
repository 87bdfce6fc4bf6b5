using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>
/// The portion was handed over at the door: serves the meal, by the same decision as at the counter and in the same transaction. It has
/// happened, also when the sitting was closed while the driver was still out: who is a no-show by then is none. Nobody may have opened
/// before: the alert that was raised stays open until a person says what was found.
/// </summary>
public sealed record RecordDelivered(MealPointId Point, DateOnly Date, Meal Meal, int Number, ElderId Elder)
    : RunCommand(Point, Date, Meal, Number), ICommand
{
    private ServeMeal Serving => new(Point, Date, Meal, Elder, Channel: Channel.Delivery);

    public Footprint Footprint
    {
        get
        {
            var serving = Serving.Footprint;
            return serving with { Writes = [RunStream, .. serving.Writes] };
        }
    }

    public Outcome Decide(Known known)
    {
        var decision = RecordStopDecider.Decide(
            RunId, Elder, StopState.Delivered, known.State<DeliveryRun>(RunStream), new MealDelivered(RunId, Elder, known.Now));
        if (decision.Refusal is not null || decision.Facts.IsEmpty) return decision.On(RunStream);

        var sitting = known.State<Sitting>(Stream);
        var served = sitting?.StateOf(Elder) == GuestState.NoShow
            ? Charging.Of(
                Outcome.Accept(Stream, new MealServed(SittingId, Elder, Channel.Delivery, known.Now, AfterNoShow: true)), known, sitting, Elder)
            : Serving.HandedOver(known);
        if (served.Refusal is not null) return served;
        // Served already, and not by this run: somebody fetched it.
        return served.Facts.IsEmpty
            ? Outcome.Refuse(new AlreadyServed(SittingId, Elder))
            : served.And(RunStream, [.. decision.Facts]);
    }
}

public static class RecordStopDecider
{
    /// <param name="id">The run's id.</param>
    /// <param name="elder">Which stop.</param>
    /// <param name="state">What came of it.</param>
    /// <param name="run">Null when there is none.</param>
    /// <param name="fact">What is recorded if nothing speaks against it.</param>
    public static Decision<DeliveryFact> Decide(DeliveryRunId id, ElderId elder, StopState state, DeliveryRun? run, DeliveryFact fact)
    {
        if (run is null) return new DeliveryRunUnknown(id);
        if (!run.Stops.TryGetValue(elder, out var recorded)) return new NotOnDeliveryRun(id, elder);
        if (recorded == state) return Decision<DeliveryFact>.NoChange;
        if (!DeliveryRun.MayBecome(recorded, state)) return new StopAlreadyRecorded(id, elder, recorded);
        if (!run.Started) return new DeliveryRunNotStarted(id);

        return fact;
    }
}
