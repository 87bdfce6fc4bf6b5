using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>
/// Says what is cooked, once the cut-off has passed. The sitting is locked meanwhile: a booking stands on the sheet, or its event comes
/// after the sheet's and is a late change.
/// </summary>
public sealed record FreezeKitchenSheet : SheetCommand, ICommand
{
    public FreezeKitchenSheet(
        MealPointId point, DateOnly date, Meal meal, KitchenId? kitchen, ImmutableArray<ElderId> elders, ImmutableArray<DishId> dishes)
        : base(point, date, meal, kitchen, elders, dishes)
    {
    }

    public Footprint Footprint => new() { Writes = [SheetStream, Stream], Reads = CookingStreams, Rows = GatheredRows };

    public Outcome Decide(Known known)
    {
        var sitting = known.State<Sitting>(Stream);
        if (sitting is null) return Outcome.Refuse(new SittingUnknown(SittingId));
        if (known.State<KitchenSheet>(SheetStream)?.Frozen is not null) return Outcome.NoChange;
        return Gather(known, sitting) is { } gathered
            ? FreezeKitchenSheetDecider.Decide(sitting, gathered, known.Now).On(SheetStream)
            : Outcome.Refuse(new KitchenSheetOutOfDate(SittingId));
    }
}

public static class FreezeKitchenSheetDecider
{
    public static Decision<KitchenSheetFact> Decide(Sitting sitting, Gathered gathered, DateTimeOffset now)
    {
        if (sitting.Closed) return new SittingAlreadyClosed(sitting.Id);
        // Bookings still come in.
        if (now < sitting.CutOff) return Decision<KitchenSheetFact>.NoChange;

        var menu = gathered.Menu;
        return Decision<KitchenSheetFact>.Of(
        [
            .. CheckDishesDecider.Decide(sitting.Id, gathered, ReplanCause.LookedAgain, by: null).Facts,
            new KitchenSheetFrozen(
                sitting.Id, menu.Kitchen?.Id, now, sitting.WalkInBuffer, menu.Sets.FirstOrDefault()?.Dishes ?? [], Lines(gathered),
                SetPrice.Of(menu.Sets)),
        ]);
    }

    /// <summary>One portion a guest who booked, those that are the same in everything on one line.</summary>
    public static ImmutableArray<SheetLine> Lines(Gathered gathered) => SheetLines.Of(gathered.Guests.Where(g => g.HasBooked).Select(gathered.LineOf));
}
