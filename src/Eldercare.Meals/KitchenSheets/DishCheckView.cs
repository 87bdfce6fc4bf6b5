using Eldercare.People;
using Eldercare.Store.Tables;
using Eldercare.Store.Views;

namespace Eldercare.Meals;

/// <summary>What the last look at a sitting's dishes found: the worklist of clashes, and whom it was held against.</summary>
/// <param name="Sitting">Which sitting.</param>
/// <param name="Point">Where.</param>
/// <param name="Date">City date.</param>
/// <param name="Meal">Which meal.</param>
/// <param name="Diners">Guests with a profile at that look.</param>
/// <param name="Clashes">Dishes that one of them cannot have.</param>
/// <param name="Open">How many of these nobody has an answer to.</param>
[Table("dish_checks", Indexes = ["point, date"])]
public sealed record DishCheck(
    [Key] SittingId Sitting, MealPointId Point, DateOnly Date, Meal Meal, ImmutableArray<ElderId> Diners, ImmutableArray<FoundClash> Clashes, int Open);

/// <summary>A frozen sheet, and what walk-ins and late guests get.</summary>
[Table("frozen_sheets")]
public sealed record FrozenSheet([Key] SittingId Sitting, KitchenId? Kitchen, ImmutableArray<DishId> WalkInDishes);

/// <summary>What a guest on the sheet gets.</summary>
[Table("planned_trays")]
public sealed record PlannedTray([Key] SittingId Sitting, [Key] ElderId Elder, ImmutableArray<DishId> Dishes);

/// <summary>Who ate where; what, follows from the tray, or from the sheet for who is not on it.</summary>
[Table("eaten_meals", Indexes = ["sitting"])]
public sealed record EatenMeal([Key] ElderId Elder, [Key] SittingId Sitting, MealPointId Point, DateOnly Date, Meal Meal, DateTimeOffset ServedAt);

/// <summary>Clashes, frozen sheets and meals eaten, for the worklist and for tracing a dish to its people.</summary>
public sealed class DishCheckView : View
{
    public override string Name => "DishChecks";

    public override ImmutableArray<Type> Rows => [typeof(DishCheck), typeof(FrozenSheet), typeof(PlannedTray), typeof(EatenMeal)];

    public override ImmutableArray<Type> Events =>
        [typeof(DishesChecked), typeof(KitchenSheetFrozen), typeof(TraysReplanned), typeof(ClashSettled), typeof(MealServed), typeof(WalkInServed)];

    public override void Need(Recorded recorded, RowSet rows)
    {
        switch (recorded.Fact)
        {
            case DishesChecked f: rows.Find<SittingBoard>(f.Sitting); break;
            case TraysReplanned f: rows.Find<FrozenSheet>(f.Sitting); break;
            case MealServed f: rows.Find<SittingBoard>(f.Sitting); break;
            case WalkInServed f: rows.Find<SittingBoard>(f.Sitting); break;
            case ClashSettled f: rows.Find<PlannedTray>(f.Sitting, f.Elder); break;
        }
    }

    public override void Apply(Recorded recorded, RowSet rows)
    {
        switch (recorded.Fact)
        {
            case DishesChecked f:
                var board = BoardOf(f.Sitting, rows);
                rows.Put(new DishCheck(f.Sitting, board.Point, board.Date, board.Meal, f.Diners, f.Clashes, f.Clashes.Count(c => c.By is null)));
                break;
            case KitchenSheetFrozen f:
                rows.Put(new FrozenSheet(f.Sitting, f.Kitchen, f.WalkInDishes));
                Planned(f.Sitting, f.Lines, rows);
                break;
            case TraysReplanned f:
                var sheet = rows.Find<FrozenSheet>(f.Sitting) ?? throw new InvalidOperationException($"No sheet of sitting {f.Sitting}: nothing to change.");
                rows.Put(sheet with { WalkInDishes = f.WalkInDishes });
                Planned(f.Sitting, f.Lines, rows);
                break;
            // After the freeze; before it the sheet takes the choice in.
            case ClashSettled f when rows.Find<PlannedTray>(f.Sitting, f.Elder) is { } tray:
                rows.Put(tray with { Dishes = Changed(tray.Dishes, f) });
                break;
            case MealServed f: Eaten(f.Elder, f.Sitting, f.ServedAt, rows); break;
            case WalkInServed f: Eaten(f.Elder, f.Sitting, f.ServedAt, rows); break;
        }
    }

    private static void Planned(SittingId sitting, ImmutableArray<SheetLine> lines, RowSet rows)
    {
        foreach (var line in lines)
            foreach (var elder in line.Elders) rows.Put(new PlannedTray(sitting, elder, [.. line.Dishes.Select(d => d.Dish)]));
    }

    private static ImmutableArray<DishId> Changed(ImmutableArray<DishId> dishes, ClashSettled settled)
    {
        var others = dishes.Remove(settled.Dish);
        return settled.Substitute is { } substitute && !others.Contains(substitute) ? others.Add(substitute) : others;
    }

    private static void Eaten(ElderId elder, SittingId sitting, DateTimeOffset at, RowSet rows)
    {
        var board = BoardOf(sitting, rows);
        rows.Put(new EatenMeal(elder, sitting, board.Point, board.Date, board.Meal, at));
    }

    private static SittingBoard BoardOf(SittingId sitting, RowSet rows) =>
        rows.Find<SittingBoard>(sitting) ?? throw new InvalidOperationException($"No board of sitting {sitting}: its first event is missing.");
}
