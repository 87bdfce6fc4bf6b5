using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>Holds a sitting's menu against its diners' profiles, so that a clash is found before anybody cooks (domain, meals, rule 8).</summary>
public sealed record CheckDishes : SheetCommand, ICommand
{
    public CheckDishes(
        MealPointId point, DateOnly date, Meal meal, KitchenId? kitchen, ImmutableArray<ElderId> elders, ImmutableArray<DishId> dishes)
        : base(point, date, meal, kitchen, elders, dishes)
    {
    }

    public Footprint Footprint => new() { Writes = [SheetStream], Reads = [Stream, .. CookingStreams], Rows = GatheredRows };

    public Outcome Decide(Known known)
    {
        if (known.State<Sitting>(Stream) is not { } sitting) return Outcome.Refuse(new SittingUnknown(SittingId));
        if (sitting.Closed) return Outcome.NoChange;
        return Gather(known, sitting) is { } gathered
            ? CheckDishesDecider.Decide(SittingId, gathered).On(SheetStream)
            : Outcome.Refuse(new KitchenSheetOutOfDate(SittingId));
    }
}

public static class CheckDishesDecider
{
    public static Decision<KitchenSheetFact> Decide(SittingId sitting, Gathered gathered)
    {
        var now = new DishesChecked(sitting, [.. gathered.Profiles.Select(p => p.Elder)], gathered.Clashes);
        return SameAs(gathered.Menu.Sheet.Checked, now) ? Decision<KitchenSheetFact>.NoChange : now;
    }

    private static bool SameAs(DishesChecked? before, DishesChecked now) => before is null
        ? now.Diners.IsEmpty
        : before.Diners.SequenceEqual(now.Diners) && before.Clashes.Length == now.Clashes.Length
            && before.Clashes.Zip(now.Clashes).All(p => p.First.SaysTheSameAs(p.Second));
}
