using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Beds;

/// <summary>
/// Sent by the leave's timer when its bed is not kept any longer: the stay ends and the bed goes to cleaning. Who came back, or whose bed
/// is kept longer by now, keeps it.
/// </summary>
public sealed record ReleaseBedFromLeave(BedId Bed, ElderId Elder, DateOnly KeptUntil) : ICommand
{
    private StreamRef Stream => Beds.Bed.Stream.At(Bed.Value);

    public Footprint Footprint => new() { Writes = [Stream], Timelines = [Days.Of(Bed), Days.Of(Elder)] };

    public Outcome Decide(Known known)
    {
        var bed = known.State<Bed>(Stream);
        return StayEnding.Of(ReleaseBedFromLeaveDecider.Decide(this, bed, CityTime.Today(known.Now)), bed, KeptUntil, known);
    }
}

public static class ReleaseBedFromLeaveDecider
{
    public static Decision<BedFact> Decide(ReleaseBedFromLeave command, Bed? bed, DateOnly today)
    {
        if (bed is null) return new BedUnknown(command.Bed);
        return bed.Leave?.KeptUntil == command.KeptUntil && bed.Elder == command.Elder && command.KeptUntil <= today
            ? new BedReleasedFromLeave(command.Bed, bed.Home, command.Elder, command.KeptUntil, ShortStay: bed.Tenure?.Until is not null)
            : Decision<BedFact>.NoChange;
    }
}
