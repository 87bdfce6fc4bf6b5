using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Beds;

/// <summary>The resident has left for good; the bed goes to cleaning.</summary>
public sealed record RecordDeparture(BedId Bed, ElderId Elder, DateOnly On, DepartureReason Reason) : ICommand
{
    private StreamRef Stream => Beds.Bed.Stream.At(Bed.Value);

    public Footprint Footprint => new() { Writes = [Stream] };

    public Outcome Decide(Known known) => LastStay.Ending(
        RecordDepartureDecider.Decide(this, known.State<Bed>(Stream), CityTime.Today(known.Now)), Stream);
}

public static class RecordDepartureDecider
{
    public static Decision<BedFact> Decide(RecordDeparture command, Bed? bed, DateOnly today)
    {
        if (bed is null) return new BedUnknown(command.Bed);
        if (command.On > today) return new DateInFuture("on");
        if (bed.Check(BedAction.Depart) is { } forbidden) return forbidden;
        if (bed.Elder != command.Elder) return new NotTheResident(command.Bed, command.Elder);
        if (bed.CheckEnd(command.On) is { } early) return early;

        return new ResidentDeparted(command.Bed, command.Elder, command.On, command.Reason);
    }
}
