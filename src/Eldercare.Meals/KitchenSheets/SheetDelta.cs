using Eldercare.People;

namespace Eldercare.Meals;

/// <summary>A change after the sheet was frozen.</summary>
/// <param name="Portions">One more, one less, or 0 when only what is on the tray changed.</param>
/// <param name="Elder">Whose portion.</param>
/// <param name="Channel">How it reaches the elder; null when not said.</param>
/// <param name="Dish">Of a changed tray: instead of which dish.</param>
/// <param name="Substitute">Of a changed tray: what instead; null when the dish is left out.</param>
/// <param name="Reason">Why, if said.</param>
/// <param name="Actor">Who had it recorded; null where that was not kept.</param>
/// <param name="At">When it was recorded.</param>
public sealed record SheetDelta(
    int Portions, ElderId Elder, Channel? Channel, DishId? Dish, DishId? Substitute, string? Reason, string? Actor, DateTimeOffset At)
{
    /// <summary>Null for an event that changes nothing in the kitchen: a portion that nobody fetched was cooked all the same.</summary>
    public static SheetDelta? Of(object fact, string? actor, DateTimeOffset at) => fact switch
    {
        MealBooked f => new(1, f.Elder, f.Channel, Dish: null, Substitute: null, Reason: null, actor, at),
        BookingCancelled f => new(-1, f.Elder, Channel: null, Dish: null, Substitute: null, f.Reason, actor, at),
        BookingMovedOut f => new(-1, f.Elder, Channel: null, Dish: null, Substitute: null, f.Reason, actor, at),
        ClashSettled f => new(0, f.Elder, Channel: null, f.Dish, f.Substitute, Reason: null, actor, at),
        _ => null,
    };
}
