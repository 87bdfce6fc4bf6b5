using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Beds;

/// <summary>
/// Takes a bed out of use for ever; its number in the room is free for another. A bed that is kept, occupied
/// or promised cannot be retired.
/// </summary>
public sealed record RetireBed(BedId Bed, string Reason) : ICommand
{
    private StreamRef Stream => Beds.Bed.Stream.At(Bed.Value);

    public Footprint Footprint => new() { Writes = [Stream] };

    public Outcome Decide(Known known)
    {
        var bed = known.State<Bed>(Stream);
        var decision = RetireBedDecider.Decide(this, bed, CityTime.Today(known.Now));
        return decision.Refusal is null
            ? decision.On(Stream).Releasing(BedNumber.Claim(bed!.Room, bed.Number), Stream).NoLongerClosed(bed)
            : decision.On(Stream);
    }
}

public static class RetireBedDecider
{
    public static Decision<BedFact> Decide(RetireBed command, Bed? bed, DateOnly today)
    {
        if (bed is null) return new BedUnknown(command.Bed);
        if (Text.Check("reason", command.Reason, 300) is { } reason) return reason;
        if (CloseBedDecider.CheckGone(bed, BedAction.Retire, today, until: null) is { } forbidden) return forbidden;
        return new BedRetired(command.Bed, bed.Home, bed.Kind, command.Reason);
    }
}
