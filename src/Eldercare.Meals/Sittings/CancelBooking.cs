using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>Gives the place and the elder's portion back; before the cut-off the place is offered to the next who waits.</summary>
/// <param name="Point">Where.</param>
/// <param name="Date">City date.</param>
/// <param name="Meal">Which meal.</param>
/// <param name="Elder">Whose booking.</param>
/// <param name="Reason">Kept for ever: nothing about a person. At most 200 characters.</param>
/// <param name="Late">The sender has the right to make late changes.</param>
public sealed record CancelBooking(
    MealPointId Point, DateOnly Date, Meal Meal, ElderId Elder, string? Reason, bool Late)
    : SittingCommand(Point, Date, Meal), ICommand
{
    /// <summary>The sender is the elder or her family.</summary>
    public bool ByElder { get; init; }

    private Claim Claim => Portion.Claim(Elder, Date, Meal);

    public Footprint Footprint => new() { Writes = [Stream], Reads = [PointStream], Claims = [Claim] };

    public Outcome Decide(Known known) =>
        CancelBookingDecider.Decide(this, known.State<MealPoint>(PointStream), known.State<Sitting>(Stream), known.Now)
            .On(Stream).Releasing(Claim, Stream);
}

public static class CancelBookingDecider
{
    public static Decision<SittingFact> Decide(CancelBooking command, MealPoint? point, Sitting? sitting, DateTimeOffset now)
    {
        if (sitting is null) return new SittingUnknown(command.SittingId);
        if (Text.CheckOptional("reason", command.Reason, MealPointChecks.MaxReasonLength) is { } fault) return fault;

        switch (sitting.StateOf(command.Elder))
        {
            case null: return new NotBooked(sitting.Id, command.Elder);
            case GuestState.Cancelled: return Decision<SittingFact>.NoChange;
            case GuestState.Served or GuestState.WalkIn: return new AlreadyServed(sitting.Id, command.Elder);
            case GuestState.NoShow: return new NoShowAlreadyRecorded(sitting.Id, command.Elder);
        }

        var late = now >= sitting.CutOff;
        if (late && !command.Late) return new CutOffPassed(sitting.Id, sitting.CutOff);

        var cancelled = new BookingCancelled(sitting.Id, command.Elder, command.Reason, late, Order: null, command.ByElder);
        return WaitingList.ThenOffer(
            sitting, Displacement.Leaving(point, sitting, cancelled, now), point, PlaceFreedBy.Cancellation, now);
    }
}
