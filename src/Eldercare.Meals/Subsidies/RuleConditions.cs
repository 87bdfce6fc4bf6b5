using Eldercare.People.Elders;
using Eldercare.People.Entitlements;
using Eldercare.Store;

namespace Eldercare.Meals;

/// <summary>When a rule is for an elder and a meal: every condition that is given must hold; a list asks for any of its values.</summary>
/// <param name="AgeFrom">Youngest age in full years on the meal's date.</param>
/// <param name="AgeTo">Oldest age, included.</param>
/// <param name="Categories">Any of these entitlements, held on the meal's date.</param>
/// <param name="NotCategories">None of these.</param>
/// <param name="CareLevels">Assessed as one of these.</param>
/// <param name="LocalHukou">Registered in the city (本市户籍), or not.</param>
/// <param name="Residence">Where the elder must be at home.</param>
/// <param name="HomeDistricts">At home in one of these districts (codes).</param>
/// <param name="PointDistricts">The meal point lies in one of these.</param>
/// <param name="Meals">Which meals of the day.</param>
/// <param name="Weekdays">Which days of the week.</param>
/// <param name="ExceptDates">Not on these dates: public holidays.</param>
/// <param name="AlsoDates">On these dates whatever day of the week it is: weekends that are worked.</param>
/// <param name="Channels">How the portion reaches the elder.</param>
/// <param name="MinSpend">What the meal must cost.</param>
public sealed record RuleConditions(
    int? AgeFrom = null,
    int? AgeTo = null,
    ImmutableArray<EntitlementCategory> Categories = default,
    ImmutableArray<EntitlementCategory> NotCategories = default,
    ImmutableArray<CareLevel> CareLevels = default,
    bool? LocalHukou = null,
    Residence? Residence = null,
    ImmutableArray<string> HomeDistricts = default,
    ImmutableArray<string> PointDistricts = default,
    ImmutableArray<Meal> Meals = default,
    ImmutableArray<DayOfWeek> Weekdays = default,
    ImmutableArray<DateOnly> ExceptDates = default,
    ImmutableArray<DateOnly> AlsoDates = default,
    ImmutableArray<Channel> Channels = default,
    MinSpend? MinSpend = null)
{
    /// <summary>What is not known of a person holds for no condition.</summary>
    public bool Hold(PricedMeal meal, Diner diner) => OfPerson(meal, diner) && OfMeal(meal);

    private bool OfPerson(PricedMeal meal, Diner diner) =>
        HasAge(diner.AgeOn(meal.Date))
        && (Categories.IsDefaultOrEmpty || Categories.Any(c => diner.Holds(c, meal.Date)))
        && (NotCategories.IsDefaultOrEmpty || !NotCategories.Any(c => diner.Holds(c, meal.Date)))
        && (CareLevels.IsDefaultOrEmpty || (diner.CareLevel is { } level && CareLevels.Contains(level)))
        && (LocalHukou is not { } local || diner.LocalHukou == local)
        && (Residence is not { } residence || Lives(residence, meal, diner))
        && (HomeDistricts.IsDefaultOrEmpty || (diner.District is { } district && HomeDistricts.Contains(district)));

    private bool OfMeal(PricedMeal meal) =>
        (PointDistricts.IsDefaultOrEmpty || PointDistricts.Contains(meal.District))
        && (Meals.IsDefaultOrEmpty || Meals.Contains(meal.Meal))
        && IsDay(meal.Date)
        && (Channels.IsDefaultOrEmpty || Channels.Contains(meal.Channel))
        && (MinSpend is not { } least || (least.Strict ? meal.Price > least.Fen : meal.Price >= least.Fen));

    private bool HasAge(int? age) =>
        (AgeFrom is null && AgeTo is null) || (age is { } years && years >= (AgeFrom ?? 0) && years <= (AgeTo ?? int.MaxValue));

    private bool IsDay(DateOnly date) =>
        (!AlsoDates.IsDefault && AlsoDates.Contains(date))
        || ((ExceptDates.IsDefault || !ExceptDates.Contains(date)) && (Weekdays.IsDefaultOrEmpty || Weekdays.Contains(date.DayOfWeek)));

    private static bool Lives(Residence residence, PricedMeal meal, Diner diner) => residence switch
    {
        Eldercare.Meals.Residence.HomeDistrict => diner.District == meal.District,
        _ => diner.District is not null,
    };
}

public enum Residence
{
    /// <summary>The meal point lies in the elder's home district.</summary>
    HomeDistrict,

    /// <summary>Anywhere in the city.</summary>
    City,
}

/// <param name="Fen">The full price of the meal, without delivery.</param>
/// <param name="Strict">More than that, not just as much.</param>
public sealed record MinSpend(Fen Fen, bool Strict = false);

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
}

/// <summary>What policies ask of a person; all null of somebody whose data was erased.</summary>
public sealed record Diner(
    DateOnly? BornOn, string? District, CareLevel? CareLevel, bool LocalHukou, ImmutableArray<HeldEntitlement> Held)
{
    public static Diner Of(ElderRecord? elder, EntitlementRecord? entitlements) => new(
        elder?.BornOn, elder?.District, elder?.CareLevel, entitlements?.LocalHukou ?? false, entitlements?.Held ?? []);

    /// <summary>In full years; who was born on 29 February has the birthday on 1 March in other years.</summary>
    public int? AgeOn(DateOnly date)
    {
        if (BornOn is not { } born) return null;
        var years = date.Year - born.Year;
        return (date.Month, date.Day).CompareTo((born.Month, born.Day)) < 0 ? years - 1 : years;
    }

    public bool Holds(EntitlementCategory category, DateOnly date) =>
        Held.Any(h => h.Category == category && h.From <= date && (h.Until is not { } until || date <= until));
}
