using Eldercare.Store;

namespace Eldercare.Meals.Tests.Subsidies;

/// <summary>Small policies to decide with.</summary>
internal static class Policies
{
    public const string Rule = "half", City = "city-finance";

    /// <summary>The city pays half of every meal.</summary>
    public static readonly SubsidyPolicy HalfPrice = new(
        "city", 1, new("市补贴", "City subsidy"), new(2025, 1, 1), null, [new("Gazette")], [new(City, new("市财政", "City finance"))],
        Combination.Stack,
        [new(Rule, new("半价", "Half price"), new(BenefitKind.Percent, Percent: 50), [new(City, 1)])]);

    public static SubsidyPolicy With(this SubsidyPolicy policy, params SubsidyCap[] caps) => policy with { Caps = [.. caps] };

    public static MealCharge Half(long price, long fee = 0) => new(
        new(price), new(fee), [new("city", 1, Rule, City, new(price / 2))], new(price - (price / 2) + fee), [new("city", 1)], []);

    public static MealCharge Full(long price, long fee = 0) => new(new(price), new(fee), [], new(price + fee), [], []);

    public static Fen Sum(this MealCharge charge) => charge.Shares.Aggregate(charge.ElderPays, (sum, s) => sum + s.Amount);
}
