using Eldercare.People.Diets;

namespace Eldercare.Meals;

public enum ClashKind
{
    /// <summary>It holds one of GB 7718's allergens.</summary>
    Allergen,

    /// <summary>It holds another allergen.</summary>
    OtherAllergen,

    /// <summary>It does not suit a diet.</summary>
    Diet,

    /// <summary>It cannot be served soft enough, or thick enough.</summary>
    Texture,

    /// <summary>It is not known what it holds, and she avoids something.</summary>
    AllergensUnknown,
}

/// <summary>Why a diner cannot have a dish.</summary>
/// <param name="Kind">What kind of reason.</param>
/// <param name="What">The allergen, diet or level, as its code.</param>
public sealed record Clash(ClashKind Kind, string What);

/// <summary>
/// Dish against diner. Food may always be softer than the diner's level, and drinks thicker (IDDSI counts food down to easier, drinks
/// up to safer): the kitchen serves the level nearest to hers.
/// </summary>
public static class DietCheck
{
    /// <summary>Every reason why the diner cannot have the dish; empty when she can.</summary>
    public static ImmutableArray<Clash> Clashes(DishSpec dish, DinerProfile diner) =>
    [
        .. dish.Allergens.Intersect(diner.Allergens).Select(a => new Clash(ClashKind.Allergen, a.ToString())),
        .. dish.OtherAllergens.Intersect(diner.OtherAllergens, StringComparer.Ordinal).Select(a => new Clash(ClashKind.OtherAllergen, a)),
        .. dish.AllergensUnknown && (!diner.Allergens.IsEmpty || !diner.OtherAllergens.IsEmpty)
            ? [new Clash(ClashKind.AllergensUnknown, "Unknown")]
            : ImmutableArray<Clash>.Empty,
        .. diner.Diets.Except(dish.Suits).Select(d => new Clash(ClashKind.Diet, d.ToString())),
        .. FoodFor(dish, diner) is null && DrinkFor(dish, diner) is null
            ? [new Clash(ClashKind.Texture, dish.Food.IsEmpty ? diner.Drink.ToString() : diner.Food.ToString())]
            : ImmutableArray<Clash>.Empty,
    ];

    /// <summary>The level the dish is served to her at; null when it is a drink or none suits.</summary>
    public static FoodTexture? FoodFor(DishSpec dish, DinerProfile diner) =>
        dish.Food.Where(l => l <= diner.Food).Select(l => (FoodTexture?)l).Max();

    /// <summary>Likewise for a drink.</summary>
    public static DrinkThickness? DrinkFor(DishSpec dish, DinerProfile diner) =>
        dish.Drink.Where(l => l >= diner.Drink).Select(l => (DrinkThickness?)l).Min();
}
