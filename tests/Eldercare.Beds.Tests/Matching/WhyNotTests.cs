using Eldercare.Beds.Applications;
using Eldercare.Beds.Beds;
using Eldercare.Beds.Boards;
using Eldercare.Beds.Homes;
using Eldercare.Beds.Matching;
using Eldercare.Beds.Queue;
using Eldercare.People;
using Eldercare.People.Elders;
using static Eldercare.Beds.Tests.Example;

namespace Eldercare.Beds.Tests.Matching;

public static class WhyNotTests
{
    private static readonly BedBoard s_ready = new(
        One, Hillside, Jingkou, MixedRoom, "101", "1", BedKind.Nursing, GenderRule.Mixed, CareLevel.Severe, BedState.Ready, null, null, null,
        null, Sequence: 1);

    private static readonly BedBoard s_hers = s_ready with { Bed = Two, State = BedState.Occupied, Elder = Anna, Since = Yesterday };

    private static readonly QueueEntry s_waiting = new(
        Wish, Anna, Lane.Everyone, BedKind.Nursing, Now, ApplicationState.Waiting, null, null, Homes: [Hillside], Districts: []);

    [Fact] public static void A_ready_bed_that_suits_can_be_offered() => Assert.Empty(Failing(s_ready, s_waiting));

    [Fact]
    public static void Names_every_rule_that_fails() => Assert.Equal(
        [
            MatchRule.Kind, MatchRule.GenderRule, MatchRule.CareLevel, MatchRule.Preference, MatchRule.BedState, MatchRule.ApplicationState,
            MatchRule.Standing, MatchRule.Barred, MatchRule.MayAdmit,
        ],
        WhyNot.Failing(
            s_ready with { Kind = BedKind.Ordinary, GenderRule = GenderRule.Male, HighestCareLevel = CareLevel.Mild, State = BedState.ToClean },
            s_waiting with { State = ApplicationState.Offered, OfferedBed = Two, BarredUntil = Tomorrow, Homes = [], Districts = ["321111"] },
            Record(Clara) with { DiedOn = Today }, lives: null, Today, mayAdmit: false));

    [Fact]
    public static void A_bed_promised_for_later_cannot_be_offered_for_good() => Assert.Equal(
        [MatchRule.BedState], Failing(s_ready with { Terms = new(null, null, [new(Bruno, Tomorrow, null)]) }, s_waiting));

    [Fact] public static void Who_was_barred_until_today_may_be_offered_one() => Assert.Empty(Failing(s_ready, s_waiting with { BarredUntil = Today }));

    [Fact] public static void Who_names_no_home_or_district_takes_any() => Assert.Empty(Failing(s_ready, s_waiting with { Homes = [], Districts = [] }));

    [Fact] public static void What_a_row_of_before_does_not_say_is_no_preference() => Assert.Empty(Failing(s_ready, s_waiting with { Homes = default, Districts = default }));

    [Fact] public static void A_district_named_is_as_good_as_its_homes() => Assert.Empty(Failing(s_ready, s_waiting with { Homes = [], Districts = [Jingkou] }));

    [Theory]
    [InlineData(ApplicationState.Offered, BedState.Held)]
    [InlineData(ApplicationState.Accepted, BedState.Reserved)]
    public static void The_bed_that_is_kept_for_the_application_fits(ApplicationState state, BedState bed) => Assert.Empty(
        Failing(s_ready with { State = bed, Elder = Anna, Application = Wish }, s_waiting with { State = state, OfferedBed = One }));

    [Fact]
    public static void Who_lives_in_a_bed_needs_none() =>
        Assert.Equal([MatchRule.Standing], WhyNot.Failing(s_ready, s_waiting, Record(Anna), lives: s_hers, Today));

    [Fact]
    public static void Who_is_in_one_for_a_short_stay_may_be_offered_another() =>
        Assert.Empty(WhyNot.Failing(s_ready, s_waiting, Record(Anna), s_hers with { Terms = new(Tomorrow, null, []) }, Today));

    [Fact]
    public static void Of_an_unknown_elder_it_says_what_is_known() =>
        Assert.Equal(
            [MatchRule.Kind, MatchRule.Standing], WhyNot.Failing(s_ready with { Kind = BedKind.Dementia }, s_waiting, elder: null, lives: null, Today));

    /// <summary>Also for every state, kind, rule and level there is.</summary>
    [Fact]
    public static void Each_rule_has_words_in_both_languages()
    {
        var beds =
            from state in Enum.GetValues<BedState>()
            from kind in Enum.GetValues<BedKind>()
            from rule in Enum.GetValues<GenderRule>()
            from highest in Enum.GetValues<CareLevel>()
            select s_ready with { State = state, Kind = kind, GenderRule = rule, HighestCareLevel = highest };
        var all = beds.SelectMany(bed => Enum.GetValues<ApplicationState>().SelectMany(state => WhyNot.Explained(
            bed, s_waiting with { State = state, Kind = BedKind.Dementia, BarredUntil = Tomorrow, Homes = [], Districts = ["321111"] },
            Record(Bruno) with { CareLevel = CareLevel.Total }, lives: s_hers, seesElder: true, Today, mayAdmit: false))).Distinct().ToArray();
        Assert.Equal(Enum.GetValues<MatchRule>().Length, all.Select(r => r.Rule).Distinct().Count());
        Assert.All(all, r => Assert.True(r.Words.Zh.EndsWith('。') && r.Words.En.EndsWith('.'), r.ToString()));
        Assert.Equal(("申请的是护理型床位，这是普通床位。", "The application is for a nursing bed; this is an ordinary bed."), WordsOf(s_ready with { Kind = BedKind.Ordinary }));
    }

    [Fact]
    public static void Only_who_may_see_the_elder_is_told_of_her()
    {
        var died = Record(Anna) with { DiedOn = Today };
        Assert.Equal("The elder has died.", Assert.Single(WhyNot.Explained(s_ready, s_waiting, died, null, seesElder: true, Today)).Words.En);
        Assert.Equal("The elder has a bed already.", Assert.Single(WhyNot.Explained(s_ready, s_waiting, Record(Anna), s_hers, seesElder: true, Today)).Words.En);
        foreach (var (elder, bed) in ((ElderRecord, BedBoard?)[])[(died, null), (Record(Anna), s_hers)])
            Assert.Equal(
                "The elder cannot be given a bed at present; the office knows why.",
                Assert.Single(WhyNot.Explained(s_ready, s_waiting, elder, bed, seesElder: false, Today)).Words.En);
    }

    private static (string, string) WordsOf(BedBoard bed) =>
        WhyNot.Explained(bed, s_waiting, Record(Anna), null, seesElder: false, Today) is [var rule] ? (rule.Words.Zh, rule.Words.En) : default;

    private static ImmutableArray<MatchRule> Failing(BedBoard bed, QueueEntry application) =>
        WhyNot.Failing(bed, application, Record(Anna), lives: null, Today);
}
