using Eldercare.People.Diets;

namespace Eldercare.Meals;

/// <summary>How often a dish is cooked at a level, for booked portions.</summary>
/// <param name="Dish">Which dish.</param>
/// <param name="Food">At which level, when it is food.</param>
/// <param name="Drink">At which level, when it is a drink.</param>
/// <param name="Portions">How many trays have it; those where it is open whether they do are counted.</param>
public sealed record DishPortions(DishId Dish, FoodTexture? Food, DrinkThickness? Drink, int Portions)
{
    /// <summary>Totals over a sheet's lines: the dish cooked most often first, its levels from regular down.</summary>
    public static ImmutableArray<DishPortions> Of(ImmutableArray<SheetLine> lines) =>
    [
        .. lines.SelectMany(l => l.Dishes.Select(d => (d.Dish, d.Food, d.Drink, l.Elders.Length)))
            .GroupBy(d => d.Dish).OrderByDescending(of => of.Sum(d => d.Length)).ThenBy(of => of.Key.Value)
            .SelectMany(of => of.GroupBy(d => (d.Food, d.Drink), d => d.Length)
                .Select(g => new DishPortions(of.Key, g.Key.Food, g.Key.Drink, g.Sum()))
                .OrderByDescending(d => d.Food).ThenBy(d => d.Drink)),
    ];
}
