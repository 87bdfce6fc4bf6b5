using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.People.Entitlements;
using Eldercare.Store;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>
/// What a command that serves a portion does about money, in the same transaction: it adds these to its footprint, and lets
/// <see cref="Of"/> add the charge to its outcome. Serving never fails for want of a price, a policy or a person's data. A portion costs what
/// the set on the elder's tray costs, when the sitting's kitchen sheet knows it, and else the sitting's price; at a sitting without a price
/// nothing is charged, whatever is on the menu.
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

    /// <summary>
    /// The policies, and what sets cost. The sheet is not locked, and need not be: that it is made, that trays or prices change on it, and that
    /// a portion is served are decided under the sitting's lock, one after the other.
    /// </summary>
    public static ImmutableArray<StreamRef> Reads(SittingId sitting) => [PolicyBook.At, KitchenSheet.At(sitting)];

    public static ImmutableArray<RowRef> Rows(ElderId elder) =>
        [RowRef.To<ElderRecord>(elder.Value), RowRef.To<EntitlementRecord>(elder.Value)];

    /// <summary>The outcome with the charge, when it serves a portion that has a price.</summary>
    /// <param name="outcome">Of the serving.</param>
    /// <param name="known">What stands.</param>
    /// <param name="sitting">As it stood before.</param>
    /// <param name="elder">Who is served.</param>
    public static Outcome Of(Outcome outcome, Known known, Sitting? sitting, ElderId elder)
    {
        if (sitting is null || Handed(outcome, sitting, elder) is not var (channel, at, second)) return outcome;
        if (PriceOf(sitting, known.State<KitchenSheet>(KitchenSheet.At(sitting.Id)), elder) is not { } price) return outcome;
        var (account, writes) = (MealAccount.At(elder, sitting.Date), Writes(elder, sitting.Date));
        if (!second && ChargeFor(known, sitting, elder, channel, price, at) is { } charged) return outcome.And(account, charged);

        var portions = (known.State<MealAccount>(account)?.Meals ?? []).Where(m => m.Date == sitting.Date && m.Meal == sitting.Meal);
        return outcome.And(account, [.. SecondPortion.Charge(
            elder, sitting, channel, at, portions,
            instead => Compute(known, writes, elder, sitting.Id, PricedMeal.At(sitting, channel, price), instead))]);
    }

    /// <summary>What an elder's portion costs by a sitting's sheet; null when nothing is charged there.</summary>
    /// <param name="sitting">Where.</param>
    /// <param name="sheet">Of that sitting; null when there is none.</param>
    /// <param name="elder">Whose portion.</param>
    public static Fen? PriceOf(Sitting sitting, KitchenSheet? sheet, ElderId elder) =>
        sitting.Price is { } price ? sheet?.PriceOf(elder) ?? price : null;

    /// <summary>What a portion of an older system's history is charged, of which no sheet is known: the sitting's price.</summary>
    /// <inheritdoc cref="ChargeFor(Known, Sitting, ElderId, Channel, Fen, DateTimeOffset?)"/>
    public static MealCharged? ChargeFor(Known known, Sitting sitting, ElderId elder, Channel channel) =>
        sitting.Price is { } price ? ChargeFor(known, sitting, elder, channel, price, at: null) : null;

    /// <summary>What a served portion is charged; null when it has no price, or the elder's account has that meal already.</summary>
    /// <param name="known">What stands.</param>
    /// <param name="sitting">Where it was served.</param>
    /// <param name="elder">To whom.</param>
    /// <param name="channel">How it reached the elder.</param>
    /// <param name="price">What it costs.</param>
    /// <param name="at">When, if a scan that comes late may move the charge.</param>
    private static MealCharged? ChargeFor(Known known, Sitting sitting, ElderId elder, Channel channel, Fen price, DateTimeOffset? at)
    {
        var writes = Writes(elder, sitting.Date);
        // One that was taken back elsewhere is none.
        if (known.State<MealAccount>(writes[0])?.Meals.Any(
            m => m.Date == sitting.Date && m.Meal == sitting.Meal && (!m.Reversed || m.Sitting == sitting.Id)) == true) return null;
        var charge = Compute(known, writes, elder, sitting.Id, PricedMeal.At(sitting, channel, price));
        return new MealCharged(elder, sitting.Id, sitting.Point, sitting.District, sitting.Date, sitting.Meal, channel, charge, at);
    }

    /// <summary>The split of a portion at a sitting on what stands now; its own earlier charge counts for no cap.</summary>
    /// <param name="known">What stands.</param>
    /// <param name="accounts">The elder's accounts that caps are counted from.</param>
    /// <param name="elder">Who.</param>
    /// <param name="sitting">Where.</param>
    /// <param name="meal">What it costs, and how it reaches her.</param>
    /// <param name="instead">A charge that is taken back for this one, and counts for no cap either.</param>
    public static MealCharge Compute(
        Known known, ImmutableArray<StreamRef> accounts, ElderId elder, SittingId sitting, PricedMeal meal, SittingId? instead = null) =>
        MealSplit.Compute(
            Book(known).InForce(meal.Date), meal, DinerOf(known, elder), PastMeals.But(sitting, accounts.Select(known.State<MealAccount>), instead));

    /// <summary>The policies, as far as any was published.</summary>
    public static PolicyBook Book(Known known) => known.State<PolicyBook>(PolicyBook.At) ?? PolicyBook.Empty;

    public static Beneficiary DinerOf(Known known, ElderId elder) =>
        Beneficiary.Of(known.Row<ElderRecord>(elder.Value), known.Row<EntitlementRecord>(elder.Value));

    /// <summary>How and when a portion reached the elder, and whether as a second one; null when none was handed over.</summary>
    private static (Channel Channel, DateTimeOffset At, bool Second)? Handed(Outcome outcome, Sitting sitting, ElderId elder)
    {
        foreach (var (_, fact) in outcome.Facts)
        {
            if (fact is MealServed served) return (served.Channel, served.ServedAt, false);
            if (fact is WalkInServed walkedIn) return (walkedIn.Channel ?? Channel.DineIn, walkedIn.ServedAt, false);
            if (fact is SecondPortionFound second) return (sitting.ChannelOf(elder), second.ServedAt, true);
        }

        return null;
    }
}
