using System.Text.Json.Serialization;
using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <param name="Reason">The first fault found.</param>
public sealed record MenuInvalid([property: JsonConverter(typeof(WordsOrText))] Words Reason) : Refusal
{
    public override Words Message => new($"菜单无法发布：{Reason.Zh}", $"The menu cannot be published: {Reason.En}");
}

public sealed record MenuAlreadyPublished(KitchenId Kitchen, DateOnly Monday) : Refusal
{
    public override Words Message => new(
        "该周菜单已发布，请逐日修改。",
        "The week's menu is published already; change its days one by one.");
}

public sealed record MenuUnknown(KitchenId Kitchen, DateOnly Monday) : Refusal
{
    public override Words Message => new(
        "厨房尚未发布该周菜单，请先发布。",
        "The kitchen has published no menu for that week: publish one first.");
}

public sealed record MenuDayPast(DateOnly Date) : Refusal
{
    public override Words Message => new("这一天已过，菜单以实际供应为准，不能再改。", "The day is over: what was cooked stands.");
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
        if (monday.DayOfWeek != DayOfWeek.Monday) return new MenuInvalid(new("一周从星期一开始。", "a week begins on a Monday."));
        if (meals.IsDefaultOrEmpty) return new MenuInvalid(new("没有任何一餐。", "it has no meals."));

        var taken = new HashSet<(DateOnly, Meal)>();
        foreach (var meal in meals)
        {
            if (meal.Date < monday || meal.Date >= monday.AddDays(7)) return new MenuInvalid(new("有一天不在该周之内。", "a day lies outside its week."));
            if (!taken.Add((meal.Date, meal.Meal))) return new MenuInvalid(new($"{meal.Date:M月d日}{MealPointChecks.Name(meal.Meal)}重复。", $"{meal.Date:yyyy-MM-dd} {meal.Meal} stands twice."));
            if (Sets(meal.Sets) is { } fault) return fault;
        }

        return null;
    }

    public static Refusal? Sets(ImmutableArray<MenuSet> sets)
    {
        if (sets.Length > MostSets) return new MenuInvalid(new($"一餐最多{MostSets}种套餐。", $"a meal has at most {MostSets} sets."));

        var codes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var set in sets)
        {
            if (set.Code is not { Length: > 0 and <= LongestCode } || !set.Code.All(char.IsAsciiLetterOrDigit))
                return new MenuInvalid(new($"套餐代码为1至{LongestCode}个字母或数字。", $"a set's code is 1 to {LongestCode} letters and digits."));
            if (!codes.Add(set.Code)) return new MenuInvalid(new($"一餐中套餐{set.Code}重复。", $"a meal has set {set.Code} twice."));
            if (Text.Check("name", set.Name, DishChecks.MaxNameLength) is { } name) return name;
            if (set.Dishes.IsDefaultOrEmpty || set.Dishes.Length > MostDishes) return new MenuInvalid(new($"一种套餐为1至{MostDishes}道菜。", $"a set has 1 to {MostDishes} dishes."));
            if (set.Dishes.Distinct().Count() != set.Dishes.Length) return new MenuInvalid(new($"套餐{set.Code}中有一道菜重复。", $"set {set.Code} has a dish twice."));
            if (DishChecks.Price(set.Price) is { } price) return price;
        }

        return null;
    }

    /// <summary>The kitchen has every dish and still cooks it.</summary>
    public static Refusal? Dishes(IEnumerable<DishId> dishes, KitchenId kitchen, Func<DishId, DishCard?> card) =>
        dishes.Select(d => DishChecks.Servable(d, card(d), kitchen)).FirstOrDefault(r => r is not null);
}
