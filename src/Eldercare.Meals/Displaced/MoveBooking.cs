using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>
/// Moves a booking to another point, the same date and meal, in one step: both sittings change or neither does. A displaced booking
/// may leave its sitting at any time; the other sitting takes it as it takes any booking.
/// </summary>
/// <param name="Point">Where it is booked.</param>
/// <param name="Date">City date.</param>
/// <param name="Meal">Which meal.</param>
/// <param name="Elder">Whose booking.</param>
/// <param name="To">The point it goes to.</param>
/// <param name="Reason">Kept for ever: nothing about a person. At most 200 characters.</param>
/// <param name="Late">The sender has the right to make late changes at both points.</param>
public sealed record MoveBooking(
    MealPointId Point, DateOnly Date, Meal Meal, ElderId Elder, MealPointId To, string? Reason, bool Late = false)
    : SittingCommand(Point, Date, Meal), ICommand
{
    private Claim Claim => Portion.Claim(Elder, Date, Meal);

    private StreamRef OfTo => Sitting.At(To, Date, Meal);

    private StreamRef ToPoint => MealPoint.Stream.At(To.Value);

    public Footprint Footprint => new()
    {
        Writes = Point == To ? [Stream] : [Stream, OfTo],
        Reads = [PointStream, ToPoint],
        Claims = [Claim],
        Rows = [RowRef.To<ElderRecord>(Elder.Value)],
    };

    public Outcome Decide(Known known)
    {
        if (Point == To) return Outcome.Refuse(new SamePoint(Point));
        var (from, to) = (known.State<Sitting>(Stream), known.State<Sitting>(OfTo));
        var (moved, refusal) = MoveBookingDecider.Decide(
            this, from, known.State<MealPoint>(ToPoint), to, known.Row<ElderRecord>(Elder.Value), known.Now);
        if (refusal is not null) return Outcome.Refuse(refusal);
        if (moved is not var (left, booked)) return Outcome.NoChange;
        var point = known.State<MealPoint>(PointStream);
        var outcome = WaitingList.ThenOffer(
            from!, Displacement.Leaving(point, from!, left, known.Now), point, PlaceFreedBy.Cancellation, known.Now)
            .On(Stream).And(OfTo, [.. booked]).Releasing(Claim, Stream).Taking(Claim, OfTo);
        return to?.Waits(Elder) == true ? outcome.Releasing(WaitingList.Claim(Elder, Date, Meal), OfTo) : outcome;
    }
}

public sealed record SamePoint(MealPointId Point) : Refusal
{
    public override Words Message => new(
        "这份预订已在该助餐点，请另选一个。",
        "The booking is at this meal point already: choose another one.");
}

public static class MoveBookingDecider
{
    /// <summary>The facts of both sittings, or none when it was moved already, or why not.</summary>
    /// <param name="command">What is asked for.</param>
    /// <param name="from">Where it is booked; null when it was not opened.</param>
    /// <param name="toPoint">Null when there is none.</param>
    /// <param name="to">Null when it was not opened.</param>
    /// <param name="elder">Null when not registered.</param>
    /// <param name="now">The instant of the decision.</param>
    public static ((BookingMovedOut Left, ImmutableArray<SittingFact> Booked)? Moved, Refusal? Refusal) Decide(
        MoveBooking command, Sitting? from, MealPoint? toPoint, Sitting? to, ElderRecord? elder, DateTimeOffset now)
    {
        if (from is null) return (null, new SittingUnknown(command.SittingId));
        if (Text.CheckOptional("reason", command.Reason, MealPointChecks.MaxReasonLength) is { } fault) return (null, fault);
        switch (from.StateOf(command.Elder))
        {
            case null: return (null, new NotBooked(from.Id, command.Elder));
            case GuestState.Served or GuestState.WalkIn: return (null, new AlreadyServed(from.Id, command.Elder));
            case GuestState.NoShow: return (null, new NoShowAlreadyRecorded(from.Id, command.Elder));
            case GuestState.Cancelled when to?.StateOf(command.Elder) == GuestState.Booked: return (null, null);
            case GuestState.Cancelled: return (null, new NotBooked(from.Id, command.Elder));
        }

        // It is the sitting that fails a displaced diner: she need not keep its times.
        var late = now >= from.CutOff;
        if (late && !command.Late && !from.Displaced.ContainsKey(command.Elder)) return (null, new CutOffPassed(from.Id, from.CutOff));

        var guest = from.Guests[command.Elder];
        var booked = BookMealDecider.Decide(
            new BookMeal(command.To, command.Date, command.Meal, command.Elder, guest.Channel, command.Late), toPoint, to, elder,
            portionAt: null, now);
        if (booked.Refusal is { } refusal) return (null, refusal);
        var fact = (MealBooked)booked.Facts[^1] with { Order = guest.Order, MovedFrom = from.Id };
        return ((new BookingMovedOut(from.Id, command.Elder, fact.Sitting, command.Reason, late), booked.Facts.SetItem(booked.Facts.Length - 1, fact)), null);
    }
}
