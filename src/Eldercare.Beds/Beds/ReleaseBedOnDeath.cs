using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Beds;

/// <summary>Follows from a death: frees the bed the elder lived in or that was kept for her. Nothing to free is no refusal.</summary>
public sealed record ReleaseBedOnDeath(BedId Bed, ElderId Elder, DateOnly On) : ICommand
{
    private StreamRef Stream => Beds.Bed.Stream.At(Bed.Value);

    public Footprint Footprint => new() { Writes = [Stream] };

    public Outcome Decide(Known known) =>
        ReleaseBedOnDeathDecider.Decide(this, known.State<Bed>(Stream)).On(Stream).Releasing(Resident.Claim(Elder), Stream);
}

public static class ReleaseBedOnDeathDecider
{
    public static Decision<BedFact> Decide(ReleaseBedOnDeath command, Bed? bed) => bed switch
    {
        null => new BedUnknown(command.Bed),
        { } b when b.Elder != command.Elder => Decision<BedFact>.NoChange,
        { State: BedState.Occupied or BedState.OnLeave } =>
            new ResidentDeparted(command.Bed, command.Elder, command.On, DepartureReason.Died),
        { State: BedState.Held or BedState.Reserved, Application: { } application } =>
            new HoldReleased(command.Bed, application, ReleaseReason.Died),
        _ => Decision<BedFact>.NoChange,
    };
}
