using Eldercare.Meals;
using Eldercare.People;

namespace Eldercare.City.Reading;

/// <summary>Standing orders and what could not be booked of them, from the views. Every question is one SQL statement.</summary>
public interface IStandingOrdersReader
{
    Task<IReadOnlyDictionary<StandingOrderId, StandingOrderBoard>> ByIdsAsync(
        string city, IReadOnlyCollection<StandingOrderId> orders, CancellationToken cancellation);

    /// <summary>Each elder's orders, the last to begin first, at most 50.</summary>
    Task<ILookup<ElderId, StandingOrderBoard>> OfAsync(
        string city, IReadOnlyCollection<ElderId> elders, CancellationToken cancellation);

    /// <summary>What could not be booked of each order from a day on, soonest first; settled ones too.</summary>
    Task<ILookup<StandingOrderId, StandingOrderMiss>> MissesOfAsync(
        string city, IReadOnlyCollection<StandingOrderId> orders, DateOnly from, CancellationToken cancellation);

    /// <summary>An elder's missed portion of that meal, settled or not; null when none was missed.</summary>
    Task<StandingOrderMiss?> MissAsync(string city, ElderId elder, DateOnly date, Meal meal, CancellationToken cancellation);

    /// <summary>The worklist: open misses from a day on by date, point and item, of a point or a district or everywhere.</summary>
    Task<Page<StandingOrderMiss>> MissesAsync(
        string city, MealPointId? point, string? district, DateOnly from, Slice<Guid> slice, CancellationToken cancellation);
}
