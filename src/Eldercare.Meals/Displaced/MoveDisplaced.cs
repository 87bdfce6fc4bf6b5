using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>
/// Moves a booking to another point as <see cref="MoveBooking"/> does, but only while it is displaced: what the sitting can serve again
/// by now stays. It happens by itself, when somebody asks for the move of all.
/// </summary>
public sealed record MoveDisplaced(MealPointId Point, DateOnly Date, Meal Meal, ElderId Elder, MealPointId To)
    : SittingCommand(Point, Date, Meal), ICommand
{
    private MoveBooking Move => new(Point, Date, Meal, Elder, To, Reason: null);

    public Footprint Footprint => Move.Footprint;

    public Outcome Decide(Known known) =>
        known.State<Sitting>(Stream) is { } sitting && sitting.StateOf(Elder) == GuestState.Booked && !sitting.Displaced.ContainsKey(Elder)
            ? Outcome.Refuse(new NotDisplaced(sitting.Id, Elder))
            : Move.Decide(known);
}
