using Eldercare.Meals;
using Eldercare.People;

namespace Eldercare.City.Reading;

/// <summary>Kitchens, menus, dishes, sheets and samples. Every question is one SQL statement.</summary>
public interface IKitchenReader
{
    /// <summary>The kitchen that cooks for the point; null for none.</summary>
    Task<KitchenId?> KitchenOfAsync(string city, MealPointId point, CancellationToken cancellation);

    /// <summary>What there is to eat at a point, in order, from a date to another, both included.</summary>
    Task<ImmutableArray<MenuMealRow>> MenuAsync(string city, MealPointId point, DateOnly from, DateOnly to, CancellationToken cancellation);

    Task<IReadOnlyDictionary<DishId, DishCard>> DishesByIdsAsync(
        string city, IReadOnlyCollection<DishId> dishes, CancellationToken cancellation);

    /// <summary>A kitchen's dishes by name, retired ones too.</summary>
    Task<Page<DishCard>> DishesAsync(string city, KitchenId kitchen, Slice<Guid> slice, CancellationToken cancellation);

    /// <summary>Profiles by elder; who eats everything has none.</summary>
    Task<IReadOnlyDictionary<ElderId, People.Diets.DinerProfile>> ProfilesAsync(
        string city, IReadOnlyCollection<ElderId> elders, CancellationToken cancellation);

    /// <summary>What the last look at the point's sittings found, in order, only where something clashes.</summary>
    Task<ImmutableArray<DishCheck>> ClashesAsync(
        string city, MealPointId point, DateOnly from, DateOnly to, CancellationToken cancellation);

    /// <summary>What changed for the kitchen since the sitting's sheet was frozen, in order; empty before.</summary>
    Task<ImmutableArray<SheetDelta>> DeltasAsync(string city, SittingId sitting, CancellationToken cancellation);

    /// <summary>
    /// The sittings of a date and meal that a kitchen cooks for, by point: those whose sheet it made, and those of its points that have none
    /// yet. Two statements: a sheet's stream follows from its sitting.
    /// </summary>
    Task<ImmutableArray<CookedSitting>> CookedAsync(
        string city, KitchenId kitchen, DateOnly date, Meal meal, CancellationToken cancellation);

    Task<ImmutableArray<FoodSampleRow>> SamplesOfAsync(string city, SittingId sitting, CancellationToken cancellation);

    Task<IReadOnlyDictionary<FoodSampleId, FoodSampleRow>> SamplesByIdsAsync(
        string city, IReadOnlyCollection<FoodSampleId> samples, CancellationToken cancellation);

    /// <summary>The point's samples still kept that may be thrown away by an instant, longest kept first, at most 500.</summary>
    Task<ImmutableArray<FoodSampleRow>> SamplesDueAsync(string city, MealPointId point, DateTimeOffset by, CancellationToken cancellation);

    /// <summary>
    /// Everyone who ate a sample's dish at that meal, wherever its kitchen had it served, in order of serving; null when there is no such
    /// sample.
    /// </summary>
    Task<SampleTrace?> TraceAsync(string city, FoodSampleId sample, CancellationToken cancellation);

    /// <summary>What an elder ate from a date to another, both included, in order.</summary>
    Task<ImmutableArray<EatenDishes>> EatenAsync(string city, ElderId elder, DateOnly from, DateOnly to, CancellationToken cancellation);
}

/// <summary>A sitting a kitchen cooks for.</summary>
/// <param name="Point">Where it is eaten.</param>
/// <param name="Frozen">The sheet; null before its cut-off.</param>
/// <param name="Deltas">What changed since, in order.</param>
public sealed record CookedSitting(MealPointId Point, KitchenSheetFrozen? Frozen, ImmutableArray<SheetDelta> Deltas);

/// <summary>A sample and who ate of the dish.</summary>
public sealed record SampleTrace(FoodSampleRow Sample, ImmutableArray<Eater> Eaters);

public sealed record Eater(ElderId Elder, MealPointId Point, DateTimeOffset ServedAt);

/// <summary>A meal an elder ate; no dishes when no menu said what there was.</summary>
public sealed record EatenDishes(EatenMeal Meal, ImmutableArray<DishId> Dishes);
