using Eldercare.Beds.Beds;
using Eldercare.Beds.Homes;
using Eldercare.People.Elders;
using static Eldercare.Beds.Tests.Example;

namespace Eldercare.Beds.Tests.Beds;

public static class BedMatchTests
{
    private static readonly Bed s_bed = Bed.Evolve(null, OneRegistered)!;

    [Theory]
    [InlineData(GenderRule.Mixed, Gender.Female, true)]
    [InlineData(GenderRule.Mixed, Gender.Male, true)]
    [InlineData(GenderRule.Female, Gender.Female, true)]
    [InlineData(GenderRule.Female, Gender.Male, false)]
    [InlineData(GenderRule.Male, Gender.Female, false)]
    [InlineData(GenderRule.Male, Gender.Male, true)]
    public static void The_rooms_gender_rule_decides(GenderRule rule, Gender gender, bool suits) => Assert.Equal(
        suits ? [] : [MatchRule.GenderRule],
        BedMatch.Failing(s_bed with { GenderRule = rule }, Record(Anna) with { Gender = gender }, BedKind.Nursing));

    /// <summary>A row a level of the elder, from able to wholly disabled; y where a bed up to that level serves her.</summary>
    [Theory]
    [InlineData(CareLevel.Intact, "yyyyy")]
    [InlineData(CareLevel.Mild, "-yyyy")]
    [InlineData(CareLevel.Moderate, "--yyy")]
    [InlineData(CareLevel.Severe, "---yy")]
    [InlineData(CareLevel.Total, "----y")]
    [InlineData(null, "yyyyy")]
    public static void The_bed_serves_its_highest_care_level_and_those_below(CareLevel? level, string served)
    {
        foreach (var highest in Enum.GetValues<CareLevel>())
        {
            var failing = BedMatch.Failing(
                s_bed with { HighestCareLevel = highest }, Record(Anna) with { CareLevel = level }, BedKind.Nursing);
            Assert.Equal(served[(int)highest] == 'y' ? [] : [MatchRule.CareLevel], failing);
        }
    }

    [Theory]
    [InlineData(BedKind.Ordinary)]
    [InlineData(BedKind.Nursing)]
    [InlineData(BedKind.Dementia)]
    public static void The_kind_is_the_one_asked_for(BedKind wanted)
    {
        foreach (var kind in Enum.GetValues<BedKind>())
            Assert.Equal(kind == wanted ? [] : [MatchRule.Kind], BedMatch.Failing(s_bed with { Kind = kind }, Record(Anna), wanted));
    }

    [Fact] public static void Who_asks_for_no_kind_takes_any() => Assert.Empty(BedMatch.Failing(s_bed, Record(Anna), kind: null));

    [Fact]
    public static void Names_every_rule_that_fails() => Assert.Equal(
        [MatchRule.Kind, MatchRule.GenderRule, MatchRule.CareLevel],
        BedMatch.Failing(
            s_bed with { GenderRule = GenderRule.Female, HighestCareLevel = CareLevel.Mild },
            Record(Bruno) with { CareLevel = CareLevel.Total }, BedKind.Dementia));
}
