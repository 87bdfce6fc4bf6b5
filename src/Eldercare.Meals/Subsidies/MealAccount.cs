using System.Globalization;
using Eldercare.People;
using Eldercare.Store;
using Eldercare.Store.Deciding;
using Eldercare.Store.Ids;

namespace Eldercare.Meals;

public abstract record MealAccountFact;

/// <summary>A portion was served, and this is who pays for it.</summary>
/// <param name="Elder">Who had it.</param>
/// <param name="Sitting">At which sitting.</param>
/// <param name="Point">Where.</param>
/// <param name="District">The point's.</param>
/// <param name="Date">City date.</param>
/// <param name="Meal">Which meal.</param>
/// <param name="Channel">How it reached the elder.</param>
/// <param name="Charge">The split, with the policies and rules that gave it.</param>
public sealed record MealCharged(
    ElderId Elder, SittingId Sitting, MealPointId Point, string District, DateOnly Date, Meal Meal, Channel Channel, MealCharge Charge)
    : MealAccountFact;

/// <summary>An office had a charge computed again, or took it back.</summary>
/// <param name="Elder">Whose.</param>
/// <param name="Sitting">At which sitting.</param>
/// <param name="Point">Where.</param>
/// <param name="District">The point's.</param>
/// <param name="Date">City date of the meal.</param>
/// <param name="Meal">Which meal.</param>
/// <param name="Channel">How it reached the elder.</param>
/// <param name="Before">As it stood.</param>
/// <param name="Now">As it stands; nothing when it was taken back.</param>
/// <param name="WasReversed">Before, it was taken back.</param>
/// <param name="Reversed">It was taken back now.</param>
/// <param name="Reason">Why.</param>
/// <param name="Because">The sitting of another charge of hers that was corrected, which left room in a cap for this one.</param>
[EventVersion(2)]
public sealed record MealChargeCorrected(
    ElderId Elder, SittingId Sitting, MealPointId Point, string District, DateOnly Date, Meal Meal, Channel Channel,
    MealCharge Before, MealCharge Now, bool WasReversed, bool Reversed, string Reason, SittingId? Because = null) : MealAccountFact;

/// <summary>One charged portion as it stands now.</summary>
/// <param name="Sitting">At which sitting.</param>
/// <param name="Point">Where.</param>
/// <param name="District">The point's.</param>
/// <param name="Date">City date.</param>
/// <param name="Meal">Which meal.</param>
/// <param name="Channel">How it reached the elder.</param>
/// <param name="Charge">Who pays what.</param>
/// <param name="Corrected">It was computed again since.</param>
/// <param name="Reversed">It was taken back: nobody pays.</param>
/// <param name="Reason">Why it was corrected the last time.</param>
/// <param name="Because">The sitting of another charge of hers whose correction left room for this one, if that was why.</param>
/// <param name="PriceReversed">What it cost before it was taken back.</param>
public sealed record ChargedMeal(
    SittingId Sitting, MealPointId Point, string District, DateOnly Date, Meal Meal, Channel Channel, MealCharge Charge,
    bool Corrected = false, bool Reversed = false, string? Reason = null, SittingId? Because = null, Fen? PriceReversed = null)
{
    /// <summary>What it costs, or cost before it was taken back.</summary>
    public Fen? LastPrice => Reversed ? PriceReversed : Charge.Price;
}

/// <summary>An elder's meals of one month, in the order they were charged: what caps are counted from, under the stream's lock.</summary>
public sealed record MealAccount(ElderId Elder, ImmutableArray<ChargedMeal> Meals)
{
    public static StreamType<MealAccount, MealAccountFact> Stream { get; } = new("meal_account", Fold);

    public static StreamRef At(ElderId elder, DateOnly date) => Stream.At(
        NameBasedId.Of(string.Create(CultureInfo.InvariantCulture, $"meal_account:{elder.Value}:{date:yyyyMM}")));

    public ChargedMeal? Of(SittingId sitting) => Meals.FirstOrDefault(m => m.Sitting == sitting);

    /// <exception cref="InvalidOperationException">The fact cannot follow the state.</exception>
    public static MealAccount? Fold(MealAccount? account, MealAccountFact fact) => fact switch
    {
        MealCharged f when account?.Of(f.Sitting) is null => new(
            f.Elder, (account?.Meals ?? []).Add(new(f.Sitting, f.Point, f.District, f.Date, f.Meal, f.Channel, f.Charge))),
        MealChargeCorrected f when account?.Of(f.Sitting) is { } meal && meal.Charge == f.Before => account with
        {
            Meals = account.Meals.Replace(meal, meal with
            {
                Charge = f.Now,
                Corrected = true,
                Reversed = f.Reversed,
                Reason = f.Reason,
                Because = f.Because,
                PriceReversed = f.Reversed ? meal.LastPrice : null,
            }),
        },
        // Loud on purpose: a skipped charge would let a cap be passed.
        _ => throw new InvalidOperationException($"{fact.GetType().Name} cannot follow the account's state."),
    };
}
