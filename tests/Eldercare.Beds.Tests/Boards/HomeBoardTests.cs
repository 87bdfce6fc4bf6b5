using Eldercare.Beds.Applications;
using Eldercare.Beds.Beds;
using Eldercare.Beds.Boards;
using Eldercare.Beds.Homes;
using Eldercare.Beds.Queue;
using Eldercare.People.Elders;
using static Eldercare.Beds.Tests.Example;

namespace Eldercare.Beds.Tests.Boards;

public static class HomeBoardTests
{
    private static readonly HomeBoard s_hillside = new(
        Hillside, "Hillside", Jingkou, "1 Hill Street", 32.2, 119.4, OperatorKind.Social,
        Beds: 3, Ready: 3, Held: 0, Reserved: 0, Occupied: 0, OnLeave: 0, ToClean: 0, Closed: 0, Sequence: 6);

    private static readonly BedBoard s_one = new(
        One, Hillside, Jingkou, MixedRoom, "101", "1", BedKind.Nursing, GenderRule.Mixed, CareLevel.Severe, BedState.Ready,
        Elder: null, Application: null, HeldUntil: null, Since: null, Closure: null, Sequence: 4);

    private static readonly QueueEntry s_wish = new QueueEntry(
        Wish, Anna, Lane.Everyone, BedKind.Nursing, Now, ApplicationState.Waiting, OfferedBed: null, OfferUntil: null,
        Homes: AnnaApplied.Homes, Districts: AnnaApplied.Districts, EligibilityDue: InFiveWorkingDays).At(Lane.Everyone, FirstCome);

    [Theory, InlineData(1), InlineData(4), InlineData(100)]
    public static void A_new_home_has_its_beds_ready(int batch)
    {
        var rows = Rows.After(Built, batch);
        Assert.Equal(s_hillside, rows.Get<HomeBoard>(Hillside));
        Assert.Equal(s_one, rows.Get<BedBoard>(One));
    }

    [Fact]
    public static void An_offer_holds_the_bed_and_shows_in_the_queue() => After([AnnaApplied, .. OneOffered]).Shows(
        s_hillside with { Ready = 2, Held = 1, Sequence = 9 },
        s_one with { State = BedState.Held, Elder = Anna, Application = Wish, HeldUntil = Until, Sequence = 9 },
        s_wish with { Offers = 1, State = ApplicationState.Offered, OfferedBed = One, OfferUntil = Until, AdmissionDue = InFiveWorkingDays });

    [Fact]
    public static void A_declined_offer_leaves_the_bed_ready_for_the_next() =>
        After(
        [
            AnnaApplied, .. OneOffered, new OfferDeclined(Wish, One, "Too far"), new HoldReleased(One, Wish, ReleaseReason.Declined),
        ]).Shows(s_hillside with { Sequence = 11 }, s_one with { Sequence = 11, Returned = true }, s_wish with { Offers = 1 });

    [Fact]
    public static void An_expired_offer_does_too() =>
        After([AnnaApplied, .. OneOffered, new OfferExpired(Wish, One), new HoldReleased(One, Wish, ReleaseReason.Expired)])
            .Shows(s_hillside with { Sequence = 11 }, s_one with { Sequence = 11, Returned = true }, s_wish with { Offers = 1 });

    [Fact]
    public static void An_accepted_offer_reserves_the_bed() => After(OneReserved).Shows(
        s_hillside with { Ready = 2, Reserved = 1, Sequence = 11 },
        s_one with { State = BedState.Reserved, Elder = Anna, Application = Wish, Sequence = 11 },
        s_wish with { Offers = 1, State = ApplicationState.Accepted, OfferedBed = One, AdmissionDue = InFiveWorkingDays });

    [Fact]
    public static void An_ended_application_has_no_bed() =>
        After([.. OneReserved, new ApplicationEnded(Wish, EndReason.Died), new HoldReleased(One, Wish, ReleaseReason.Died)])
            .Shows(
                s_hillside with { Sequence = 13 }, s_one with { Sequence = 13, Returned = true }, s_wish with { Offers = 1, State = ApplicationState.Ended, AdmissionDue = InFiveWorkingDays });

    [Fact]
    public static void A_resident_occupies_the_bed() =>
        After([.. OneReserved, AnnaInOne with { Application = Wish }, new ApplicationFulfilled(Wish, One)]).Shows(
            s_hillside with { Ready = 2, Occupied = 1, Sequence = 12 },
            s_one with { State = BedState.Occupied, Elder = Anna, Since = Today, Sequence = 12 },
            s_wish with { Offers = 1, State = ApplicationState.Fulfilled, AdmissionDue = InFiveWorkingDays });

    [Theory, InlineData(1), InlineData(100)]
    public static void A_transfer_moves_the_resident(int batch)
    {
        var rows = Rows.After(
            [
                .. Built, AnnaInOne, new ResidentTransferredOut(One, Anna, Two, Today), new ResidentTransferredIn(Two, Anna, One, Today),
            ],
            batch);
        Assert.Equal(s_hillside with { Ready = 1, Occupied = 1, ToClean = 1, Sequence = 9 }, rows.Get<HomeBoard>(Hillside));
        Assert.Equal(s_one with { State = BedState.ToClean, Sequence = 8 }, rows.Get<BedBoard>(One));
        Assert.Equal(
            s_one with { Bed = Two, Number = "2", State = BedState.Occupied, Elder = Anna, Since = Today, Sequence = 9 },
            rows.Get<BedBoard>(Two));
    }

    [Fact]
    public static void A_departure_leaves_the_bed_to_clean() => After([AnnaInOne, AnnaLeft]).Shows(
        s_hillside with { Ready = 2, ToClean = 1, Sequence = 8 }, s_one with { State = BedState.ToClean, Sequence = 8 });

    [Fact]
    public static void A_cleaned_bed_is_ready() => After([AnnaInOne, AnnaLeft, new BedCleaned(One)]).Shows(
        s_hillside with { Sequence = 9 }, s_one with { Sequence = 9 });

    [Fact]
    public static void A_closed_bed_counts_as_closed() => After([new BedClosed(One, "Water pipe")]).Shows(
        s_hillside with { Ready = 2, Closed = 1, Sequence = 7 },
        s_one with { State = BedState.Closed, Closure = ClosureKind.Maintenance, Sequence = 7 });

    [Fact]
    public static void A_bed_closed_for_isolation_says_so() => Assert.Equal(
        ClosureKind.Isolation, After([new BedClosed(One, "Flu", ClosureKind.Isolation)]).Get<BedBoard>(One)!.Closure);

    [Fact]
    public static void A_retired_bed_is_counted_no_more() =>
        After([new BedClosed(One, "Water pipe"), new BedRetired(One, Hillside, BedKind.Nursing, "Worn out")]).Shows(
            s_hillside with { Beds = 2, Ready = 2, Sequence = 8 }, s_one with { State = BedState.Retired, Sequence = 8 });

    [Fact]
    public static void A_reopened_bed_waits_for_cleaning() =>
        After([new BedClosed(One, "Water pipe"), new BedReopened(One)]).Shows(
            s_hillside with { Ready = 2, ToClean = 1, Sequence = 8 }, s_one with { State = BedState.ToClean, Sequence = 8 });

    [Fact]
    public static void Every_fact_of_the_context_reaches_the_view() => Assert.Empty(
        typeof(BedsModule).Assembly.GetTypes()
            .Where(t => t.IsSealed
                && (t.IsAssignableTo(typeof(HomeFact)) || t.IsAssignableTo(typeof(BedFact)) || t.IsAssignableTo(typeof(ApplicationFact))))
            .Except(new HomeBoardView().Events).Except(new QueueView().Events));

    private static Rows After(object[] facts) => Rows.After([.. Built, .. facts]);

    private static void Shows(this Rows rows, HomeBoard home, BedBoard one, QueueEntry? wish = null)
    {
        Assert.Equal(home, rows.Get<HomeBoard>(Hillside));
        Assert.Equal(one, rows.Get<BedBoard>(One));
        Assert.Equal(wish, rows.Get<QueueEntry>(Wish));
    }
}
