namespace Eldercare.Meals;

public abstract record KitchenFact;

/// <param name="Kitchen">The kitchen.</param>
/// <param name="Name">As on its door.</param>
/// <param name="District">District code, see <c>Districts</c>.</param>
public sealed record KitchenOpened(KitchenId Kitchen, string Name, string District) : KitchenFact;

/// <summary>From now on the kitchen cooks for the meal point.</summary>
public sealed record SupplyBegun(KitchenId Kitchen, MealPointId Point) : KitchenFact;

public sealed record SupplyEnded(KitchenId Kitchen, MealPointId Point) : KitchenFact;

/// <summary>Who cannot have the one dish gets the other.</summary>
/// <param name="Kitchen">Whose rule.</param>
/// <param name="Point">At this meal point alone; null for every point the kitchen cooks for.</param>
/// <param name="Dish">Instead of which.</param>
/// <param name="Substitute">What instead; null when the rule ends.</param>
public sealed record SubstituteRuled(KitchenId Kitchen, MealPointId? Point, DishId Dish, DishId? Substitute) : KitchenFact;
