using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Beds;

/// <summary>A resident is back from leave.</summary>
/// <param name="Bed">Her bed.</param>
/// <param name="Elder">Who.</param>
/// <param name="On">The day she came back; today or before.</param>
public sealed record EndLeave(BedId Bed, ElderId Elder, DateOnly On) : ICommand
{
    private StreamRef Stream => Beds.Bed.Stream.At(Bed.Value);

    public Footprint Footprint => new() { Writes = [Stream] };

    public Outcome Decide(Known known) => EndLeaveDecider.Decide(this, known.State<Bed>(Stream), CityTime.Today(known.Now)).On(Stream);
}

public static class EndLeaveDecider
{
    public static Decision<BedFact> Decide(EndLeave command, Bed? bed, DateOnly today)
    {
        if (bed is null) return new BedUnknown(command.Bed);
        if (command.On > today) return new DateInFuture("on");
        if (bed.Check(BedAction.EndLeave) is { } forbidden) return forbidden;
        if (bed.Elder != command.Elder) return new NotTheResident(command.Bed, command.Elder);
        if (command.On < bed.Leave!.On) return new StayTooEarly(command.Bed, bed.Leave.On);
        return new LeaveEnded(command.Bed, command.Elder, command.On);
    }
}
