using Eldercare.People;
using Eldercare.Store;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>A charge that a cap had cut, and how it comes out now that the cap has room.</summary>
public sealed record OtherCharge(ChargedMeal Meal, MealCharge Now)
{
    /// <param name="elder">Whose.</param>
    /// <param name="reason">As given for the correction that left the room.</param>
    /// <param name="because">The sitting of that one.</param>
    public MealChargeCorrected Corrected(ElderId elder, string reason, SittingId because) => new(
        elder, Meal.Sitting, Meal.Point, Meal.District, Meal.Date, Meal.Meal, Meal.Channel, Meal.Charge, Now, WasReversed: false, Reversed: false,
        reason, because);
}

/// <summary>
/// What the correction of a charge means for the elder's others. A correction never passes a cap, so none of them can have to give something
/// back; but where it left room, a charge that the cap had cut would come out better now. Looked for in the month of the corrected meal, and
/// in the weeks at its two ends as far as they lie in the neighbouring months; what follows from those in turn takes a correction of its own.
/// </summary>
public static class OtherCharges
{
    /// <summary>The account of the month first, and those of the neighbouring months that share a week with it.</summary>
    public static ImmutableArray<StreamRef> Accounts(ElderId elder, DateOnly date)
    {
        var (first, last) = Reach(date);
        return
        [
            MealAccount.At(elder, date),
            .. new[] { first, last }.Where(d => d.Month != date.Month).Select(d => MealAccount.At(elder, d)),
        ];
    }

    /// <param name="book">The policies.</param>
    /// <param name="diner">The elder as she is known now.</param>
    /// <param name="corrected">The sitting whose charge was corrected.</param>
    /// <param name="date">Its date.</param>
    /// <param name="accounts">As they stand with that correction, by <see cref="Accounts"/>.</param>
    /// <param name="may">Which charges may be corrected: the others keep what they have.</param>
    /// <returns>By date and meal: the earlier has the room first.</returns>
    public static ImmutableArray<OtherCharge> Of(
        PolicyBook book, Beneficiary diner, SittingId corrected, DateOnly date, IEnumerable<MealAccount?> accounts, Func<ChargedMeal, bool> may)
    {
        var (first, last) = Reach(date);
        var charged = accounts.SelectMany(a => a?.Meals ?? []).ToDictionary(m => m.Sitting);
        var found = ImmutableArray.CreateBuilder<OtherCharge>();
        foreach (var meal in charged.Values.OrderBy(m => m.Date).ThenBy(m => m.Meal).ThenBy(m => m.Sitting.Value).ToArray())
        {
            if (meal.Sitting == corrected || meal.Reversed || meal.Date < first || meal.Date > last || !WasCut(meal) || !may(meal)) continue;
            var now = MealSplit.Compute(
                book.InForce(meal.Date), new(meal.Date, meal.Meal, meal.Channel, meal.District, meal.Charge.Price, meal.Charge.DeliveryFee), diner,
                [.. charged.Values.Where(m => m.Sitting != meal.Sitting).Select(m => new PastCharge(m.Date, m.Meal, m.Charge.Shares))]);
            // That it would come out worse has to do with something else than this correction.
            if (now.ElderPays >= meal.Charge.ElderPays) continue;
            found.Add(new(meal, now));
            charged[meal.Sitting] = meal with { Charge = now };
        }

        return found.ToImmutable();
    }

    private static bool WasCut(ChargedMeal meal) =>
        meal.Charge.NotGiven.Any(n => n.Reason is NotGivenReason.CapReached or NotGivenReason.CutByCap);

    /// <summary>From the Monday of the month's first week to the Sunday of its last.</summary>
    private static (DateOnly First, DateOnly Last) Reach(DateOnly date)
    {
        var month = YearMonth.Of(date);
        return (SubsidyEngine.WeekOf(month.First), SubsidyEngine.WeekOf(month.Last).AddDays(6));
    }
}
