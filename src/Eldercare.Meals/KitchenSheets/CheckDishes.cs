using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>
/// Holds a sitting's menu against its diners' profiles, so that a clash is found before anybody cooks (domain, meals, rule 8). Once there
/// is a sheet, also says what guests get otherwise than it says: who came late, and after a change of menu, dish, profile or rule. The
/// sitting is locked meanwhile: whoever has just been served keeps the tray she was served.
/// </summary>
public sealed record CheckDishes : SheetCommand, ICommand
{
    public CheckDishes(
        MealPointId point, DateOnly date, Meal meal, KitchenId? kitchen, ImmutableArray<ElderId> elders, ImmutableArray<DishId> dishes,
        ReplanCause cause, string? by)
        : base(point, date, meal, kitchen, elders, dishes) => (Cause, By) = (cause, by);

    /// <summary>What had it looked at.</summary>
    public ReplanCause Cause { get; }

    /// <summary>Whose doing that was, if known.</summary>
    public string? By { get; }

    public Footprint Footprint => new() { Writes = [SheetStream, Stream], Reads = CookingStreams, Rows = GatheredRows };

    public Outcome Decide(Known known)
    {
        if (known.State<Sitting>(Stream) is not { } sitting) return Outcome.Refuse(new SittingUnknown(SittingId));
        if (sitting.Closed) return Outcome.NoChange;
        return Gather(known, sitting) is { } gathered
            ? CheckDishesDecider.Decide(SittingId, gathered, Cause, By).On(SheetStream)
            : Outcome.Refuse(new KitchenSheetOutOfDate(SittingId));
    }
}

public static class CheckDishesDecider
{
    public static Decision<KitchenSheetFact> Decide(SittingId sitting, Gathered gathered, ReplanCause cause, string? by)
    {
        var now = new DishesChecked(sitting, [.. gathered.Profiles.Select(p => p.Elder)], gathered.Clashes);
        return Decision<KitchenSheetFact>.Of(
        [
            .. Replanning.Of(sitting, gathered, cause, by),
            .. SameAs(gathered.Menu.Sheet.Checked, now) ? ImmutableArray<KitchenSheetFact>.Empty : [now],
        ]);
    }

    private static bool SameAs(DishesChecked? before, DishesChecked now) => before is null
        ? now.Diners.IsEmpty
        : before.Diners.SequenceEqual(now.Diners) && before.Clashes.Length == now.Clashes.Length
            && before.Clashes.Zip(now.Clashes).All(p => p.First.SaysTheSameAs(p.Second));
}
