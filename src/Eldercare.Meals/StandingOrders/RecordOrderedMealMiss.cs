using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>Keeps that a portion an order wants could not be booked, so that a person looks after it. The same again changes nothing.</summary>
/// <param name="Point">Where it was wanted.</param>
/// <param name="Date">City date.</param>
/// <param name="Meal">Which meal.</param>
/// <param name="Elder">Whose portion.</param>
/// <param name="Order">Which order.</param>
/// <param name="Reason">The refusal's code.</param>
public sealed record RecordOrderedMealMiss(
    MealPointId Point, DateOnly Date, Meal Meal, ElderId Elder, StandingOrderId Order, string Reason) : ICommand
{
    private StreamRef Stream => StandingOrders.Of(Elder);

    public Footprint Footprint => new() { Writes = [Stream] };

    public Outcome Decide(Known known) => Decide(known.State<StandingOrders>(Stream)).On(Stream);

    public Decision<StandingOrderFact> Decide(StandingOrders? orders)
    {
        if (orders?.Orders.GetValueOrDefault(Order)?.Due(Point, Date, Meal) is null) return Decision<StandingOrderFact>.NoChange;
        if (orders.Missed.GetValueOrDefault(new(Date, Meal)) == Reason) return Decision<StandingOrderFact>.NoChange;

        return new OrderedMealMissed(Elder, Order, Point, Date, Meal, Reason);
    }
}
