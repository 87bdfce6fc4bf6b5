using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Beds;

/// <summary>Takes a bed out of use for maintenance or isolation. A bed that is kept or occupied cannot be closed.</summary>
public sealed record CloseBed(BedId Bed, string Reason, ClosureKind Kind = ClosureKind.Maintenance) : ICommand
{
    private StreamRef Stream => Beds.Bed.Stream.At(Bed.Value);

    public Footprint Footprint => new() { Writes = [Stream] };

    public Outcome Decide(Known known) => CloseBedDecider.Decide(this, known.State<Bed>(Stream)).On(Stream);
}

public static class CloseBedDecider
{
    public static Decision<BedFact> Decide(CloseBed command, Bed? bed)
    {
        if (bed is null) return new BedUnknown(command.Bed);
        if (Text.Check("reason", command.Reason, 300) is { } reason) return reason;
        if (bed.Check(BedAction.Close) is { } forbidden) return forbidden;
        return new BedClosed(command.Bed, command.Reason, command.Kind);
    }
}
