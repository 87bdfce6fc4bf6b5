using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>Ends an order for good. Portions booked for days after the last are cancelled by themselves before their cut-off.</summary>
/// <param name="Elder">Whose order.</param>
/// <param name="Order">Which.</param>
/// <param name="LastDay">The last day with meals, from yesterday on: yesterday ends it at once.</param>
public sealed record EndStandingOrder(ElderId Elder, StandingOrderId Order, DateOnly LastDay) : StandingOrderCommand(Elder, Order)
{
    /// <summary>An order that is to end may end sooner.</summary>
    public override Decision<StandingOrderFact> Decide(StandingOrders? orders, DateTimeOffset now)
    {
        if (orders?.Orders.GetValueOrDefault(Order) is not { } order) return new StandingOrderUnknown(Order);
        var yesterday = CityTime.Today(now).AddDays(-1);
        var last = yesterday.AddDays(OrderChecks.DaysAhead);
        if (LastDay < yesterday || LastDay > last) return new OrderDateOutOfRange("lastDay", yesterday, last);

        // An order that ends sooner by itself ends no later for being ended.
        var lastDay = order.Until is { } until && until < LastDay ? until : LastDay;
        return order.Ended && order.Until <= lastDay
            ? Decision<StandingOrderFact>.NoChange
            : orders.Deciding(new StandingOrderEnded(Elder, Order, lastDay));
    }
}

/// <summary>
/// The elder has died, or left for good, or her data was erased: all her orders end with that day, however long ago that was. It happens
/// by itself.
/// </summary>
/// <param name="Elder">Whose orders.</param>
/// <param name="LastDay">The last day any of them wants a meal.</param>
public sealed record EndAllStandingOrders(ElderId Elder, DateOnly LastDay) : ICommand
{
    private StreamRef Stream => StandingOrders.Of(Elder);

    public Footprint Footprint => new() { Writes = [Stream] };

    public Outcome Decide(Known known) => Decide(known.State<StandingOrders>(Stream)).On(Stream);

    public Decision<StandingOrderFact> Decide(StandingOrders? orders) => orders is null
        ? Decision<StandingOrderFact>.NoChange
        : orders.Deciding(
        [
            .. from order in orders.Orders.Values
               where !order.Ended || order.Until > LastDay
               orderby order.Id.Value
               select new StandingOrderEnded(Elder, order.Id, order.Until < LastDay ? order.Until.Value : LastDay),
        ]);
}
