using Eldercare.People.Elders;
using Eldercare.People.Entitlements;
using Eldercare.Store;

namespace Eldercare.Subsidies;

/// <summary>When a rule is for an elder and a meal or a day in a home: every condition that is given must hold; a list asks for any of its values.</summary>
/// <param name="AgeFrom">Youngest age in full years on the date.</param>
/// <param name="AgeTo">Oldest age, included.</param>
/// <param name="Categories">Any of these entitlements, held on the date.</param>
/// <param name="NotCategories">None of these.</param>
/// <param name="CareLevels">Assessed as one of these.</param>
/// <param name="LocalHukou">Registered in the city (本市户籍), or not.</param>
/// <param name="Residence">Where the elder must be at home.</param>
/// <param name="HomeDistricts">At home in one of these districts (codes).</param>
/// <param name="PointDistricts">The meal point or the home lies in one of these.</param>
/// <param name="Meals">Which meals of the day.</param>
/// <param name="Weekdays">Which days of the week.</param>
/// <param name="ExceptDates">Not on these dates: public holidays.</param>
/// <param name="AlsoDates">On these dates whatever day of the week it is: weekends that are worked.</param>
/// <param name="Channels">How the portion reaches the elder.</param>
/// <param name="MinSpend">What it must cost.</param>
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
    public bool Hold(PricedService priced, Beneficiary person) => OfPerson(priced, person) && OfService(priced);

    private bool OfPerson(PricedService priced, Beneficiary person) =>
        HasAge(person.AgeOn(priced.Date))
        && (Categories.IsDefaultOrEmpty || Categories.Any(c => person.Holds(c, priced.Date)))
        && (NotCategories.IsDefaultOrEmpty || !NotCategories.Any(c => person.Holds(c, priced.Date)))
        && (CareLevels.IsDefaultOrEmpty || (person.CareLevel is { } level && CareLevels.Contains(level)))
        && (LocalHukou is not { } local || person.LocalHukou == local)
        && (Residence is not { } residence || Lives(residence, priced, person))
        && (HomeDistricts.IsDefaultOrEmpty || (person.District is { } district && HomeDistricts.Contains(district)));

    private bool OfService(PricedService priced) =>
        (PointDistricts.IsDefaultOrEmpty || PointDistricts.Contains(priced.District))
        && (Meals.IsDefaultOrEmpty || (priced.Meal is { } meal && Meals.Contains(meal)))
        && IsDay(priced.Date)
        && (Channels.IsDefaultOrEmpty || (priced.Channel is { } channel && Channels.Contains(channel)))
        && (MinSpend is not { } least || (least.Strict ? priced.Price > least.Fen : priced.Price >= least.Fen));

    private bool HasAge(int? age) =>
        (AgeFrom is null && AgeTo is null) || (age is { } years && years >= (AgeFrom ?? 0) && years <= (AgeTo ?? int.MaxValue));

    private bool IsDay(DateOnly date) =>
        (!AlsoDates.IsDefault && AlsoDates.Contains(date))
        || ((ExceptDates.IsDefault || !ExceptDates.Contains(date)) && (Weekdays.IsDefaultOrEmpty || Weekdays.Contains(date.DayOfWeek)));

    private static bool Lives(Residence residence, PricedService priced, Beneficiary person) => residence switch
    {
        Subsidies.Residence.HomeDistrict => person.District == priced.District,
        _ => person.District is not null,
    };
}

public enum Residence
{
    /// <summary>The meal point or the home lies in the elder's home district.</summary>
    HomeDistrict,

    /// <summary>Anywhere in the city.</summary>
    City,
}

/// <param name="Fen">The full price, without delivery.</param>
/// <param name="Strict">More than that, not just as much.</param>
public sealed record MinSpend(Fen Fen, bool Strict = false);

/// <summary>What policies ask of a person; all null of somebody whose data was erased.</summary>
public sealed record Beneficiary(
    DateOnly? BornOn, string? District, CareLevel? CareLevel, bool LocalHukou, ImmutableArray<HeldEntitlement> Held)
{
    public static Beneficiary Of(ElderRecord? elder, EntitlementRecord? entitlements) => new(
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
