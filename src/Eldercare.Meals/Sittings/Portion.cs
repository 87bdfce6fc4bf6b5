using Eldercare.People;
using Eldercare.Store;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>An elder has at most one portion for one date and meal in the whole city; the sitting that has it holds the claim.</summary>
public static class Portion
{
    public static Claim Claim(ElderId elder, DateOnly date, Meal meal) =>
        new(Kind, elder.Value, (date.DayNumber * 3) + (int)meal);

    /// <summary>Portions of days long past are nobody's any more: who would book one is refused by its cut-off.</summary>
    public static DatedClaims Dated { get; } = new(Kind, date => Claim(default, date, Meal.Breakfast).Slot);

    private const string Kind = "portion";
}
