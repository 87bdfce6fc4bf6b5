using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>Changes what there is at one meal of a published week.</summary>
/// <param name="Kitchen">Whose menu.</param>
/// <param name="Date">Which day.</param>
/// <param name="Meal">Which meal.</param>
/// <param name="Sets">All of it as it shall be; empty when nothing is cooked.</param>
public sealed record ChangeMenuDay(KitchenId Kitchen, DateOnly Date, Meal Meal, ImmutableArray<MenuSet> Sets) : ICommand
{
    private StreamRef Stream => Menu.Stream.At(MenuId.Of(Kitchen, Date).Value);

    /// <summary>The meal as asked for.</summary>
    public MenuMeal Planned => new(Date, Meal, Sets.IsDefault ? [] : Sets);

    public Footprint Footprint => new()
    {
        Writes = [Stream],
        Rows = [.. MenuChecks.DishesOf([Planned]).Select(d => RowRef.To<DishCard>(d.Value))],
    };

    public Outcome Decide(Known known) => ChangeMenuDayDecider
        .Decide(this, known.State<Menu>(Stream), d => known.Row<DishCard>(d.Value), CityTime.Today(known.Now))
        .On(Stream).Keeping(MenuMealRow.Of(Kitchen, Planned));
}

public static class ChangeMenuDayDecider
{
    public static Decision<MenuFact> Decide(ChangeMenuDay command, Menu? menu, Func<DishId, DishCard?> card, DateOnly today)
    {
        if (menu is null) return new MenuUnknown(command.Kitchen, MenuId.MondayOf(command.Date));
        if (command.Date < today) return new MenuDayPast(command.Date);
        var planned = command.Planned;
        if (MenuChecks.Sets(planned.Sets) is { } fault) return fault;
        if (MenuChecks.Dishes(MenuChecks.DishesOf([planned]), command.Kitchen, card) is { } unfit) return unfit;

        return IsSame(planned.Sets, menu.SetsAt(command.Date, command.Meal))
            ? Decision<MenuFact>.NoChange
            : new MenuDayChanged(menu.Id, command.Kitchen, planned);
    }

    /// <summary>The same sets in the same order: the first is what those get who choose nothing.</summary>
    public static bool IsSame(ImmutableArray<MenuSet> one, ImmutableArray<MenuSet> other) =>
        one.Length == other.Length && one.Zip(other).All(p =>
            p.First.Dishes.SequenceEqual(p.Second.Dishes) && p.First == p.Second with { Dishes = p.First.Dishes });
}
