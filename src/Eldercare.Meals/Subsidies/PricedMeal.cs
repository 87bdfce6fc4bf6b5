using Eldercare.Store;

namespace Eldercare.Meals;

/// <summary>A portion as it is priced.</summary>
/// <param name="Date">City date.</param>
/// <param name="Meal">Which meal.</param>
/// <param name="Channel">How it reaches the elder.</param>
/// <param name="District">The meal point's.</param>
/// <param name="Price">Of the meal.</param>
/// <param name="DeliveryFee">Zero unless it is delivered.</param>
public sealed record PricedMeal(DateOnly Date, Meal Meal, Channel Channel, string District, Fen Price, Fen DeliveryFee)
{
    /// <summary>A portion of a sitting: only one that is delivered costs a fee.</summary>
    public static PricedMeal At(Sitting sitting, Channel channel, Fen price) => new(
        sitting.Date, sitting.Meal, channel, sitting.District, price, channel == Channel.Delivery ? sitting.DeliveryFee ?? Fen.Zero : Fen.Zero);

    /// <summary>As the engine takes it.</summary>
    public PricedService Service => new(
        ServiceKind.Meal, Date, District, [new(ChargePart.Meal, Price), new(ChargePart.Delivery, DeliveryFee)], Meal, Channel);
}

/// <summary>A portion's charge, by the engine.</summary>
public static class MealSplit
{
    /// <param name="policies">Those in force on the meal's date.</param>
    /// <param name="meal">The portion.</param>
    /// <param name="diner">Who eats it.</param>
    /// <param name="past">The elder's other portions of the month, and of the week when it lies in two months.</param>
    public static MealCharge Compute(
        IEnumerable<SubsidyPolicy> policies, PricedMeal meal, Beneficiary diner, IReadOnlyCollection<PastCharge> past)
    {
        var split = SubsidyEngine.Compute(policies, meal.Service, diner, past);
        return new(meal.Price, meal.DeliveryFee, split.Shares, split.ElderPays, split.Policies, split.NotGiven);
    }
}

/// <summary>Portions an elder had before, for caps to count.</summary>
public static class PastMeals
{
    /// <summary>What stands in accounts but for the charge of one sitting, and of another that is taken back for it.</summary>
    public static PastCharge[] But(SittingId sitting, IEnumerable<MealAccount?> accounts, SittingId? instead = null) =>
    [
        .. accounts.SelectMany(a => a?.Meals ?? []).Where(m => m.Sitting != sitting && m.Sitting != instead).Select(m => new PastCharge(m.Date, m.Meal, m.Charge.Shares)),
    ];
}
