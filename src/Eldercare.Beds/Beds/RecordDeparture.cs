using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Beds;

/// <summary>The resident has left for good, alive; the bed goes to cleaning. What follows a death frees the bed by itself.</summary>
public sealed record RecordDeparture(BedId Bed, ElderId Elder, DateOnly On, DepartureReason Reason) : ICommand
{
    private StreamRef Stream => Beds.Bed.Stream.At(Bed.Value);

    public Footprint Footprint => new() { Writes = [Stream] };

    public Outcome Decide(Known known) => LastStay.Ending(
        RecordDepartureDecider.Decide(this, known.State<Bed>(Stream), CityTime.Today(known.Now)), Stream);
}

/// <summary>Recorded as a departure, a death would leave that day's meals and her applications as they are.</summary>
public sealed record DeathIsNoDeparture(ElderId Elder) : Refusal
{
    public override string Message => "A death is recorded as a death: that frees the bed and ends meals and applications by itself.";
}

public static class RecordDepartureDecider
{
    public static Decision<BedFact> Decide(RecordDeparture command, Bed? bed, DateOnly today)
    {
        if (bed is null) return new BedUnknown(command.Bed);
        if (command.Reason == DepartureReason.Died) return new DeathIsNoDeparture(command.Elder);
        if (command.On > today) return new DateInFuture("on");
        if (bed.Check(BedAction.Depart) is { } forbidden) return forbidden;
        if (bed.Elder != command.Elder) return new NotTheResident(command.Bed, command.Elder);
        if (bed.CheckEnd(command.On) is { } early) return early;

        return new ResidentDeparted(command.Bed, command.Elder, command.On, command.Reason);
    }
}
