using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Beds;

/// <summary>
/// Takes a bed out of use for maintenance or isolation, from today on. A bed that is kept or occupied cannot be closed, nor one that is
/// promised for days of the closure (domain, beds, rule 10).
/// </summary>
/// <param name="Bed">Which.</param>
/// <param name="Reason">Why.</param>
/// <param name="Kind">What for.</param>
/// <param name="Until">The day it is expected back; null when that is not known. It comes back when it is reopened, not by the date.</param>
public sealed record CloseBed(BedId Bed, string Reason, ClosureKind Kind = ClosureKind.Maintenance, DateOnly? Until = null) : ICommand
{
    private StreamRef Stream => Beds.Bed.Stream.At(Bed.Value);

    public Footprint Footprint => new() { Writes = [Stream], Timelines = [Days.Of(Bed)] };

    public Outcome Decide(Known known)
    {
        var today = CityTime.Today(known.Now);
        var decision = CloseBedDecider.Decide(this, known.State<Bed>(Stream), today);
        if (decision.Refusal is not null) return decision.On(Stream);
        return Days.Check(known, Bed, today, Until) is { } taken
            ? Outcome.Refuse(taken)
            : decision.On(Stream).Closed(Bed, today, Until);
    }
}

/// <summary>To be moved first; <c>moveReservations</c> says where.</summary>
/// <param name="Reservations">All of them, by day.</param>
public sealed record ReservationsInTheWay(ImmutableArray<ReservationInTheWay> Reservations) : Refusal
{
    public override Words Message => new(
        $"停用期间有{Reservations.Length}个预约，须先改到其他床位。",
        $"{Reservations.Length} of its reservations are for days it would be out of use: they have to be moved first (moveReservations proposes where).");

    public bool Equals(ReservationsInTheWay? other) => other is not null && Reservations.AsSpan().SequenceEqual(other.Reservations.AsSpan());

    public override int GetHashCode() => Reservations.Length;
}

/// <param name="Bed">Which is promised.</param>
/// <param name="Elder">To whom.</param>
/// <param name="From">The day she is to come.</param>
/// <param name="Until">The day the bed is free again; null without an agreed end.</param>
public sealed record ReservationInTheWay(BedId Bed, ElderId Elder, DateOnly From, DateOnly? Until);

public static class CloseBedDecider
{
    public static Decision<BedFact> Decide(CloseBed command, Bed? bed, DateOnly today)
    {
        if (bed is null) return new BedUnknown(command.Bed);
        if (Check(command.Reason, command.Until, today) is { } invalid) return invalid;
        if (CheckGone(bed, BedAction.Close, today, command.Until) is { } forbidden) return forbidden;
        return new BedClosed(command.Bed, command.Reason, command.Kind, today, command.Until);
    }

    /// <summary>Null when nobody has the bed or is promised it on these days.</summary>
    internal static Refusal? CheckGone(Bed bed, BedAction action, DateOnly from, DateOnly? until)
    {
        var forbidden = bed.Check(action);
        // Of a bed that is kept for a reservation, that is what stands in the way, and it can be moved.
        if (forbidden is not null && bed is not { State: BedState.Reserved, Application: null }) return forbidden;
        var promised = bed.InTheWay(from, until).ToImmutableArray();
        return promised.IsEmpty ? forbidden : new ReservationsInTheWay(promised);
    }

    /// <summary>Null when a closure from today on may be recorded with these.</summary>
    internal static Refusal? Check(string reason, DateOnly? until, DateOnly today) =>
        Text.Check("reason", reason, 300) ?? CheckEnd(until, today);

    /// <summary>Null when a bed may be expected back that day.</summary>
    internal static Refusal? CheckEnd(DateOnly? until, DateOnly today) =>
        until <= today ? new DateTooLongAgo("until", today.AddDays(1)) : null;
}
