using Eldercare.City.Reading;
using Eldercare.Meals;
using Eldercare.People;

namespace Eldercare.Api.Tests;

/// <summary>Anna's standing order, which missed a meal.</summary>
public sealed partial class FakeCity : IStandingOrdersReader
{
    public Task<IReadOnlyDictionary<StandingOrderId, StandingOrderBoard>> ByIdsAsync(
        string city, IReadOnlyCollection<StandingOrderId> orders, CancellationToken cancellation) => Rows(orders, [Order], _ => OrderOf(Anna));

    public Task<ILookup<ElderId, StandingOrderBoard>> OfAsync(
        string city, IReadOnlyCollection<ElderId> elders, CancellationToken cancellation) => Read(elders.ToLookup(e => e, OrderOf));

    public Task<ILookup<StandingOrderId, StandingOrderMiss>> MissesOfAsync(
        string city, IReadOnlyCollection<StandingOrderId> orders, DateOnly from, CancellationToken cancellation) =>
        Read(orders.ToLookup(o => o, _ => Miss()));

    public Task<StandingOrderMiss?> MissAsync(string city, ElderId elder, DateOnly date, Meal meal, CancellationToken cancellation) =>
        Read<StandingOrderMiss?>(Miss());

    public Task<Page<StandingOrderMiss>> MissesAsync(
        string city, MealPointId? point, string? district, DateOnly from, Slice<Guid> slice, CancellationToken cancellation) =>
        Read(new Page<StandingOrderMiss>([Miss()], HasMore: false));

    private static StandingOrderPlaced Placed() =>
        new(Anna, Order, [new(PointA, [DayOfWeek.Monday], Meal.Lunch, Channel.DineIn)], Day, null);

    private static StandingOrderBoard OrderOf(ElderId elder) => StandingOrderBoard.Of(elder, StandingOrder.Fold(null, Placed()));

    private static StandingOrderMiss Miss() =>
        new(Id(62), Order, Anna, PointA, Here, Day, Meal.Lunch, "SITTING_FULL", Noon, MissState.Open, Noon, null, null, null, null, null);
}
