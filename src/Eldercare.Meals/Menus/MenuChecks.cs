using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <param name="Reason">The first fault found, in English.</param>
public sealed record MenuInvalid(string Reason) : Refusal
{
    public override string Message => $"The menu cannot be published: {Reason}";
}

public sealed record MenuAlreadyPublished(KitchenId Kitchen, DateOnly Monday) : Refusal
{
    public override string Message => "The week's menu is published already; change its days one by one.";
}

public sealed record MenuUnknown(KitchenId Kitchen, DateOnly Monday) : Refusal
{
    public override string Message => "The kitchen has published no menu for that week.";
}

public sealed record MenuDayPast(DateOnly Date) : Refusal
{
    public override string Message => "The day is over: what was cooked stands.";
}

/// <summary>What a menu may say. Each check gives the first fault, or null.</summary>
internal static class MenuChecks
{
    public const int MostSets = 10;
    public const int MostDishes = 20;
    private const int LongestCode = 4;

    public static IEnumerable<DishId> DishesOf(IEnumerable<MenuMeal> meals) =>
        meals.SelectMany(m => m.Sets.IsDefault ? [] : m.Sets).SelectMany(s => s.Dishes.IsDefault ? [] : s.Dishes).Distinct();

    public static Refusal? Week(DateOnly monday, ImmutableArray<MenuMeal> meals)
    {
        if (monday.DayOfWeek != DayOfWeek.Monday) return new MenuInvalid("a week begins on a Monday.");
        if (meals.IsDefaultOrEmpty) return new MenuInvalid("it has no meals.");

        var taken = new HashSet<(DateOnly, Meal)>();
        foreach (var meal in meals)
        {
            if (meal.Date < monday || meal.Date >= monday.AddDays(7)) return new MenuInvalid("a day lies outside its week.");
            if (!taken.Add((meal.Date, meal.Meal))) return new MenuInvalid($"{meal.Date:yyyy-MM-dd} {meal.Meal} stands twice.");
            if (Sets(meal.Sets) is { } fault) return fault;
        }

        return null;
    }

    public static Refusal? Sets(ImmutableArray<MenuSet> sets)
    {
        if (sets.Length > MostSets) return new MenuInvalid($"a meal has at most {MostSets} sets.");

        var codes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var set in sets)
        {
            if (set.Code is not { Length: > 0 and <= LongestCode } || !set.Code.All(char.IsAsciiLetterOrDigit))
                return new MenuInvalid($"a set's code is 1 to {LongestCode} letters and digits.");
            if (!codes.Add(set.Code)) return new MenuInvalid($"a meal has set {set.Code} twice.");
            if (Text.Check("name", set.Name, DishChecks.MaxNameLength) is { } name) return name;
            if (set.Dishes.IsDefaultOrEmpty || set.Dishes.Length > MostDishes) return new MenuInvalid($"a set has 1 to {MostDishes} dishes.");
            if (set.Dishes.Distinct().Count() != set.Dishes.Length) return new MenuInvalid($"set {set.Code} has a dish twice.");
            if (DishChecks.Price(set.Price) is { } price) return price;
        }

        return null;
    }

    /// <summary>The kitchen has every dish and still cooks it.</summary>
    public static Refusal? Dishes(IEnumerable<DishId> dishes, KitchenId kitchen, Func<DishId, DishCard?> card) =>
        dishes.Select(d => DishChecks.Servable(d, card(d), kitchen)).FirstOrDefault(r => r is not null);
}
