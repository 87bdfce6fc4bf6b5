using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.Store;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>
/// Computes the charge of a portion again, from policies, person and the elder's other meals as they stand now, or takes it back. A portion
/// that was served without a price gets its first charge, as if it were served now. Her other charges stay as they are unless <paramref name="AndOthers"/> is asked for.
/// </summary>
/// <param name="Point">Where it was served.</param>
/// <param name="Date">City date.</param>
/// <param name="Meal">Which meal.</param>
/// <param name="Elder">To whom.</param>
/// <param name="Reason">Kept for ever: nothing about a person. At most 200 characters.</param>
/// <param name="Reverse">Nobody pays: it was charged by mistake.</param>
/// <param name="Price">The price it should have had; null for the one it was charged at, or, when it was not, what it costs (<see cref="Charging"/>).</param>
/// <param name="AndOthers">Also those of her charges that a cap had cut and that have room in it now (<see cref="OtherCharges"/>).</param>
/// <param name="Within">Of those only what was served in this district; null for all.</param>
public sealed record CorrectCharge(
    MealPointId Point, DateOnly Date, Meal Meal, ElderId Elder, string Reason, bool Reverse = false, Fen? Price = null, bool AndOthers = false,
    string? Within = null)
    : SittingCommand(Point, Date, Meal), ICommand
{
    public Footprint Footprint => new()
    {
        Writes = OtherCharges.Accounts(Elder, Date),
        Reads = [Stream, .. Charging.Reads(SittingId)],
        Rows = Charging.Rows(Elder),
    };

    public Outcome Decide(Known known)
    {
        var accounts = OtherCharges.Accounts(Elder, Date);
        var (sitting, charged) = (known.State<Sitting>(Stream), known.State<MealAccount>(accounts[0])?.Of(SittingId));
        var price = Price ?? charged?.LastPrice
            ?? (sitting is null ? null : Charging.PriceOf(sitting, known.State<KitchenSheet>(KitchenSheet.At(SittingId)), Elder));
        var computed = sitting is null || Reverse || price is null ? MealCharge.Nothing
            : Charging.Compute(known, accounts, Elder, SittingId, Priced(sitting, charged, price.Value));
        var decision = CorrectChargeDecider.Decide(
            this, sitting, known.Row<ElderRecord>(Elder.Value) is { ErasedOn: null }, charged, price, computed);
        var outcome = decision.On(accounts[0]);
        if (!AndOthers || decision.Refusal is not null) return outcome;

        var own = decision.Facts.Aggregate(known.State<MealAccount>(accounts[0]), MealAccount.Fold);
        var others = OtherCharges.Of(
            Charging.Book(known), Charging.DinerOf(known, Elder), SittingId, Date,
            [own, .. accounts.Skip(1).Select(known.State<MealAccount>)], m => Within is null || m.District == Within);
        return others.Aggregate(outcome, (all, other) => all.And(MealAccount.At(Elder, other.Meal.Date), other.Corrected(Elder, Reason, SittingId)));
    }

    /// <summary>The fee stays as it was charged: the plan may have changed since.</summary>
    private PricedMeal Priced(Sitting sitting, ChargedMeal? charged, Fen price)
    {
        var meal = PricedMeal.At(sitting, charged?.Channel ?? sitting.ChannelOf(Elder), price);
        return charged is { Reversed: false } ? meal with { DeliveryFee = charged.Charge.DeliveryFee } : meal;
    }
}

/// <summary>The elder had no portion at the sitting, or it has no price and none was given.</summary>
public sealed record NothingCharged(SittingId Sitting, ElderId Elder) : Refusal
{
    public override Words Message => new(
        "该老人此餐次没有收费；用餐时没有定价的，请填写价格。",
        "No portion of the elder at this sitting was charged; one served without a price needs the price.");
}

public static class CorrectChargeDecider
{
    /// <param name="command">What is asked for.</param>
    /// <param name="sitting">Null when it was not opened.</param>
    /// <param name="personKnown">Whether policies can be asked about the elder: not any more when her data was erased.</param>
    /// <param name="charged">As the portion is charged; null when it is not.</param>
    /// <param name="price">What it costs; null when nobody has said.</param>
    /// <param name="computed">The charge as it comes out now.</param>
    public static Decision<MealAccountFact> Decide(
        CorrectCharge command, Sitting? sitting, bool personKnown, ChargedMeal? charged, Fen? price, MealCharge computed)
    {
        if (sitting is null) return new SittingUnknown(command.SittingId);
        if (Text.Check("reason", command.Reason, MealPointChecks.MaxReasonLength) is { } fault) return fault;
        if (!MealPointChecks.IsPrice(command.Price)) return new PriceInvalid(command.Price!.Value);
        // Else what funders paid for her would be taken back from them: also for her other charges.
        if (!personKnown && (!command.Reverse || command.AndOthers)) return new ElderUnknown(command.Elder);

        if (charged is null)
        {
            if (command.Reverse || price is null || sitting.StateOf(command.Elder) is not (GuestState.Served or GuestState.WalkIn))
                return new NothingCharged(sitting.Id, command.Elder);
            return new MealCharged(
                command.Elder, sitting.Id, sitting.Point, sitting.District, sitting.Date, sitting.Meal, sitting.ChannelOf(command.Elder), computed);
        }

        if (!command.Reverse && price is null) return new NothingCharged(sitting.Id, command.Elder);
        if (charged.Reversed == command.Reverse && computed == charged.Charge) return Decision<MealAccountFact>.NoChange;
        return new MealChargeCorrected(
            command.Elder, sitting.Id, sitting.Point, sitting.District, sitting.Date, sitting.Meal, charged.Channel, charged.Charge, computed,
            charged.Reversed, command.Reverse, command.Reason);
    }
}
