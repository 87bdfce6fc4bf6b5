using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Beds;

/// <summary>
/// Follows from a death: frees the bed the elder lived in. A bed that is only kept for her is freed by the end of her application,
/// both in one step. Nothing to free is no refusal.
/// </summary>
public sealed record ReleaseBedOnDeath(BedId Bed, ElderId Elder, DateOnly On) : ICommand
{
    private StreamRef Stream => Beds.Bed.Stream.At(Bed.Value);

    public Footprint Footprint => new() { Writes = [Stream], Timelines = [Days.Of(Bed), Days.Of(Elder)] };

    public Outcome Decide(Known known)
    {
        var bed = known.State<Bed>(Stream);
        var decision = ReleaseBedOnDeathDecider.Decide(this, bed);
        return decision.Facts is [ResidentDeparted died] ? StayEnding.Of(died, bed!, known) : decision.On(Stream);
    }
}

public static class ReleaseBedOnDeathDecider
{
    public static Decision<BedFact> Decide(ReleaseBedOnDeath command, Bed? bed)
    {
        if (bed is null) return new BedUnknown(command.Bed);
        if (bed.Elder != command.Elder || bed.Since is not { } since) return Decision<BedFact>.NoChange;

        // A date of death before the day she moved in is a slip in one of the two; the bed is free all the same.
        return new ResidentDeparted(command.Bed, command.Elder, command.On < since ? since : command.On, DepartureReason.Died);
    }
}
