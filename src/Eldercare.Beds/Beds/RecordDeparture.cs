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
        return StayEnding.Of(RecordDepartureDecider.Decide(this, bed, CityTime.Today(known.Now)), bed, On, Elder, known);
    }
}

/// <summary>All that the end of a stay changes: the bed, the elder's claim on it, and the days.</summary>
internal static class StayEnding
{
    /// <param name="decision">The fact that ends it.</param>
    /// <param name="bed">As it was.</param>
    /// <param name="on">The day she left.</param>
    /// <param name="elder">Who.</param>
    /// <param name="known">What stands.</param>
    /// <param name="cut">True where nothing refuses: of days that are another's by now only those before are hers.</param>
    public static Outcome Of(Decision<BedFact> decision, Bed? bed, DateOnly on, ElderId elder, Known known, bool cut = false)
    {
        if (decision.Refusal is not null || decision.Facts.IsEmpty) return decision.On(Bed.Stream.At(bed?.Id.Value ?? default));
        var (id, stay, until) = (bed!.Id, bed.Tenure!, on);
        while (Days.Check(known, id, elder, stay.From, until, stay.From) is { } taken)
        {
            if (!cut) return Outcome.Refuse(taken);
            until = taken is BedTaken t ? t.From : ((ElderElsewhere)taken).From;
        }

        var stream = Bed.Stream.At(id.Value);
        return decision.On(stream).Releasing(Resident.Claim(elder), stream).Apart(id, elder, stay).Together(id, elder, stay.From, until);
    }
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
