using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>An elder has at most one portion for one date and meal in the whole city; the sitting that has it holds the claim.</summary>
public static class Portion
{
    public static Claim Claim(ElderId elder, DateOnly date, Meal meal) =>
        new("portion", elder.Value, (date.DayNumber * 3) + (int)meal);
}
