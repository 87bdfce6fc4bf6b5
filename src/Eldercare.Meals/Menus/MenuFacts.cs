using System.Globalization;
using Eldercare.Store;
using Eldercare.Store.Ids;

namespace Eldercare.Meals;

/// <summary>A kitchen's menu of one week (周菜单); its id follows from the kitchen and the week's Monday.</summary>
public readonly record struct MenuId(Guid Value) : IId<MenuId>
{
    public static MenuId From(Guid value) => new(value);

    /// <param name="kitchen">Whose menu.</param>
    /// <param name="date">Any day of the week.</param>
    public static MenuId Of(KitchenId kitchen, DateOnly date) =>
        new(NameBasedId.Of(string.Create(CultureInfo.InvariantCulture, $"menu:{kitchen.Value}:{MondayOf(date):yyyy-MM-dd}")));

    /// <summary>Weeks begin on Monday (ISO 8601).</summary>
    public static DateOnly MondayOf(DateOnly date) => date.AddDays(-(((int)date.DayOfWeek + 6) % 7));

    public override string ToString() => Value.ToString();
}

/// <summary>What one can have (套餐): some dishes at one price.</summary>
/// <param name="Code">Short, such as <c>A</c>; unique at a meal.</param>
/// <param name="Name">As on the menu.</param>
/// <param name="Dishes">What is on the tray.</param>
/// <param name="Price">Of all of it.</param>
public sealed record MenuSet(string Code, string Name, ImmutableArray<DishId> Dishes, Fen Price);

/// <summary>What there is at one meal. Who chooses nothing gets the first set.</summary>
public sealed record MenuMeal(DateOnly Date, Meal Meal, ImmutableArray<MenuSet> Sets);

public abstract record MenuFact;

/// <param name="Menu">Follows from kitchen and week.</param>
/// <param name="Kitchen">Whose menu.</param>
/// <param name="Monday">The week's first day.</param>
/// <param name="Meals">In order, none twice.</param>
public sealed record MenuPublished(MenuId Menu, KitchenId Kitchen, DateOnly Monday, ImmutableArray<MenuMeal> Meals) : MenuFact;

/// <summary>One meal is other than published; one without sets is not cooked.</summary>
public sealed record MenuDayChanged(MenuId Menu, KitchenId Kitchen, MenuMeal Meal) : MenuFact;
