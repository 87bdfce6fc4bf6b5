using Eldercare.Beds.Boards;
using Eldercare.Beds.Homes;
using Eldercare.Beds.Matching;
using Eldercare.People.Elders;

namespace Eldercare.Beds.Beds;

/// <summary>What must hold for a bed to be given to an elder; the first three for whatever way she comes into it.</summary>
public enum MatchRule
{
    Kind,
    GenderRule,
    CareLevel,

    /// <summary>The home is one her application names, or lies in a district it names.</summary>
    Preference,

    /// <summary>The bed can be given to someone now.</summary>
    BedState,

    /// <summary>The application waits for a bed.</summary>
    ApplicationState,

    /// <summary>The elder is registered, lives, and has no bed yet.</summary>
    Standing,

    /// <summary>The application is not barred after too many refusals (domain, beds, rule 5).</summary>
    Barred,

    /// <summary>The home's licence, fire inspection and liability insurance are in date (domain, beds, rule 11).</summary>
    MayAdmit,
}

/// <summary>
/// Whether a bed suits a person: kind, the room's gender rule, care level. The kind is the application's wish, not a need of the
/// person: who is admitted or transferred without one fits any kind. Who was not assessed counts as able (能力完好).
/// </summary>
public static class BedMatch
{
    /// <param name="kind">The kind asked for; null when none was.</param>
    /// <returns>Every rule that fails; empty when the bed suits.</returns>
    public static ImmutableArray<MatchRule> Failing(Bed bed, ElderRecord elder, BedKind? kind) =>
        Failing(bed.Kind, bed.GenderRule, bed.HighestCareLevel, elder, kind);

    /// <summary>The same, asked of the board.</summary>
    public static ImmutableArray<MatchRule> Failing(BedBoard bed, ElderRecord elder, BedKind? kind) =>
        Failing(bed.Kind, bed.GenderRule, bed.HighestCareLevel, elder, kind);

    /// <summary>The same of many: whether all three hold, and the bed is not kept back for others.</summary>
    public static bool Suits(FreeBed bed, WaitingApplication application) =>
        (bed.KeptFor is not { } lane || application.MayTakeOf(lane)) && IsOfKind(bed.Kind, application.Kind) && Allows(bed.GenderRule, application.Gender)
        && Serves(bed.HighestCareLevel, application.CareLevel);

    private static ImmutableArray<MatchRule> Failing(
        BedKind kind, GenderRule rule, CareLevel highest, ElderRecord elder, BedKind? wanted)
    {
        var failing = ImmutableArray.CreateBuilder<MatchRule>();
        if (!IsOfKind(kind, wanted)) failing.Add(MatchRule.Kind);
        if (!Allows(rule, elder.Gender)) failing.Add(MatchRule.GenderRule);
        if (!Serves(highest, elder.CareLevel)) failing.Add(MatchRule.CareLevel);
        return failing.ToImmutable();
    }

    internal static bool IsOfKind(BedKind kind, BedKind? wanted) => wanted is null || wanted == kind;

    public static bool Allows(GenderRule rule, Gender gender) =>
        rule == GenderRule.Mixed || (rule == GenderRule.Female) == (gender == Gender.Female);

    private static bool Serves(CareLevel highest, CareLevel? level) => (level ?? CareLevel.Intact) <= highest;
}
