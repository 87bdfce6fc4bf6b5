using System.Runtime.InteropServices;
using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>One meal of one day.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct MealTime(DateOnly Date, Meal Meal);

/// <summary>
/// All standing orders of an elder: one stream, so that no two of them can want the same meal of the same day, and a death ends all
/// at once.
/// </summary>
/// <param name="Elder">Whose.</param>
/// <param name="Orders">By id, ended ones too.</param>
/// <param name="Missed">What could not be booked, for the last weeks.</param>
public sealed record StandingOrders(
    ElderId Elder, ImmutableDictionary<StandingOrderId, StandingOrder> Orders, ImmutableDictionary<MealTime, MissedMeal> Missed)
{
    /// <summary>Misses are kept so long, that a repetition is told from news.</summary>
    private const int MissedDays = 30;

    public static StreamType<StandingOrders, StandingOrderFact> Stream { get; } = new("standing_orders", Fold);

    public static StreamRef Of(ElderId elder) => Stream.At(StandingOrderId.StreamOf(elder));

    /// <exception cref="InvalidOperationException">The fact cannot follow the state.</exception>
    public static StandingOrders? Fold(StandingOrders? orders, StandingOrderFact fact) => (orders, fact) switch
    {
        (null, StandingOrderPlaced f) => new StandingOrders(
            f.Elder, ImmutableDictionary<StandingOrderId, StandingOrder>.Empty, ImmutableDictionary<MealTime, MissedMeal>.Empty).Next(f.Order, f),
        ({ } o, StandingOrderPlaced f) => o.Next(f.Order, f),
        ({ } o, StandingOrderChanged f) => o.Next(f.Order, f),
        ({ } o, StandingOrderPaused f) => o.Next(f.Order, f),
        ({ } o, StandingOrderResumed f) => o.Next(f.Order, f),
        ({ } o, StandingOrderEnded f) => o.Next(f.Order, f),
        ({ } o, OrderedMealMissed f) => o with
        {
            Missed = o.Missed.RemoveRange(o.Missed.Keys.Where(t => t.Date < f.Date.AddDays(-MissedDays)))
                .SetItem(new(f.Date, f.Meal), new(f.Order, f.Point, f.Reason, f.CertainAt)),
        },
        ({ } o, OrderedMealFailed f) => o.Having(f.Date, f.Meal, m => m with { Failed = true }),
        ({ } o, OrderedMealMissSettled f) => o.Having(f.Date, f.Meal, m => m with { Settled = f.Action }),
        ({ } o, OrderedMealMissDropped f) => o with { Missed = o.Missed.Remove(new(f.Date, f.Meal)) },
        _ => throw new InvalidOperationException($"{fact} cannot follow {orders?.ToString() ?? "nothing"}."),
    };

    /// <summary>The order's open state, or why nothing can be done to it.</summary>
    public static (StandingOrder? Open, Refusal? Refusal) Find(StandingOrders? orders, StandingOrderId id) =>
        orders?.Orders.GetValueOrDefault(id) switch
        {
            null => (null, new StandingOrderUnknown(id)),
            { Ended: true } ended => (null, new StandingOrderHasEnded(id, ended.Until!.Value)),
            { } open => (open, null),
        };

    /// <summary>What could not be booked of that wish of the order, or null.</summary>
    public MissedMeal? MissOf(StandingOrderId order, MealPointId point, DateOnly date, Meal meal) =>
        Missed.TryGetValue(new(date, meal), out var missed) && missed.Is(order, point) ? missed : null;

    /// <summary>What changes an order, and after it that nobody need look any more after what it missed and now does not want.</summary>
    internal Decision<StandingOrderFact> Deciding(params ImmutableArray<StandingOrderFact> facts)
    {
        var after = facts.Aggregate(this, (o, f) => Fold(o, f)!);
        return Decision<StandingOrderFact>.Of(
        [
            .. facts,
            .. from miss in Missed
               where miss.Value.IsOpen && after.Orders[miss.Value.Order].Due(miss.Value.Point, miss.Key.Date, miss.Key.Meal) is null
               orderby miss.Key.Date, miss.Key.Meal
               select new OrderedMealMissDropped(Elder, miss.Value.Order, miss.Key.Date, miss.Key.Meal),
        ]);
    }

    private StandingOrders Having(DateOnly date, Meal meal, Func<MissedMeal, MissedMeal> change) =>
        Missed.TryGetValue(new(date, meal), out var missed)
            ? this with { Missed = Missed.SetItem(new(date, meal), change(missed)) }
            : throw new InvalidOperationException($"No miss on {date:O} {meal} of {Elder}.");

    private StandingOrders Next(StandingOrderId id, StandingOrderFact fact) =>
        this with { Orders = Orders.SetItem(id, StandingOrder.Fold(Orders.GetValueOrDefault(id), fact)) };
}
