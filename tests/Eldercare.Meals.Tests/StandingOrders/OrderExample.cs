using Eldercare.Store.Deciding;
using static Eldercare.Meals.Tests.Example;

namespace Eldercare.Meals.Tests.Ordering;

/// <summary>Anna orders lunch at the point on Mondays and Fridays, from Monday on.</summary>
internal static class OrderExample
{
    public static readonly StandingOrderId Order = new(Id(70)), Other = new(Id(71));

    public static readonly OrderLine Lunches = new(Point, [DayOfWeek.Monday, DayOfWeek.Friday], Meal.Lunch, Channel.DineIn);

    public static readonly StandingOrderPlaced Placed = new(Anna, Order, [Lunches], Monday, null);

    public static readonly PlaceStandingOrder Place = new() { Elder = Anna, Order = Order, Lines = Placed.Lines, From = Monday };

    public static readonly ChangeStandingOrder Change = new() { Elder = Anna, Order = Order, Lines = Placed.Lines, From = Monday };

    public static StandingOrders? Orders(params StandingOrderFact[] history) => history.Aggregate(default(StandingOrders), StandingOrders.Fold);

    public static Decision<StandingOrderFact> When(this StandingOrders? orders, OrderLinesCommand command) =>
        command.Decide(orders, Registered(Anna), NotKnown([.. command.Lines.Select(l => l.Point)]), Eight);

    /// <summary>The points, with weeks of which nothing is known yet.</summary>
    public static IReadOnlyDictionary<MealPointId, MealPoint> NotKnown(params ReadOnlySpan<MealPointId> points) =>
        points.ToArray().Distinct().ToDictionary(p => p, p => OpenPoint with { Id = p, Week = [] });

    public static Decision<StandingOrderFact> When(this StandingOrders? orders, StandingOrderCommand command) => command.Decide(orders, Eight);
}
