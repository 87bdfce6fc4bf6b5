using Eldercare.Beds.Applications;
using Eldercare.Beds.Beds;
using Eldercare.Beds.Homes;
using Eldercare.Beds.Matching;
using Eldercare.People;
using Eldercare.People.Elders;
using static Eldercare.Beds.Tests.Example;

namespace Eldercare.Beds.Tests.Matching;

/// <summary>What the objective means, case by case.</summary>
public static class BedMatchingTests
{
    private const string Runzhou = "321111";

    private static readonly HomeId s_riverside = new(Id(61));
    private static readonly ElderId[] s_elders = [Anna, Clara, new(Id(15)), new(Id(16))];

    private static readonly FreeBed s_hill = new(One, Hillside, Jingkou, BedKind.Nursing, GenderRule.Mixed, CareLevel.Severe);
    private static readonly FreeBed s_river = s_hill with { Bed = Two, Home = s_riverside, District = Runzhou };

    [Fact] public static void The_first_in_the_queue_gets_the_only_bed() => Propose([First(), Second()], [s_hill]).Gives((1, One));

    [Fact]
    public static void The_first_makes_room_where_she_can_have_another() =>
        Propose([First(), Second(Hillside)], [s_hill, s_river]).Gives((1, Two), (2, One));

    [Fact]
    public static void The_first_takes_the_second_home_she_names_when_one_behind_would_have_none() =>
        Propose([First(Hillside, s_riverside), Second(Hillside)], [s_hill, s_river]).Gives((1, Two), (2, One));

    [Fact]
    public static void Of_two_who_can_change_places_the_first_is_pleased() =>
        Propose([First(Hillside, s_riverside), Second(Hillside, s_riverside)], [s_hill, s_river]).Gives((1, One), (2, Two));

    [Fact]
    public static void A_home_named_comes_before_a_district_named() => Propose(
        [First() with { Preference = new([s_riverside], [Jingkou]) }], [s_hill, s_river]).Gives((1, Two));

    [Fact]
    public static void Nobody_is_sent_where_she_would_not_go() => Assert.Equal(
        [UnplacedReason.NoBedSuits], Propose([First(s_riverside)], [s_hill]).Unplaced.Select(u => u.Reason));

    [Fact]
    public static void Who_has_a_place_keeps_one_though_one_behind_has_fewer_choices() =>
        Propose([First(), Second(), Third(Hillside)], [s_hill, s_river]).Gives((1, One), (2, Two));

    [Fact]
    public static void A_bed_kept_back_goes_to_the_first_lane_only()
    {
        var (everyone, destitute) = (First(), Second() with { Lane = Lane.Destitute });
        Assert.Equal([UnplacedReason.KeptForFirstLane], Propose([everyone], [s_hill], keptBack: 1).Unplaced.Select(u => u.Reason));
        Propose([destitute with { Rank = 0 }, everyone], [s_hill, s_river], keptBack: 1).Gives((0, One), (1, Two));
        Propose([destitute with { Rank = 0 }, everyone], [s_hill, s_river], keptBack: 2).Gives((0, One));
    }

    [Fact]
    public static void Of_beds_that_please_alike_the_one_is_taken_that_fits_fewest()
    {
        var ladies = s_hill with { Bed = Two, GenderRule = GenderRule.Female };
        Propose([First()], [s_hill, ladies]).Gives((1, Two));
        Propose([First()], [s_hill, s_hill with { Bed = Two, HighestCareLevel = CareLevel.Mild }]).Gives((1, Two));
    }

    [Fact] public static void Nobody_waits_and_nothing_is_free() => Assert.Empty(Propose([], []).Matches);

    private static WaitingApplication First(params HomeId[] homes) => Waits(1, homes);

    private static WaitingApplication Second(params HomeId[] homes) => Waits(2, homes);

    private static WaitingApplication Third(params HomeId[] homes) => Waits(3, homes);

    private static WaitingApplication Waits(int rank, HomeId[] homes) => new(
        new(Id(70 + rank)), s_elders[rank], rank, Lane.Everyone, BedKind.Nursing, Gender.Female, CareLevel.Mild, new([.. homes], []));

    private static BedProposals Propose(WaitingApplication[] queue, FreeBed[] beds, int keptBack = 0) => BedMatching.Propose(queue, beds, keptBack);

    private static void Gives(this BedProposals placement, params (int Rank, BedId Bed)[] expected) =>
        Assert.Equal(expected, placement.Matches.Select(m => (m.Application.Rank, m.Bed.Bed)));
}
