using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>
/// Cancels a portion booked from a standing order that no longer wants it: paused, changed or ended. What it still wants stays, or is
/// booked anew at once when it shall only reach her in another way; so does everything from the cut-off on, for a late change is for a
/// person.
/// </summary>
public sealed record CancelOrderedMeal(
    MealPointId Point, DateOnly Date, Meal Meal, ElderId Elder, StandingOrderId Order)
    : SittingCommand(Point, Date, Meal), ICommand
{
    private Claim Claim => Portion.Claim(Elder, Date, Meal);

    private StreamRef Orders => StandingOrders.Of(Elder);

    public Footprint Footprint => new() { Writes = [Stream], Reads = [Orders, PointStream], Claims = [Claim] };

    public Outcome Decide(Known known)
    {
        var decision = CancelOrderedMealDecider.Decide(
            this, known.State<StandingOrders>(Orders), known.State<MealPoint>(PointStream), known.State<Sitting>(Stream), known.Now);
        var outcome = decision.On(Stream).Releasing(Claim, Stream);
        return decision.Facts.Any(f => f is MealBooked) ? outcome.Taking(Claim, Stream) : outcome;
    }
}

public static class CancelOrderedMealDecider
{
    /// <summary>Kept with the cancellation.</summary>
    public const string Reason = "The standing order does not want it any more";

    public static Decision<SittingFact> Decide(
        CancelOrderedMeal command, StandingOrders? orders, MealPoint? point, Sitting? sitting, DateTimeOffset now)
    {
        if (sitting is null || !sitting.Guests.TryGetValue(command.Elder, out var guest)) return Decision<SittingFact>.NoChange;
        if (guest.State != GuestState.Booked || guest.Order != command.Order) return Decision<SittingFact>.NoChange;
        if (sitting.Closed || now >= sitting.CutOff) return Decision<SittingFact>.NoChange;

        var line = orders?.Orders.GetValueOrDefault(command.Order)?.Due(command.Date).FirstOrDefault(l => l.Meal == command.Meal);
        // A portion moved to another point serves the line all the same.
        if (line is not null && (guest.Moved || (line.Point, line.Channel) == (command.Point, guest.Channel))) return Decision<SittingFact>.NoChange;
        var cancelled = new BookingCancelled(sitting.Id, command.Elder, Reason, Late: false, command.Order);
        if (line?.Point == command.Point)
        {
            // Wanted here all the same, to reach her in another way: the place is hers, and not for the next who waits. What has no
            // place is for a person.
            return sitting.Displaced.ContainsKey(command.Elder)
                ? Decision<SittingFact>.NoChange
                : Decision<SittingFact>.Of(
                    cancelled, new MealBooked(sitting.Id, command.Elder, line.Channel, Late: false, command.Order, SamePlace: true));
        }

        return WaitingList.ThenOffer(
            sitting, Displacement.Leaving(point, sitting, cancelled, now), point, PlaceFreedBy.Cancellation, now);
    }
}
