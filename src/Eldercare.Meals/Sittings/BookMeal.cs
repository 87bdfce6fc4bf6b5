using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

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
    public override string Message => "Every place at the sitting is taken.";
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

        switch (sitting.StateOf(command.Elder))
        {
            case GuestState.Booked: return new AlreadyBooked(sitting.Id, command.Elder);
            case GuestState.Served or GuestState.WalkIn: return new AlreadyServed(sitting.Id, command.Elder);
            case GuestState.NoShow: return new NoShowAlreadyRecorded(sitting.Id, command.Elder);
        }

        if (sitting.Closed) return new SittingAlreadyClosed(sitting.Id);
        if (Portion.Check(command.Date, now) is { } outOfRange) return outOfRange;
        if (point.SuspendedReason is { } reason) return new MealPointSuspendedNow(point.Id, reason);
        if (point.ClosedReason(command.Date, command.Meal) is { } closed)
            return new MealPointClosedThatDay(point.Id, command.Date, closed);
        if (portionAt is { } other && other != sitting.Id.Value) return new PortionTakenElsewhere(command.Elder, new(other));

        var late = now >= sitting.CutOff;
        if (late && !command.Late) return new CutOffPassed(sitting.Id, sitting.CutOff);
        // From the cut-off on the sitting takes place as it was planned, whatever became of the week.
        if (!late && point.Planned(command.Date, command.Meal) is null) return new MealNotServed(point.Id, command.Date, command.Meal);
        if (sitting.Booked >= sitting.Capacity) return new SittingFull(sitting.Id, sitting.Capacity);

        return new MealBooked(sitting.Id, command.Elder, command.Channel, late);
    }
}
