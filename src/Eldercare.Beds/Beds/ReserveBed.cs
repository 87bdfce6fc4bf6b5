using Eldercare.Beds.Applications;
using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Beds;

/// <summary>
/// Promises a bed from a later day on: for a short stay (喘息服务) with an end, or for good. The bed may be occupied till then.
/// </summary>
/// <param name="Bed">Which.</param>
/// <param name="Elder">For whom.</param>
/// <param name="From">The day she is to come; after today.</param>
/// <param name="Until">The day the bed is free again; null for a stay without an agreed end.</param>
public sealed record ReserveBed(BedId Bed, ElderId Elder, DateOnly From, DateOnly? Until) : ICommand
{
    private StreamRef Stream => Beds.Bed.Stream.At(Bed.Value);

    public Footprint Footprint => new()
    {
        Writes = [Stream],
        Claims = [OpenApplication.Claim(Elder)],
        Timelines = [Days.Of(Bed), Days.Of(Elder)],
        Rows = [RowRef.To<ElderRecord>(Elder.Value)],
    };

    public Outcome Decide(Known known)
    {
        var decision = ReserveBedDecider.Decide(
            this, known.State<Bed>(Stream), known.Row<ElderRecord>(Elder.Value),
            known.Holder(OpenApplication.Claim(Elder)) is { } wish ? new ApplicationId(wish) : null, CityTime.Today(known.Now));
        if (decision.Refusal is not null) return decision.On(Stream);
        return Days.Check(known, Bed, Elder, From, Until) is { } taken
            ? Outcome.Refuse(taken)
            : decision.On(Stream).Together(Bed, Elder, From, Until);
    }
}

public sealed record ReservationNotAhead(DateOnly From) : Refusal
{
    public override Words Message => new("预约须从明天起、一年之内开始。", "A reservation begins after today, within a year.");
}

public sealed record BedHasReservations(BedId Bed, int Reservations) : Refusal
{
    public override Words Message => new(
        $"这张床位已有{Reservations}个预约，不再接受，请另选床位。",
        $"The bed has {Reservations} reservations; more are not taken: choose another bed.");
}

public static class ReserveBedDecider
{
    private const int Most = 50;

    /// <summary>Whether the days are free is asked of the timelines, not here.</summary>
    /// <param name="open">The elder's open application, if any: a bed for good comes by it.</param>
    public static Decision<BedFact> Decide(ReserveBed command, Bed? bed, ElderRecord? elder, ApplicationId? open, DateOnly today)
    {
        if (bed is null) return new BedUnknown(command.Bed);
        if (Standing.Check(command.Elder, elder) is { } standing) return standing;
        if (command.From <= today || command.From > today.AddYears(1)) return new ReservationNotAhead(command.From);
        if (command.Until <= command.From) return new StayEndsTooEarly(command.Until.Value);
        if (command.Until is null && open is { } wish) return new ApplicationOpen(command.Elder, wish);
        return CheckBed(bed, elder!, command.From, command.Until) is { } unsuitable
            ? unsuitable
            : new ReservationMade(command.Bed, bed.Home, command.Elder, command.From, command.Until);
    }

    /// <summary>Null when the bed can be promised to the elder; of its days only those it is to be closed for are looked at.</summary>
    internal static Refusal? CheckBed(Bed bed, ElderRecord elder, DateOnly from, DateOnly? until)
    {
        if (bed.State is BedState.Retired) return new BedStateForbids(bed.Id, bed.State, BedAction.KeepFor);
        // Whoever lies there has the days as yet, so the timeline does not know.
        if (bed.Ordered is { } order && order.Days.Of(bed.Id).Overlaps(from, until)) return new BedTaken(bed.Id, order.On, order.Until);
        if (bed.Reservations.Length >= Most) return new BedHasReservations(bed.Id, bed.Reservations.Length);
        var failing = BedMatch.Failing(bed, elder, kind: null);
        return failing.IsEmpty ? null : new BedDoesNotMatch(bed.Id, failing);
    }
}
