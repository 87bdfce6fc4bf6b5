using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Beds;

/// <summary>
/// A closed bed comes back, also before or after the day it was expected; it is cleaned before it is offered. One that was only to be closed
/// once it is left stays as it is.
/// </summary>
public sealed record ReopenBed(BedId Bed) : ICommand
{
    private StreamRef Stream => Beds.Bed.Stream.At(Bed.Value);

    public Footprint Footprint => new() { Writes = [Stream] };

    public Outcome Decide(Known known)
    {
        var bed = known.State<Bed>(Stream);
        var decision = ReopenBedDecider.Decide(this, bed);
        return decision.Refusal is null ? decision.On(Stream).NoLongerClosed(bed!) : decision.On(Stream);
    }
}

public static class ReopenBedDecider
{
    public static Decision<BedFact> Decide(ReopenBed command, Bed? bed)
    {
        if (bed is null) return new BedUnknown(command.Bed);
        if (bed.Ordered is null && bed.Check(BedAction.Reopen) is { } forbidden) return forbidden;
        return Reopened(bed);
    }

    /// <summary>Of a bed that is closed, or is to be.</summary>
    internal static BedFact Reopened(Bed bed) => bed.Ordered is null ? new BedReopened(bed.Id) : new ClosureLifted(bed.Id);
}
