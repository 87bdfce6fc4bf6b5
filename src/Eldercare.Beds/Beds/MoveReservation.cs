using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Beds;

/// <summary>
/// Promises another bed for the days of a reservation, in one step over both: both change or neither. One whose day has come is moved from
/// today on.
/// </summary>
/// <param name="Elder">Whose reservation.</param>
/// <param name="From">The bed it is of.</param>
/// <param name="To">The bed it is to be of.</param>
/// <param name="FirstDay">The reservation's first day.</param>
public sealed record MoveReservation(ElderId Elder, BedId From, BedId To, DateOnly FirstDay) : ICommand
{
    private StreamRef OfFrom => Bed.Stream.At(From.Value);

    private StreamRef OfTo => Bed.Stream.At(To.Value);

    public Footprint Footprint => new()
    {
        Writes = From == To ? [OfFrom] : [OfFrom, OfTo],
        Timelines = [Days.Of(From), Days.Of(To), Days.Of(Elder)],
        Rows = [RowRef.To<ElderRecord>(Elder.Value)],
    };

    public Outcome Decide(Known known)
    {
        var (from, to) = (known.State<Bed>(OfFrom), From == To ? null : known.State<Bed>(OfTo));
        var today = CityTime.Today(known.Now);
        if (MoveReservationDecider.Check(this, from, to, known.Row<ElderRecord>(Elder.Value), today) is { } refusal) return Outcome.Refuse(refusal);
        var reservation = from!.PromisedTo(Elder, FirstDay)!;
        var first = FirstDay > today ? FirstDay : today;
        var taken = (Refusal?)Days.Check(known, To, first, reservation.Until)
            ?? Days.Check(known, Elder, first, reservation.Until, s => s.Holder == From.Value && s.From == FirstDay);
        if (taken is not null) return Outcome.Refuse(taken);
        var kept = from.ReservationOf(Elder, FirstDay) is null;
        return Outcome.Accept(OfFrom, new ReservationCancelled(From, Elder, FirstDay, ReservationEnd.Moved, kept))
            .And(OfTo, new ReservationMade(To, to!.Home, Elder, first, reservation.Until))
            .Apart(From, Elder, new(FirstDay, reservation.Until, FirstDay)).Together(To, Elder, first, reservation.Until);
    }
}

public static class MoveReservationDecider
{
    /// <summary>Null when the reservation is there and the other bed suits; the days are asked of the timelines.</summary>
    public static Refusal? Check(MoveReservation command, Bed? from, Bed? to, ElderRecord? elder, DateOnly today)
    {
        if (command.From == command.To) return new SameBed(command.From);
        if (from is null) return new BedUnknown(command.From);
        if (to is null) return new BedUnknown(command.To);
        if (Standing.Check(command.Elder, elder) is { } standing) return standing;
        if (from.PromisedTo(command.Elder, command.FirstDay) is not { } reservation)
            return new ReservationUnknown(command.From, command.Elder, command.FirstDay);
        if (reservation.Until <= today) return new StayEndsTooEarly(reservation.Until.Value);
        return ReserveBedDecider.CheckBed(to, elder!, command.FirstDay > today ? command.FirstDay : today, reservation.Until);
    }
}
