using Eldercare.Store.Deciding;
using Eldercare.Store.Tables;

namespace Eldercare.Meals;

/// <summary>A kitchen, the points it cooks for, and what it gives to those who cannot have a dish.</summary>
/// <param name="Id">The kitchen.</param>
/// <param name="Name">As on its door.</param>
/// <param name="District">District code.</param>
/// <param name="Points">The meal points it cooks for.</param>
/// <param name="Rules">Substitutes at every point.</param>
/// <param name="PointRules">Substitutes at one point.</param>
public sealed record Kitchen(
    KitchenId Id,
    string Name,
    string District,
    ImmutableHashSet<MealPointId> Points,
    ImmutableDictionary<DishId, DishId> Rules,
    ImmutableDictionary<(MealPointId Point, DishId Dish), DishId> PointRules)
{
    public static StreamType<Kitchen, KitchenFact> Stream { get; } = new("kitchen", Fold);

    /// <summary>A meal point has one kitchen at a time; that kitchen holds the claim.</summary>
    public static Claim SupplyOf(MealPointId point) => new("kitchen_of_point", point.Value);

    /// <summary>The substitute a rule names, the point's before the kitchen's.</summary>
    public IEnumerable<(DishId Dish, SubstitutedBy By)> SubstitutesFor(MealPointId point, DishId dish)
    {
        if (PointRules.TryGetValue((point, dish), out var atPoint)) yield return (atPoint, SubstitutedBy.PointRule);
        if (Rules.TryGetValue(dish, out var everywhere)) yield return (everywhere, SubstitutedBy.KitchenRule);
    }

    /// <exception cref="InvalidOperationException">The fact cannot follow the state.</exception>
    public static Kitchen? Fold(Kitchen? kitchen, KitchenFact fact) => (kitchen, fact) switch
    {
        (null, KitchenOpened f) => new(
            f.Kitchen, f.Name, f.District, [], ImmutableDictionary<DishId, DishId>.Empty,
            ImmutableDictionary<(MealPointId, DishId), DishId>.Empty),
        ({ } k, SupplyBegun f) => k with { Points = k.Points.Add(f.Point) },
        ({ } k, SupplyEnded f) => k with { Points = k.Points.Remove(f.Point) },
        ({ } k, SubstituteRuled { Point: { } point } f) => k with { PointRules = With(k.PointRules, (point, f.Dish), f.Substitute) },
        ({ } k, SubstituteRuled f) => k with { Rules = With(k.Rules, f.Dish, f.Substitute) },
        _ => throw new InvalidOperationException($"{fact} cannot follow kitchen {kitchen?.Id.ToString() ?? "not opened"}."),
    };

    private static ImmutableDictionary<TKey, DishId> With<TKey>(ImmutableDictionary<TKey, DishId> rules, TKey key, DishId? substitute)
        where TKey : notnull => substitute is { } dish ? rules.SetItem(key, dish) : rules.Remove(key);
}

/// <summary>Which kitchen cooks for a meal point, kept with the kitchen's events: decisions about a sitting ask for it.</summary>
/// <param name="Point">The meal point.</param>
/// <param name="Kitchen">Null when none does any more.</param>
[Table("point_kitchens", Indexes = ["kitchen"])]
public sealed record PointKitchen([Key] MealPointId Point, KitchenId? Kitchen);
