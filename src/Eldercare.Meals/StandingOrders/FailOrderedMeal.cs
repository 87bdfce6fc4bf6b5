using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>
/// Says of a missed portion that it is certain not to come, so that the elder is told, once. Nothing as long as it may still be booked,
/// or she has one elsewhere, or waits for one. It happens by itself.
/// </summary>
/// <param name="Point">Where it was wanted.</param>
/// <param name="Date">City date.</param>
/// <param name="Meal">Which meal.</param>
/// <param name="Elder">Whose portion.</param>
public sealed record FailOrderedMeal(MealPointId Point, DateOnly Date, Meal Meal, ElderId Elder) : SittingCommand(Point, Date, Meal), ICommand
{
    private StreamRef Orders => StandingOrders.Of(Elder);

    private Claim Eats => Portion.Claim(Elder, Date, Meal);

    private Claim Waits => WaitingList.Claim(Elder, Date, Meal);

    public Footprint Footprint => new() { Writes = [Orders], Reads = [Stream, PointStream], Claims = [Eats, Waits] };

    public Outcome Decide(Known known) => FailOrderedMealDecider.Decide(
        this, known.State<StandingOrders>(Orders), known.State<MealPoint>(PointStream), known.State<Sitting>(Stream),
        known.Holder(Eats) ?? known.Holder(Waits), known.Now).On(Orders);
}

public static class FailOrderedMealDecider
{
    /// <param name="command">What is asked for.</param>
    /// <param name="orders">The elder's orders; null when none was ever placed.</param>
    /// <param name="point">Null when there is none.</param>
    /// <param name="sitting">Null when it was not opened.</param>
    /// <param name="heldAt">The sitting she has a portion at for that date and meal, or waits for one.</param>
    /// <param name="now">The instant of the decision.</param>
    public static Decision<StandingOrderFact> Decide(
        FailOrderedMeal command, StandingOrders? orders, MealPoint? point, Sitting? sitting, Guid? heldAt, DateTimeOffset now)
    {
        if (orders is null || !orders.Missed.TryGetValue(new(command.Date, command.Meal), out var missed)
            || !missed.IsOpen || missed.Point != command.Point || heldAt is not null)
            return Decision<StandingOrderFact>.NoChange;
        if (now < missed.CertainAt) return Decision<StandingOrderFact>.NoChange;
        // The cut-off may have been put off; of a closing day there is nothing to wait for.
        if (now < sitting?.CutOff && point?.ClosedReason(command.Date, command.Meal) is null) return Decision<StandingOrderFact>.NoChange;

        return new OrderedMealFailed(
            command.Elder, missed.Order, command.Point, command.Date, command.Meal, sitting?.WaitedInVain.Contains(command.Elder) == true);
    }
}
