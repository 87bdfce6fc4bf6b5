using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>A command about one of an elder's orders, decided on these alone.</summary>
public abstract record StandingOrderCommand(ElderId Elder, StandingOrderId Order) : ICommand
{
    public Footprint Footprint => new() { Writes = [Stream] };

    private StreamRef Stream => StandingOrders.Of(Elder);

    public Outcome Decide(Known known) => Decide(known.State<StandingOrders>(Stream), known.Now).On(Stream);

    /// <param name="orders">The elder's; null when none was ever placed.</param>
    /// <param name="now">The instant of the decision.</param>
    public abstract Decision<StandingOrderFact> Decide(StandingOrders? orders, DateTimeOffset now);
}

/// <summary>
/// No meals for some days. Portions booked for them already are cancelled by themselves; past their cut-off they stand, and a late
/// change is for a person.
/// </summary>
/// <param name="Elder">Whose order.</param>
/// <param name="Order">Which.</param>
/// <param name="From">First day without meals, not before today.</param>
/// <param name="Until">Last day without; null until further notice.</param>
public sealed record PauseStandingOrder(ElderId Elder, StandingOrderId Order, DateOnly From, DateOnly? Until)
    : StandingOrderCommand(Elder, Order)
{
    public override Decision<StandingOrderFact> Decide(StandingOrders? orders, DateTimeOffset now)
    {
        var (order, refusal) = StandingOrders.Find(orders, Order);
        if (order is null) return refusal!;
        if (OrderChecks.Span(From, Until, CityTime.Today(now), now) is { } outOfRange) return outOfRange;
        if (order.Pauses.Any(p => p.From <= From && (p.Until is null || p.Until >= Until))) return Decision<StandingOrderFact>.NoChange;

        return orders!.Deciding(new StandingOrderPaused(Elder, Order, From, Until));
    }
}
