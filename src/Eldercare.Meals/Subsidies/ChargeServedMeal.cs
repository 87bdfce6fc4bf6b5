using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>
/// Charges a portion that came in as served, from an older system's history: what <see cref="ServeMeal"/> does in the transaction that serves
/// one, at the sitting's price. A portion that is charged already stays as it is.
/// </summary>
public sealed record ChargeServedMeal(MealPointId Point, DateOnly Date, Meal Meal, ElderId Elder) : SittingCommand(Point, Date, Meal), ICommand
{
    public Footprint Footprint => new()
    {
        Writes = Charging.Writes(Elder, Date),
        Reads = [Stream, PolicyBook.At],
        Rows = Charging.Rows(Elder),
    };

    public Outcome Decide(Known known)
    {
        if (known.State<Sitting>(Stream) is not { } sitting) return Outcome.Refuse(new SittingUnknown(SittingId));
        if (!sitting.Guests.TryGetValue(Elder, out var guest) || guest.State is not (GuestState.Served or GuestState.WalkIn))
            return Outcome.Refuse(new NotBooked(SittingId, Elder));
        return Charging.ChargeFor(known, sitting, Elder, guest.Channel) is { } charged
            ? Outcome.Accept(MealAccount.At(Elder, Date), charged)
            : Outcome.NoChange;
    }
}
