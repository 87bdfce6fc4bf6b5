using Eldercare.Beds.Applications;
using Eldercare.Beds.Beds;
using Eldercare.Beds.Homes;
using Eldercare.Beds.Matching;
using Eldercare.Beds.Queue;
using Eldercare.People.Elders;
using static Eldercare.Beds.Tests.Example;

namespace Eldercare.Beds.Tests.Matching;

/// <summary>Domain, beds, rule 4: a number of beds can be kept back for a lane.</summary>
public static class KeptBedsTests
{
    private static readonly HomeLane s_home = new(Hillside, Beds: 40, LiveThere: 0, OnTheirWay: 0, AdmittedLastYear: 3, AdmittedThisYear: 0);

    [Theory]
    [InlineData(2, 0, 0, 2)]
    [InlineData(2, 1, 0, 1)]
    [InlineData(2, 1, 1, 0)]
    [InlineData(2, 5, 1, 0)]
    [InlineData(99, 0, 0, 40)]
    public static void A_number_counts_who_of_the_lane_lives_there_or_is_on_the_way(int beds, int live, int coming, int kept) =>
        Assert.Equal(kept, (s_home with { LiveThere = live, OnTheirWay = coming, AdmittedThisYear = 7 }).Kept(new("destitute", Beds: beds)));

    [Fact] public static void A_share_is_of_all_beds_of_the_home() => Assert.Equal(4, s_home.Kept(new("destitute", Percent: 9)));

    [Theory]
    [InlineData(0, 0, 3)]
    [InlineData(2, 0, 1)]
    [InlineData(2, 1, 0)]
    public static void As_many_as_last_year_counts_who_has_moved_in_since_and_not_who_has_lived_there_long(int thisYear, int coming, int kept) => Assert.Equal(
        kept, (s_home with { LiveThere = 12, AdmittedThisYear = thisYear, OnTheirWay = coming }).Kept(new("destitute", AsAdmittedLastYear: true)));

    [Fact]
    public static void Those_are_kept_that_suit_most_people()
    {
        var mixed = new FreeBed(One, Hillside, Jingkou, BedKind.Nursing, GenderRule.Mixed, CareLevel.Severe);
        FreeBed[] free =
        [
            mixed with { Bed = ForLadies, GenderRule = GenderRule.Female }, mixed, mixed with { Bed = Two, HighestCareLevel = CareLevel.Total },
            mixed with { Bed = Nowhere, Home = new(Id(99)) },
        ];
        var marked = KeptBeds.Mark(free, [s_home], new("destitute", Beds: 2), Lane.Destitute);
        Assert.Equal([One, Two], marked.Where(b => b.KeptFor == Lane.Destitute).Select(b => b.Bed).OrderBy(b => b.Value));
        Assert.Equal(free.Select(b => b.Bed).ToHashSet(), marked.Select(b => b.Bed).ToHashSet());
    }

    [Fact]
    public static void Somebody_with_first_claim_may_take_one()
    {
        var kept = new FreeBed(One, Hillside, Jingkou, BedKind.Nursing, GenderRule.Mixed, CareLevel.Severe) { KeptFor = Lane.Destitute };
        var anna = new WaitingApplication(Wish, Anna, 1, Lane.Everyone, BedKind.Nursing, Gender.Female, null, Preference.None);
        Assert.Equal(UnplacedReason.KeptForFirstLane, Assert.Single(BedMatching.Propose([anna], [kept]).Unplaced).Reason);
        Assert.Single(BedMatching.Propose([anna with { HasFirstClaim = true }], [kept]).Matches);
        Assert.Single(BedMatching.Propose([anna with { Lane = Lane.Destitute }], [kept]).Matches);
    }
}
