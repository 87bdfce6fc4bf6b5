using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.People.Entitlements;
using Eldercare.Store;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>
/// What a command that serves a portion does about money, in the same transaction: it adds these to its footprint, and lets
/// <see cref="Of"/> add the charge to its outcome. Serving never fails for want of a price, a policy or a person's data.
/// </summary>
public static class Charging
{
    /// <summary>The elder's account of the month, and the other one when the week lies in two: locked, so that caps hold at two points at once.</summary>
    public static ImmutableArray<StreamRef> Writes(ElderId elder, DateOnly date)
    {
        var monday = SubsidyEngine.WeekOf(date);
        var sunday = monday.AddDays(6);
        var own = MealAccount.At(elder, date);
        if (monday.Month == sunday.Month) return [own];
        return [own, MealAccount.At(elder, monday.Month == date.Month ? sunday : monday)];
    }

    public static StreamRef Reads => PolicyBook.At;

    public static ImmutableArray<RowRef> Rows(ElderId elder) =>
        [RowRef.To<ElderRecord>(elder.Value), RowRef.To<EntitlementRecord>(elder.Value)];

    /// <summary>The outcome with the charge, when it serves a portion that has a price.</summary>
    /// <param name="outcome">Of the serving.</param>
    /// <param name="known">What stands.</param>
    /// <param name="sitting">As it stood before.</param>
    /// <param name="elder">Who is served.</param>
    public static Outcome Of(Outcome outcome, Known known, Sitting? sitting, ElderId elder)
    {
        return sitting is not null && ChannelServed(outcome) is { } channel && ChargeFor(known, sitting, elder, channel) is { } charged
            ? outcome.And(MealAccount.At(elder, sitting.Date), charged)
            : outcome;
    }

    /// <summary>What a served portion is charged; null when it has no price, or the elder's account has that meal already.</summary>
    /// <param name="known">What stands.</param>
    /// <param name="sitting">Where it was served.</param>
    /// <param name="elder">To whom.</param>
    /// <param name="channel">How it reached the elder.</param>
    public static MealCharged? ChargeFor(Known known, Sitting sitting, ElderId elder, Channel channel)
    {
        if (sitting.Price is not { } price) return null;
        var writes = Writes(elder, sitting.Date);
        // A second portion of the meal, handed out offline elsewhere, is paid by nobody until a person has settled it.
        // One that was taken back elsewhere is none.
        if (known.State<MealAccount>(writes[0])?.Meals.Any(
            m => m.Date == sitting.Date && m.Meal == sitting.Meal && (!m.Reversed || m.Sitting == sitting.Id)) == true) return null;
        var charge = Compute(known, writes, elder, sitting.Id, PricedMeal.At(sitting, channel, price));
        return new MealCharged(elder, sitting.Id, sitting.Point, sitting.District, sitting.Date, sitting.Meal, channel, charge);
    }

    /// <summary>The split of a portion at a sitting on what stands now; its own earlier charge counts for no cap.</summary>
    public static MealCharge Compute(Known known, ImmutableArray<StreamRef> accounts, ElderId elder, SittingId sitting, PricedMeal meal) =>
        SubsidyEngine.Compute(
            Book(known).InForce(meal.Date), meal, DinerOf(known, elder), PastMeal.But(sitting, accounts.Select(known.State<MealAccount>)));

    /// <summary>The policies, as far as any was published.</summary>
    public static PolicyBook Book(Known known) => known.State<PolicyBook>(Reads) ?? PolicyBook.Empty;

    public static Diner DinerOf(Known known, ElderId elder) =>
        Diner.Of(known.Row<ElderRecord>(elder.Value), known.Row<EntitlementRecord>(elder.Value));

    /// <summary>How the portion reached the elder, or null when none was served.</summary>
    private static Channel? ChannelServed(Outcome outcome)
    {
        foreach (var (_, fact) in outcome.Facts)
        {
            if (fact is MealServed served) return served.Channel;
            if (fact is WalkInServed) return Channel.DineIn;
        }

        return null;
    }
}
