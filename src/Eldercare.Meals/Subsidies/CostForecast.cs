using Eldercare.People;
using Eldercare.Store;

namespace Eldercare.Meals;

/// <summary>A portion an elder has booked and not had yet.</summary>
public sealed record ComingPortion(SittingId Sitting, PricedMeal Meal);

/// <summary>
/// What a portion would cost whom, by the engine that charges it when it is served: under the policies published, the person as she is known
/// now, what she was charged so far, and the portions booked that come before it and count for the same caps.
/// </summary>
public static class CostForecast
{
    /// <summary>
    /// What an elder's portion would cost: by the sitting's sheet once it is made (<see cref="Charging"/>), before that what the set does
    /// that she would get of the menu as it is, and without a menu the sitting's price. Null when nothing is charged there.
    /// </summary>
    /// <param name="sitting">Where.</param>
    /// <param name="sheet">Of that sitting; null when there is none.</param>
    /// <param name="sets">The menu's; empty when there is none.</param>
    /// <param name="elder">Whose portion.</param>
    public static Fen? PriceOf(Sitting sitting, KitchenSheet? sheet, ImmutableArray<MenuSet> sets, ElderId elder)
    {
        if (sitting.Price is null || sheet?.Frozen is not null) return Charging.PriceOf(sitting, sheet, elder);
        var menu = new SittingMenu(sitting.Point, Kitchen: null, sets, sheet ?? new KitchenSheet(sitting.Id));
        return menu.SetOf(elder)?.Price ?? sitting.Price;
    }

    /// <param name="book">The policies.</param>
    /// <param name="diner">Who would eat it.</param>
    /// <param name="accounts">Hers, of the month and of the one that shares the week.</param>
    /// <param name="before">Portions booked that come before it.</param>
    /// <param name="sitting">Of the portion.</param>
    /// <param name="meal">The portion.</param>
    public static MealCharge Of(
        PolicyBook book, Beneficiary diner, IReadOnlyCollection<MealAccount?> accounts, IEnumerable<ComingPortion> before, SittingId sitting, PricedMeal meal)
    {
        var past = PastMeals.But(sitting, accounts).ToList();
        foreach (var coming in before.OrderBy(c => c.Meal.Date).ThenBy(c => c.Meal.Meal))
        {
            if (coming.Sitting == sitting || accounts.Any(a => a?.Of(coming.Sitting) is not null)) continue;
            var charge = MealSplit.Compute(book.InForce(coming.Meal.Date), coming.Meal, diner, past);
            past.Add(new(coming.Meal.Date, coming.Meal.Meal, charge.Shares));
        }

        return MealSplit.Compute(book.InForce(meal.Date), meal, diner, past);
    }

    /// <summary>Whether what she has on another date uses up a cap that a meal of this date is under.</summary>
    public static bool Counts(PolicyBook book, DateOnly date, DateOnly other) => book.InForce(date, ServiceKind.Meal)
        .SelectMany(p => p.Caps.IsDefault ? [] : p.Caps)
        .Any(c => c.Per switch
        {
            CapPeriod.Day => other == date,
            CapPeriod.Week => SubsidyEngine.WeekOf(other) == SubsidyEngine.WeekOf(date),
            CapPeriod.Month => YearMonth.Of(other) == YearMonth.Of(date),
            _ => false,
        });
}
