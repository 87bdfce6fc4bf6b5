using Eldercare.Beds.Applications;
using Eldercare.Beds.Beds;
using Eldercare.Beds.Queue;
using Eldercare.Beds.Tests.Boards;
using Eldercare.People.Elders;
using static Eldercare.Beds.Tests.Example;

namespace Eldercare.Beds.Tests.Queue;

public static class QueueViewTests
{
    private static readonly QueueEntry s_wish = new QueueEntry(
        Wish, Anna, Lane.Everyone, BedKind.Nursing, Now, ApplicationState.Waiting, OfferedBed: null, OfferUntil: null,
        Homes: AnnaApplied.Homes, Districts: AnnaApplied.Districts, EligibilityDue: InFiveWorkingDays).At(Lane.Everyone, FirstCome);

    private static readonly EligibilityRecorded s_found = new(Wish, Anna, true, null, [], Tomorrow);

    [Fact]
    public static void Shows_where_it_stands_and_what_is_due() => Assert.Equal(
        (s_wish, (DateOnly?)InFiveWorkingDays), (After(AnnaApplied), After(AnnaApplied).NextDue));

    [Fact]
    public static void Eligibility_begins_the_assessments_time()
    {
        var eligible = s_wish with { Eligible = true, EligibilityDue = null, AssessmentDue = Tomorrow };
        Assert.Equal((eligible, (DateOnly?)Tomorrow), (After(AnnaApplied, s_found), After(AnnaApplied, s_found).NextDue));
        var assessed = After(AnnaApplied, s_found, new AssessmentRecorded(Wish, Anna, CareLevel.Mild, Yesterday));
        Assert.Equal((eligible with { AssessmentDue = null, AssessedOn = Yesterday }, null), (assessed, assessed.NextDue));
    }

    [Fact]
    public static void The_soonest_limit_counts_and_none_when_it_is_over()
    {
        var offered = After(AnnaApplied, s_found with { AssessmentDue = Today.AddDays(20) }, OneOffered[0]);
        Assert.Equal(InFiveWorkingDays, offered.NextDue);
        Assert.Null(After(AnnaApplied, new ApplicationEnded(Wish, EndReason.NotEligible)).NextDue);
    }

    [Fact]
    public static void An_offer_not_taken_ends_its_time_and_may_bar() => Assert.Equal(
        s_wish with { BarredUntil = Tomorrow, Offers = 1 },
        After(AnnaApplied, OneOffered[0], new OfferDeclined(Wish, One, "Too far", Today, Tomorrow)));

    [Fact]
    public static void Each_offer_is_kept_with_what_became_of_it()
    {
        var again = new BedOffered(Wish, Anna, Two, Hillside, Until.AddDays(9));
        var rows = Rows.After(
        [
            .. Built, AnnaApplied, OneOffered[0], new OfferDeclined(Wish, One, "Too far", Today), again, new OfferWithdrawn(Wish, Two, "Broken"),
            again, new OfferExpired(Wish, Two), again, new OfferAccepted(Wish, Two), new ApplicationEnded(Wish, EndReason.Withdrawn),
        ]);
        Assert.Equal((4, ApplicationState.Ended), (rows.Get<QueueEntry>(Wish)!.Offers, rows.Get<QueueEntry>(Wish)!.State));
        Assert.Equal(
            new BedOffer(Wish, 1, One, Hillside, Anna, Now, Until, ByItself: false, OfferState.Declined, "Too far", Now), rows.Get<BedOffer>(Wish, 1));
        Assert.Equal(
            [(OfferState.Withdrawn, "Broken"), (OfferState.Expired, null), (OfferState.Ended, null)],
            Enumerable.Range(2, 3).Select(nr => rows.Get<BedOffer>(Wish, nr)!).Select(o => (o.State, o.Reason)));
    }

    [Fact]
    public static void An_offer_that_led_to_a_stay_was_accepted()
    {
        var rows = Rows.After([.. Built, .. OneReserved, new ApplicationFulfilled(Wish, One)]);
        Assert.Equal(OfferState.Accepted, rows.Get<BedOffer>(Wish, 1)!.State);
    }

    [Fact]
    public static void A_first_claim_shows_where_she_stood()
    {
        var ahead = FirstCome.WithFirstClaim();
        var moved = After(AnnaApplied, new FirstClaimGiven(Wish, Anna, Two, Hillside, Today, FirstCome, ahead, Until));
        Assert.Equal((Lane.Everyone, ahead, true), (moved.Lane, moved.Placed, moved.Placed.HasFirstClaim));
        Assert.Equal((FirstCome, LaneCause.FirstClaim), (moved.Moved!.From, Assert.Single(moved.Moved.Because)));
    }

    [Fact]
    public static void There_is_news_when_a_bed_may_be_given()
    {
        long Last(params object[] facts) => Rows.After([.. Built, .. facts]).Get<OfferNews>("beds")!.Sequence;
        var built = Last();
        Assert.Equal(built, Last(OneOffered[1]));
        Assert.Equal(built + 1, Last(AnnaApplied));
        Assert.Equal(built + 2, Last(AnnaApplied, new LaneChanged(Wish, Anna, Lane.Destitute, FirstCome, FirstCome, AnnaApplied.Facts!, [LaneCause.Policy], Until)));
        Assert.Equal(built + 3, Last(AnnaApplied, OneOffered[1], new HoldReleased(One, Wish, ReleaseReason.Expired)));
    }

    [Fact]
    public static void A_move_shows_from_where_and_why()
    {
        var to = new Placement("chengdu", 1, "destitute", 0, 0, "destitute");
        var moved = After(AnnaApplied, new LaneChanged(Wish, Anna, Lane.Destitute, FirstCome, to, AnnaApplied.Facts!, [LaneCause.Policy], Until));
        Assert.Equal((Lane.Destitute, to), (moved.Lane, moved.Placed));
        Assert.Equal((FirstCome, Until, LaneCause.Policy), (moved.Moved!.From, moved.Moved.At, Assert.Single(moved.Moved.Because)));
    }

    [Fact]
    public static void One_from_before_stands_in_the_lane_it_was_given() => Assert.Equal(
        Placement.OfGiven(Lane.DisabledOrEighty),
        After(new BedAppliedFor(Wish, Anna, [], [], BedKind.Nursing, Lane.DisabledOrEighty, Now)).Placed);

    private static QueueEntry After(params object[] facts) => Rows.After([.. Built, .. facts]).Get<QueueEntry>(Wish)!;
}
