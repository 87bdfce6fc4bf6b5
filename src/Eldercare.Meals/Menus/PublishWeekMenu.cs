using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>Publishes a kitchen's menu of a week.</summary>
/// <param name="Kitchen">Whose.</param>
/// <param name="Monday">The week's first day.</param>
/// <param name="Meals">What there is, in any order.</param>
public sealed record PublishWeekMenu(KitchenId Kitchen, DateOnly Monday, ImmutableArray<MenuMeal> Meals) : ICommand
{
    private StreamRef Stream => Menu.Stream.At(MenuId.Of(Kitchen, Monday).Value);

    private StreamRef KitchenStream => Eldercare.Meals.Kitchen.Stream.At(Kitchen.Value);

    private IEnumerable<DishId> Dishes => MenuChecks.DishesOf(Meals.IsDefault ? [] : Meals);

    public Footprint Footprint => new()
    {
        Writes = [Stream],
        Reads = [KitchenStream],
        Rows = [.. Dishes.Select(d => RowRef.To<DishCard>(d.Value))],
    };

    public Outcome Decide(Known known)
    {
        var outcome = PublishWeekMenuDecider.Decide(
            this, known.State<Kitchen>(KitchenStream), known.State<Menu>(Stream), d => known.Row<DishCard>(d.Value), CityTime.Today(known.Now))
            .On(Stream);
        return outcome.Refusal is null ? Meals.Aggregate(outcome, (o, m) => o.Keeping(MenuMealRow.Of(Kitchen, m))) : outcome;
    }
}

public static class PublishWeekMenuDecider
{
    /// <param name="command">What is asked for.</param>
    /// <param name="kitchen">Null when there is none.</param>
    /// <param name="menu">The week's menu so far; null for none.</param>
    /// <param name="card">A dish's row; null when there is none.</param>
    /// <param name="today">City date.</param>
    public static Decision<MenuFact> Decide(
        PublishWeekMenu command, Kitchen? kitchen, Menu? menu, Func<DishId, DishCard?> card, DateOnly today)
    {
        if (kitchen is null) return new KitchenUnknown(command.Kitchen);
        if (menu is not null) return new MenuAlreadyPublished(command.Kitchen, menu.Monday);
        if (MenuChecks.Week(command.Monday, command.Meals) is { } fault) return fault;
        if (command.Meals.Select(m => m.Date).Min() is var first && first < today) return new MenuDayPast(first);
        if (MenuChecks.Dishes(MenuChecks.DishesOf(command.Meals), command.Kitchen, card) is { } unfit) return unfit;

        return new MenuPublished(
            MenuId.Of(command.Kitchen, command.Monday), command.Kitchen, command.Monday,
            [.. command.Meals.OrderBy(m => m.Date).ThenBy(m => m.Meal)]);
    }
}
