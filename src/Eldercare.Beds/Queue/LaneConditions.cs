using Eldercare.People.Elders;
using Eldercare.People.Entitlements;

namespace Eldercare.Beds.Queue;

/// <summary>Whom a lane is for: every condition that is given must hold; a list asks for any of its values.</summary>
/// <param name="AgeFrom">Youngest age in full years.</param>
/// <param name="AgeTo">Oldest age, included.</param>
/// <param name="Categories">Any of these entitlements.</param>
/// <param name="NotCategories">None of these.</param>
/// <param name="CareLevels">Assessed as one of these.</param>
/// <param name="LocalHukou">Registered in the city (本市户籍), or not.</param>
public sealed record LaneConditions(
    int? AgeFrom = null,
    int? AgeTo = null,
    ImmutableArray<EntitlementCategory> Categories = default,
    ImmutableArray<EntitlementCategory> NotCategories = default,
    ImmutableArray<CareLevel> CareLevels = default,
    bool? LocalHukou = null)
{
    /// <summary>What is not known of a person holds for no condition.</summary>
    public bool Hold(LaneFacts facts) =>
        HasAge(facts.Age)
        && (Categories.IsDefaultOrEmpty || facts.Categories.Any(Categories.Contains))
        && (NotCategories.IsDefaultOrEmpty || !facts.Categories.Any(NotCategories.Contains))
        && (CareLevels.IsDefaultOrEmpty || (facts.CareLevel is { } level && CareLevels.Contains(level)))
        && (LocalHukou is not { } local || facts.LocalHukou == local);

    private bool HasAge(int? age) =>
        (AgeFrom is null && AgeTo is null) || (age is { } years && years >= (AgeFrom ?? 0) && years <= (AgeTo ?? int.MaxValue));
}

/// <summary>What lanes ask of a person, as it was on a day. It is kept with the decision: why an entry moved is told by comparing.</summary>
/// <param name="Age">Full years; null of somebody whose data was erased.</param>
/// <param name="CareLevel">As assessed; null when she was not.</param>
/// <param name="Categories">Entitlements in force that day, in the order of the enum.</param>
/// <param name="LocalHukou">Registered in the city.</param>
public sealed record LaneFacts(int? Age, CareLevel? CareLevel, ImmutableArray<EntitlementCategory> Categories, bool LocalHukou)
{
    public static LaneFacts Of(ElderRecord elder, EntitlementRecord? entitlements, DateOnly on) =>
        Of(elder.ErasedOn is null ? elder.BornOn : null, elder.CareLevel, entitlements, on);

    public static LaneFacts Of(DateOnly? bornOn, CareLevel? careLevel, EntitlementRecord? entitlements, DateOnly on) => new(
        bornOn is { } born ? AgeOn(born, on) : null,
        careLevel,
        [.. (entitlements?.Held ?? []).Where(h => h.From <= on && (h.Until is null || on <= h.Until)).Select(h => h.Category).Distinct().Order()],
        entitlements?.LocalHukou ?? false);

    public bool Equals(LaneFacts? other) => other is not null
        && (Age, CareLevel, LocalHukou) == (other.Age, other.CareLevel, other.LocalHukou)
        && Categories.AsSpan().SequenceEqual(other.Categories.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Age, CareLevel, LocalHukou, Categories.Length);

    /// <summary>The days after this one, for some years, on which age or entitlements become others by themselves.</summary>
    public static IEnumerable<DateOnly> ComingDays(ElderRecord elder, EntitlementRecord? entitlements, DateOnly after, int years) =>
        Enumerable.Range(AgeOn(elder.BornOn, after) + 1, years).Select(age => elder.BornOn.AddYears(age))
            .Concat((entitlements?.Held ?? []).SelectMany(h => h.Until is { } until ? new[] { h.From, until.AddDays(1) } : [h.From]))
            .Where(d => d > after && d <= after.AddYears(years)).Distinct().Order();

    /// <summary>A person born on 29 February is a year older on the last day of that month.</summary>
    private static int AgeOn(DateOnly born, DateOnly on)
    {
        var years = on.Year - born.Year;
        return on < born.AddYears(years) ? years - 1 : years;
    }
}
