using Eldercare.Beds.Boards;
using Eldercare.Beds.Homes;
using Eldercare.People.Elders;

namespace Eldercare.Beds.Beds;

public enum MatchRule
{
    Kind,
    GenderRule,
    CareLevel,
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

    public static bool Allows(GenderRule rule, Gender gender) =>
        rule == GenderRule.Mixed || (rule == GenderRule.Female) == (gender == Gender.Female);

    private static ImmutableArray<MatchRule> Failing(
        BedKind kind, GenderRule rule, CareLevel highest, ElderRecord elder, BedKind? wanted)
    {
        var failing = ImmutableArray.CreateBuilder<MatchRule>();
        if (wanted is { } wish && wish != kind) failing.Add(MatchRule.Kind);
        if (!Allows(rule, elder.Gender))
            failing.Add(MatchRule.GenderRule);
        if ((elder.CareLevel ?? CareLevel.Intact) > highest) failing.Add(MatchRule.CareLevel);
        return failing.ToImmutable();
    }
}
