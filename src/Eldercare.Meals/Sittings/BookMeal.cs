using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>Books a portion; also takes a place that was offered to the elder.</summary>
/// <param name="Point">Where.</param>
/// <param name="Date">City date.</param>
/// <param name="Meal">Which meal.</param>
/// <param name="Elder">For whom.</param>
/// <param name="Channel">How the portion reaches the elder.</param>
/// <param name="Late">The sender has the right to make late changes.</param>
public sealed record BookMeal(
    MealPointId Point, DateOnly Date, Meal Meal, ElderId Elder, Channel Channel, bool Late = false)
    : PortionCommand(Point, Date, Meal, Elder)
{
    protected override Decision<SittingFact> Decide(
        MealPoint? point, Sitting? sitting, ElderRecord? elder, Guid? portionAt, DateTimeOffset now) =>
        BookMealDecider.Decide(this, point, sitting, elder, portionAt, now);
}

public sealed record SittingFull(SittingId Sitting, int Capacity) : Refusal
{
    public override Words Message => new(
        $"此餐次{Capacity}份已订满，请另选助餐点，或加入候补。",
        "Every place at the sitting is taken: choose another meal point, or join the waiting list.");
}

public static class BookMealDecider
{
    /// <param name="command">What is asked for.</param>
    /// <param name="point">Null when there is none.</param>
    /// <param name="sitting">Null when it was not opened.</param>
    /// <param name="elder">Null when not registered.</param>
    /// <param name="portionAt">The sitting that has the elder's portion for this date and meal, if any.</param>
    /// <param name="now">The instant of the decision.</param>
    public static Decision<SittingFact> Decide(
        BookMeal command, MealPoint? point, Sitting? sitting, ElderRecord? elder, Guid? portionAt, DateTimeOffset now)
    {
        if (point is null) return new MealPointUnknown(command.Point);
        if (sitting is null) return new SittingUnknown(command.SittingId);
        if (Standing.Check(command.Elder, elder) is { } standing) return standing;
        if (sitting.Refuses(command.Elder) is { } refusal) return refusal;
        if (Portion.Check(command.Date, now) is { } outOfRange) return outOfRange;
        if (point.SuspendedReason is { } reason) return new MealPointSuspendedNow(point.Id, reason);
        if (point.ClosedReason(command.Date, command.Meal) is { } closed)
            return new MealPointClosedThatDay(point.Id, command.Date, closed);
        if (portionAt is { } other && other != sitting.Id.Value) return new PortionTakenElsewhere(command.Elder, new(other));

        var late = now >= sitting.CutOff;
        if (late && !command.Late) return new CutOffPassed(sitting.Id, sitting.CutOff);
        if (point.Drops(sitting, now)) return new MealNotServed(point.Id, command.Date, command.Meal);

        // An offered place is the elder's own until its time is up; after the cut-off no place is kept for anybody.
        var kept = late ? 0 : sitting.Offers.Count;
        if (!late && sitting.Offers.TryGetValue(command.Elder, out var offer))
        {
            if (now >= offer.Until) return new PlaceOfferOver(sitting.Id, offer.Until);
            kept = 0;
        }
        else if (!late && WaitingList.IsServed(sitting, point, now))
        {
            // A place that is free while somebody waits, as when the point has just resumed, is about to be offered: nobody comes in between.
            return new SittingFull(sitting.Id, sitting.Capacity);
        }

        if (sitting.Booked + kept >= sitting.Capacity) return new SittingFull(sitting.Id, sitting.Capacity);

        // What she waited for by an order is the order's portion, whoever takes the place for her.
        var booked = new MealBooked(sitting.Id, command.Elder, command.Channel, late, sitting.OrderOnList(command.Elder));
        return Decision<SittingFact>.Of([.. WaitingList.LeaveAsGuest(sitting, command.Elder), booked]);
    }
}
