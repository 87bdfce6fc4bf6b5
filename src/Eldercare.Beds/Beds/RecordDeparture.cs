using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Beds;

/// <summary>A resident leaves for good, from her bed or from a leave; the bed goes to cleaning.</summary>
public sealed record RecordDeparture(BedId Bed, ElderId Elder, DateOnly On, DepartureReason Reason) : ICommand
{
    private StreamRef Stream => Beds.Bed.Stream.At(Bed.Value);

    public Footprint Footprint => new() { Writes = [Stream], Timelines = [Days.Of(Bed), Days.Of(Elder)] };

    public Outcome Decide(Known known)
    {
        var bed = known.State<Bed>(Stream);
        return StayEnding.Of(RecordDepartureDecider.Decide(this, bed, CityTime.Today(known.Now)), bed, On, known);
    }
}

/// <summary>Recorded as a departure, a death would leave that day's meals and her applications as they are.</summary>
public sealed record DeathIsNoDeparture(ElderId Elder) : Refusal
{
    public override Words Message => new(
        "老人去世请登记去世：床位随之腾出，用餐和申请随之结束。",
        "A death is recorded as a death: that frees the bed and ends meals and applications by itself.");
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

        return new ResidentDeparted(
            command.Bed, command.Elder, command.On, command.Reason, ShortStay: bed.Tenure?.Until is not null);
    }
}
