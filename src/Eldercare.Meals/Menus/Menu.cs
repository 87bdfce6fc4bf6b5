using Eldercare.Store.Deciding;
using Eldercare.Store.Tables;

namespace Eldercare.Meals;

/// <summary>A kitchen's week as its events leave it.</summary>
public sealed record Menu(
    MenuId Id, KitchenId Kitchen, DateOnly Monday, ImmutableDictionary<(DateOnly Date, Meal Meal), ImmutableArray<MenuSet>> Meals)
{
    public static StreamType<Menu, MenuFact> Stream { get; } = new("menu", Fold);

    /// <summary>What there is at a meal; empty when nothing is planned.</summary>
    public ImmutableArray<MenuSet> SetsAt(DateOnly date, Meal meal) => Meals.TryGetValue((date, meal), out var sets) ? sets : [];

    /// <exception cref="InvalidOperationException">The fact cannot follow the state.</exception>
    public static Menu? Fold(Menu? menu, MenuFact fact) => (menu, fact) switch
    {
        (null, MenuPublished f) => new(f.Menu, f.Kitchen, f.Monday, f.Meals.ToImmutableDictionary(m => (m.Date, m.Meal), m => m.Sets)),
        ({ } m, MenuDayChanged f) => m with { Meals = m.Meals.SetItem((f.Meal.Date, f.Meal.Meal), f.Meal.Sets) },
        _ => throw new InvalidOperationException($"{fact.GetType().Name} cannot follow menu {menu?.Id.ToString() ?? "not published"}."),
    };
}

/// <summary>A meal on a kitchen's menu, kept with the menu's events for those who ask what there is to eat.</summary>
/// <param name="Kitchen">Whose menu.</param>
/// <param name="Slot">Orders a kitchen's meals by date and meal, see <see cref="SlotOf"/>.</param>
/// <param name="Date">City date.</param>
/// <param name="Meal">Which meal.</param>
/// <param name="Sets">The first is who chooses nothing gets; empty when nothing is cooked.</param>
[Table("menu_meals")]
public sealed record MenuMealRow(
    [Key] KitchenId Kitchen, [Key] int Slot, DateOnly Date, Meal Meal, ImmutableArray<MenuSet> Sets)
{
    public static int SlotOf(DateOnly date, Meal meal) => (date.DayNumber * 3) + (int)meal;

    public static MenuMealRow Of(KitchenId kitchen, MenuMeal meal) =>
        new(kitchen, SlotOf(meal.Date, meal.Meal), meal.Date, meal.Meal, meal.Sets);
}
