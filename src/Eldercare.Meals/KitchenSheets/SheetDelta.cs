using Eldercare.People;

namespace Eldercare.Meals;

/// <summary>Why a sheet is no longer as it was made.</summary>
public enum SheetChange
{
    BookedLate,

    /// <summary>Moved here from another point.</summary>
    MovedHere,

    Cancelled,

    /// <summary>Moved to another point.</summary>
    MovedAway,

    /// <summary>Somebody said what is eaten instead of a dish.</summary>
    Substituted,

    /// <summary>Who booked late gets something other than the first set.</summary>
    LateTray,

    /// <summary>Who came without a booking gets something other than the first set.</summary>
    WalkInTray,

    MenuChanged,

    DishChanged,

    ProfileChanged,

    RuleChanged,

    KitchenChanged,

    /// <summary>Found when somebody looked again.</summary>
    LookedAgain,
}

/// <summary>A change after the sheet was frozen.</summary>
/// <param name="Portions">One more, one less, or 0 when only what is on trays changed.</param>
/// <param name="Why">Why.</param>
/// <param name="Elder">Whose portion; null when several, or those for walk-ins, changed.</param>
/// <param name="Channel">How it reaches the elder; null when not said.</param>
/// <param name="Dish">Of a substitute: instead of which dish.</param>
/// <param name="Substitute">What instead; null when the dish is left out.</param>
/// <param name="Tray">What is on the tray now, and on whose; of nobody when it is what walk-ins get. Null where that did not change, or a substitute says it.</param>
/// <param name="Reason">What was said of it, if something was.</param>
/// <param name="Actor">Who had it recorded; null where that was not kept.</param>
/// <param name="At">When it was recorded.</param>
public sealed record SheetDelta(
    int Portions, SheetChange Why, ElderId? Elder, Channel? Channel, DishId? Dish, DishId? Substitute, SheetLine? Tray, string? Reason,
    string? Actor, DateTimeOffset At)
{
    /// <summary>What changed for the kitchen, in order.</summary>
    /// <param name="recorded">The events of sheet and sitting from the frozen sheet on, in order.</param>
    public static ImmutableArray<SheetDelta> Of(IEnumerable<(object Fact, string? Actor, DateTimeOffset At)> recorded)
    {
        var walkIns = ImmutableArray<DishId>.Empty;
        var came = new Dictionary<ElderId, (SheetChange How, string? Actor)>();
        var deltas = ImmutableArray.CreateBuilder<SheetDelta>();
        foreach (var (fact, actor, at) in recorded)
        {
            switch (fact)
            {
                case KitchenSheetFrozen f:
                    walkIns = f.WalkInDishes;
                    break;
                case MealBooked f:
                    came[f.Elder] = (SheetChange.LateTray, actor);
                    deltas.Add(Portion(1, f.MovedFrom is null ? SheetChange.BookedLate : SheetChange.MovedHere, f.Elder, f.Channel, reason: null, actor, at));
                    break;
                case WalkInServed f:
                    came[f.Elder] = (SheetChange.WalkInTray, actor);
                    break;
                case BookingCancelled f:
                    deltas.Add(Portion(-1, SheetChange.Cancelled, f.Elder, channel: null, f.Reason, actor, at));
                    break;
                case BookingMovedOut f:
                    deltas.Add(Portion(-1, SheetChange.MovedAway, f.Elder, channel: null, f.Reason, actor, at));
                    break;
                case ClashSettled f:
                    deltas.Add(new(0, SheetChange.Substituted, f.Elder, Channel: null, f.Dish, f.Substitute, Tray: null, Reason: null, actor, at));
                    break;
                case TraysReplanned { Cause: ReplanCause.CameLate } f:
                    foreach (var line in f.Lines)
                    {
                        var (how, who) = came.GetValueOrDefault(line.Elders[0], (SheetChange.LateTray, actor));
                        deltas.Add(Trays(how, line, who, at));
                    }

                    break;
                case TraysReplanned { Cause: ReplanCause.ClashSettled } f:
                    foreach (var line in f.Lines) Settled(deltas, line, f.By ?? actor, at);
                    break;
                case TraysReplanned f when WhyOf(f.Cause) is { } why:
                    if (!f.WalkInDishes.SequenceEqual(walkIns)) deltas.Add(Trays(why, OfWalkIns(f.WalkInDishes), f.By ?? actor, at));
                    walkIns = f.WalkInDishes;
                    foreach (var line in f.Lines) deltas.Add(Trays(why, line, f.By ?? actor, at));
                    break;
            }
        }

        return deltas.ToImmutable();
    }

    /// <summary>The tray belongs to what was said of it last; a tray nothing was said of changed all the same.</summary>
    private static void Settled(ImmutableArray<SheetDelta>.Builder deltas, SheetLine line, string? actor, DateTimeOffset at)
    {
        foreach (var elder in line.Elders)
        {
            var said = deltas.Count - 1;
            while (said >= 0 && (deltas[said].Why, deltas[said].Elder) != (SheetChange.Substituted, elder)) said--;
            if (said >= 0) deltas[said] = deltas[said] with { Tray = line with { Elders = [elder] } };
            else deltas.Add(Trays(SheetChange.LookedAgain, line with { Elders = [elder] }, actor, at));
        }
    }

    private static SheetDelta Portion(int portions, SheetChange why, ElderId elder, Channel? channel, string? reason, string? actor, DateTimeOffset at) =>
        new(portions, why, elder, channel, Dish: null, Substitute: null, Tray: null, reason, actor, at);

    private static SheetDelta Trays(SheetChange why, SheetLine line, string? actor, DateTimeOffset at) => new(
        0, why, line.Elders is [var only] ? only : null, line.Elders.IsEmpty ? null : line.Channel, Dish: null, Substitute: null, line, Reason: null,
        actor, at);

    private static SheetLine OfWalkIns(ImmutableArray<DishId> dishes) => new(
        Set: null, Eldercare.Subsidies.Channel.DineIn, People.Diets.FoodTexture.Regular, People.Diets.DrinkThickness.Thin, [], [], [],
        [.. dishes.Select(d => new PlannedDish(d, InsteadOf: null, By: null, Food: null, Drink: null, Open: false))], []);

    /// <summary>Null where the kitchen has nothing else to cook.</summary>
    private static SheetChange? WhyOf(ReplanCause cause) => cause switch
    {
        ReplanCause.MenuChanged => SheetChange.MenuChanged,
        ReplanCause.DishChanged => SheetChange.DishChanged,
        ReplanCause.ProfileChanged => SheetChange.ProfileChanged,
        ReplanCause.RuleChanged => SheetChange.RuleChanged,
        ReplanCause.KitchenChanged => SheetChange.KitchenChanged,
        ReplanCause.LookedAgain => SheetChange.LookedAgain,
        _ => null,
    };
}
