using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Beds;

/// <summary>
/// Takes a bed out of use for ever; its number in the room is free for another. A bed that is kept or occupied cannot be retired.
/// </summary>
public sealed record RetireBed(BedId Bed, string Reason) : ICommand
{
    private StreamRef Stream => Beds.Bed.Stream.At(Bed.Value);

    public Footprint Footprint => new() { Writes = [Stream] };

    public Outcome Decide(Known known)
    {
        var bed = known.State<Bed>(Stream);
        var outcome = RetireBedDecider.Decide(this, bed).On(Stream);
        return bed is null ? outcome : outcome.Releasing(BedNumber.Claim(bed.Room, bed.Number), Stream);
    }
}

public static class RetireBedDecider
{
    public static Decision<BedFact> Decide(RetireBed command, Bed? bed)
    {
        if (bed is null) return new BedUnknown(command.Bed);
        if (Text.Check("reason", command.Reason, 300) is { } reason) return reason;
        if (bed.Check(BedAction.Retire) is { } forbidden) return forbidden;
        return new BedRetired(command.Bed, bed.Home, bed.Kind, command.Reason);
    }
}
