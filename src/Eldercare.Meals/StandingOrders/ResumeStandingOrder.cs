using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>Meals again: ends every pause at the day, also those planned for later.</summary>
/// <param name="Elder">Whose order.</param>
/// <param name="Order">Which.</param>
/// <param name="On">First day with meals again, not before today.</param>
public sealed record ResumeStandingOrder(ElderId Elder, StandingOrderId Order, DateOnly On) : StandingOrderCommand(Elder, Order)
{
    public override Decision<StandingOrderFact> Decide(StandingOrders? orders, DateTimeOffset now)
    {
        var (order, refusal) = StandingOrders.Find(orders, Order);
        if (order is null) return refusal!;
        if (OrderChecks.Day("on", On, now) is { } outOfRange) return outOfRange;
        if (order.Pauses.All(p => p.Until < On)) return Decision<StandingOrderFact>.NoChange;

        return new StandingOrderResumed(Elder, Order, On);
    }
}
