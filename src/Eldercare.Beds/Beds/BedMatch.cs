using Eldercare.Beds.Homes;
using Eldercare.People.Elders;

namespace Eldercare.Beds.Beds;

public enum MatchRule
{
    Kind,
    GenderRule,
    CareLevel,
}

/// <summary>Whether a bed suits a person: kind, the room's gender rule, care level.</summary>
public static class BedMatch
{
    /// <param name="kind">The kind asked for; null when none was.</param>
    /// <returns>Every rule that fails; empty when the bed suits.</returns>
    public static ImmutableArray<MatchRule> Failing(Bed bed, ElderRecord elder, BedKind? kind)
    {
        var failing = ImmutableArray.CreateBuilder<MatchRule>();
        if (kind is { } wanted && wanted != bed.Kind) failing.Add(MatchRule.Kind);
        if (bed.GenderRule != GenderRule.Mixed && (bed.GenderRule == GenderRule.Female) != (elder.Gender == Gender.Female))
            failing.Add(MatchRule.GenderRule);
        if ((elder.CareLevel ?? CareLevel.Intact) > bed.HighestCareLevel) failing.Add(MatchRule.CareLevel);
        return failing.ToImmutable();
    }
}
