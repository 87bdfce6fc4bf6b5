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
        if (sitting?.Price is not { } price || Handed(outcome, sitting, elder) is not var (channel, at)) return outcome;
        var writes = Writes(elder, sitting.Date);
        ChargedMeal[] portions = [.. known.State<MealAccount>(writes[0])?.Meals.Where(m => m.Date == sitting.Date && m.Meal == sitting.Meal) ?? []];
        if (portions.Length == 0)
        {
            return outcome.And(writes[0], new MealCharged(
                elder, sitting.Id, sitting.Point, sitting.District, sitting.Date, sitting.Meal, channel,
                Compute(known, writes, elder, sitting, channel, price), at));
        }

        return SecondPortion.Charge(
            elder, sitting, channel, at, portions, instead => Compute(known, writes, elder, sitting, channel, price, instead)) is { IsEmpty: false } facts
            ? outcome.And(writes[0], [.. facts])
            : outcome;
    }

    /// <summary>The split of a portion at a sitting on what stands now; its own earlier charge counts for no cap.</summary>
    /// <param name="known">What stands.</param>
    /// <param name="accounts">The elder's accounts that caps are counted from.</param>
    /// <param name="elder">Who.</param>
    /// <param name="sitting">Where.</param>
    /// <param name="channel">How it reaches her.</param>
    /// <param name="price">Of the portion.</param>
    /// <param name="instead">A charge that is taken back for this one, and counts for no cap either.</param>
    public static MealCharge Compute(
        Known known, ImmutableArray<StreamRef> accounts, ElderId elder, Sitting sitting, Channel channel, Fen price, SittingId? instead = null)
    {
        var past = accounts.SelectMany(a => known.State<MealAccount>(a)?.Meals ?? [])
            .Where(m => m.Sitting != sitting.Id && m.Sitting != instead)
            .Select(m => new PastMeal(m.Date, m.Meal, m.Charge.Shares)).ToArray();
        var fee = channel == Channel.Delivery ? sitting.DeliveryFee ?? Fen.Zero : Fen.Zero;
        return SubsidyEngine.Compute(
            (known.State<PolicyBook>(Reads) ?? PolicyBook.Empty).InForce(sitting.Date),
            new(sitting.Date, sitting.Meal, channel, sitting.District, price, fee),
            Diner.Of(known.Row<ElderRecord>(elder.Value), known.Row<EntitlementRecord>(elder.Value)),
            past);
    }

    /// <summary>How and when a portion reached the elder, or null when none was handed over.</summary>
    private static (Channel Channel, DateTimeOffset At)? Handed(Outcome outcome, Sitting sitting, ElderId elder)
    {
        foreach (var (_, fact) in outcome.Facts)
        {
            if (fact is MealServed served) return (served.Channel, served.ServedAt);
            if (fact is WalkInServed walkedIn) return (Channel.DineIn, walkedIn.ServedAt);
            if (fact is SecondPortionFound second) return (sitting.ChannelOf(elder), second.ServedAt);
        }

        return null;
    }
}
