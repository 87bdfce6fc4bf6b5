using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>
/// Keeps that a portion an order wants could not be booked, so that a person looks after it. The same again changes nothing, and what is
/// settled, or certain, stays so.
/// </summary>
/// <param name="Point">Where it was wanted.</param>
/// <param name="Date">City date.</param>
/// <param name="Meal">Which meal.</param>
/// <param name="Elder">Whose portion.</param>
/// <param name="Order">Which order.</param>
/// <param name="Reason">The refusal's code.</param>
public sealed record RecordOrderedMealMiss(
    MealPointId Point, DateOnly Date, Meal Meal, ElderId Elder, StandingOrderId Order, string Reason)
    : SittingCommand(Point, Date, Meal), ICommand
{
    private StreamRef Orders => StandingOrders.Of(Elder);

    public Footprint Footprint => new() { Writes = [Orders], Reads = [Stream, PointStream] };

    public Outcome Decide(Known known) =>
        Decide(known.State<StandingOrders>(Orders), known.State<MealPoint>(PointStream), known.State<Sitting>(Stream)).On(Orders);

    /// <param name="orders">The elder's; null when none was ever placed.</param>
    /// <param name="point">Null when there is none.</param>
    /// <param name="sitting">Null when it was not opened.</param>
    public Decision<StandingOrderFact> Decide(StandingOrders? orders, MealPoint? point, Sitting? sitting)
    {
        if (orders?.Orders.GetValueOrDefault(Order)?.Due(Point, Date, Meal) is null) return Decision<StandingOrderFact>.NoChange;
        if (orders.MissOf(Order, Point, Date, Meal) is { } before && (!before.IsOpen || before.Reason == Reason))
            return Decision<StandingOrderFact>.NoChange;

        return new OrderedMealMissed(Elder, Order, Point, Date, Meal, Reason, CertainAt(point, sitting));
    }

    /// <summary>
    /// From the cut-off on nothing is booked by itself. A closing day is told at noon of the day before; so is a meal that the week
    /// does not have, which has no cut-off either.
    /// </summary>
    private DateTimeOffset CertainAt(MealPoint? point, Sitting? sitting)
    {
        var noonBefore = CityTime.At(Date.AddDays(-1), new TimeOnly(12, 0));
        if (point is null || point.ClosedReason(Date, Meal) is not null) return noonBefore;
        if (sitting is not null) return sitting.CutOff;
        return point.Planned(Date, Meal) is { } planned
            ? CityTime.At(Date, planned.ServedFrom).AddMinutes(-planned.CutOffMinutes)
            : noonBefore;
    }
}
