using Eldercare.People;
using Eldercare.People.Diets;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>Says what a booked elder gets instead of a dish she cannot have.</summary>
public sealed record SettleDishClash : CookingCommand, ICommand
{
    public SettleDishClash(
        MealPointId point, DateOnly date, Meal meal, KitchenId? kitchen, ElderId elder, DishId dish, DishId? substitute, bool late)
        : base(point, date, meal, kitchen) => (Elder, Dish, Substitute, Late) = (elder, dish, substitute, late);

    public ElderId Elder { get; }

    public DishId Dish { get; }

    /// <summary>Null to leave the dish out.</summary>
    public DishId? Substitute { get; }

    /// <summary>The sender has the right to make late changes.</summary>
    public bool Late { get; }

    public Footprint Footprint => new()
    {
        Writes = [SheetStream],
        Reads = [Stream, .. CookingStreams],
        Rows = [PointRow, RowRef.To<DinerProfile>(Elder.Value), .. Asked.Select(d => RowRef.To<DishCard>(d.Value))],
    };

    private IEnumerable<DishId> Asked => Substitute is { } substitute && substitute != Dish ? [Dish, substitute] : [Dish];

    public Outcome Decide(Known known) => SettleDishClashDecider.Decide(
        this, known.State<Sitting>(Stream), MenuOf(known), ProfileOf(known, Elder), known.Row<DishCard>(Dish.Value),
        Substitute is { } substitute ? known.Row<DishCard>(substitute.Value) : null, known.Now).On(SheetStream);
}

/// <summary>The elder can have the dish, or does not get it.</summary>
public sealed record NothingToSettle(SittingId Sitting, DishId Dish) : Refusal
{
    public override Words Message => new(
        "这道菜与该老人的饮食要求没有冲突，或不在其套餐内，无需处理。",
        "The dish does not clash with what the elder can have, or is not in her set.");
}

public sealed record SubstituteClashes(DishId Dish) : Refusal
{
    public override Words Message => new(
        "这道菜该老人也不能吃，请另选一道。",
        "The elder cannot have that dish either: choose another one.");
}

public static class SettleDishClashDecider
{
    /// <param name="command">What is asked for.</param>
    /// <param name="sitting">Null when it was not opened.</param>
    /// <param name="menu">Null when the point's kitchen is another one by now.</param>
    /// <param name="diner">The elder's profile.</param>
    /// <param name="dish">The clashing dish; null when there is none of that id.</param>
    /// <param name="substitute">The other; null when there is none of that id, or none is asked for.</param>
    /// <param name="now">The instant of the decision.</param>
    public static Decision<KitchenSheetFact> Decide(
        SettleDishClash command, Sitting? sitting, SittingMenu? menu, DinerProfile diner, DishCard? dish, DishCard? substitute,
        DateTimeOffset now)
    {
        if (sitting is null) return new SittingUnknown(command.SittingId);
        if (menu is null) return new KitchenSheetOutOfDate(command.SittingId);
        if (sitting.Closed) return new SittingAlreadyClosed(sitting.Id);
        if (sitting.StateOf(command.Elder) is not GuestState.Booked) return new NotBooked(sitting.Id, command.Elder);
        if (now >= sitting.CutOff && !command.Late) return new CutOffPassed(sitting.Id, sitting.CutOff);
        if (dish is null || menu.SetOf(command.Elder)?.Dishes.Contains(command.Dish) != true || DietCheck.Clashes(dish.Spec, diner).IsEmpty)
            return new NothingToSettle(sitting.Id, command.Dish);

        if (command.Substitute is { } wanted)
        {
            if (DishChecks.Servable(wanted, substitute, dish.Kitchen) is { } unfit) return unfit;
            if (!DietCheck.Clashes(substitute!.Spec, diner).IsEmpty) return new SubstituteClashes(wanted);
        }

        var key = (command.Elder, command.Dish);
        return menu.Sheet.Settled.TryGetValue(key, out var settled) && settled == command.Substitute
            ? Decision<KitchenSheetFact>.NoChange
            : new ClashSettled(sitting.Id, command.Elder, command.Dish, command.Substitute);
    }
}
