using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.Store.Deciding;
using static Eldercare.Meals.Tests.Example;

namespace Eldercare.Meals.Tests.CheckIns;

public static class RecordScanTests
{
    private static readonly Scan First = new("tablet-1", 7), Second = new("tablet-2", 3);
    private static readonly MealServed AnnaScanned = new(Lunch, Anna, Channel.Takeaway, Eleven, First, Offline: true);

    [Fact]
    public static void A_booked_elder_was_served_when_the_device_says() =>
        Record(Given(OnePlaceAtEleven, AnnaBooked), Anna, First, Eleven).Then(AnnaScanned);

    [Fact]
    public static void It_was_handed_over_as_the_device_says()
    {
        var scan = new RecordScan(Point, Monday, Meal.Lunch, Anna, Eleven, First, Channel.DineIn);
        Decide(Given(OnePlaceAtEleven, AnnaBooked)).Then(AnnaScanned with { Channel = Channel.DineIn });
        var walkedIn = Decide(Given(OnePlaceAtEleven), Channel.Takeaway);
        walkedIn.Then(new WalkInServed(Lunch, Anna, Eleven, First, Offline: true, Channel: Channel.Takeaway));
        Assert.Equal(Channel.Takeaway, Given(OnePlaceAtEleven, walkedIn.Facts[0])!.ChannelOf(Anna));

        Decision<SittingFact> Decide(Sitting? sitting, Channel channel = Channel.DineIn) =>
            RecordScanDecider.Decide(scan with { Channel = channel }, OpenPoint, sitting, Registered(Anna), null, One);
    }

    [Fact]
    public static void The_same_scan_again_changes_nothing() =>
        Record(Given(OnePlaceAtEleven, AnnaBooked, AnnaScanned), Anna, First, Eleven).ThenNothing();

    [Fact]
    public static void A_scan_whose_answer_was_lost_is_the_same_portion() =>
        Record(Given(OnePlaceAtEleven, AnnaBooked, AnnaServed with { Scan = First }), Anna, First, Eleven.AddMinutes(1)).ThenNothing();

    [Fact]
    public static void A_portion_no_device_recorded_is_none_of_a_device_s()
    {
        var found = new SecondPortionFound(Lunch, Anna, Eleven, null, Noon, First);
        var sitting = Given(OnePlaceAtEleven, AnnaBooked, AnnaServed);
        Record(sitting, Anna, First, Noon).Then(found);
        Record(Sitting.Fold(sitting, found), Anna, Second, One).Then(new SecondPortionFound(Lunch, Anna, Eleven, null, One, Second));
    }

    [Fact]
    public static void Another_device_s_scan_is_a_second_portion_for_a_person_to_settle()
    {
        var found = new SecondPortionFound(Lunch, Anna, Eleven, "tablet-1", Noon, Second, FirstSequence: 7);
        Record(Given(OnePlaceAtEleven, AnnaBooked, AnnaScanned), Anna, Second, Noon).Then(found);
        Record(Given(OnePlaceAtEleven, AnnaBooked, AnnaScanned, found), Anna, Second, Noon).ThenNothing();
    }

    [Fact]
    public static void Who_was_not_booked_walked_in_also_beyond_the_buffer() =>
        Record(Given(OnePlaceAtEleven, AnnaWalkedIn), Bruno, First, Noon).Then(new WalkInServed(Lunch, Bruno, Noon, First, Offline: true));

    [Fact]
    public static void Who_has_a_portion_elsewhere_is_recorded_with_it() =>
        Record(Given(OnePlaceAtEleven), Bruno, First, Noon, Elsewhere.Value)
            .Then(new WalkInServed(Lunch, Bruno, Noon, First, Offline: true, Elsewhere));

    [Fact]
    public static void A_no_show_of_the_closing_is_none_when_a_scan_comes_later()
    {
        var closed = Given(OnePlaceAtEleven, AnnaBooked, AnnaAbsent, Closed);
        var served = AnnaScanned with { AfterNoShow = true };
        Record(closed, Anna, First, Eleven).Then(served);

        var after = Sitting.Fold(closed, served)!;
        Assert.Equal((1, 1, 0, true), (after.Booked, after.Served, after.NoShows, after.Closed));
    }

    [Fact]
    public static void A_walk_in_is_recorded_after_the_closing() =>
        Record(Given(OnePlaceAtEleven, Closed), Bruno, First, Noon).Then(new WalkInServed(Lunch, Bruno, Noon, First, Offline: true));

    [Fact]
    public static void Who_waited_waits_no_longer() =>
        Record(Given(OnePlaceAtEleven, AnnaBooked, new WaitingListJoined(Lunch, Bruno, Channel.DineIn)), Bruno, First, Noon).Then(
            new WaitingListLeft(Lunch, Bruno, LeftListBecause.Guest, HadOffer: false), new WalkInServed(Lunch, Bruno, Noon, First, Offline: true));

    [Fact]
    public static void A_place_kept_for_who_walked_in_goes_to_the_next() =>
        RecordScanDecider.Decide(
            new(Point, Monday, Meal.Lunch, Bruno, Ten, First), OpenPoint,
            Given(
                OnePlaceAtEleven with { CutOff = Eleven }, AnnaBooked, new WaitingListJoined(Lunch, Bruno, Channel.DineIn),
                new WaitingListJoined(Lunch, Clara, Channel.DineIn), AnnaCancelled,
                new PlaceOffered(Lunch, Bruno, Channel.DineIn, Eleven, PlaceFreedBy.Cancellation)),
            Registered(Bruno), null, Ten)
        .Then(
            new WaitingListLeft(Lunch, Bruno, LeftListBecause.Guest, HadOffer: true), new WalkInServed(Lunch, Bruno, Ten, First, Offline: true),
            new PlaceOffered(Lunch, Clara, Channel.DineIn, Eleven, PlaceFreedBy.Declined));

    [Fact]
    public static void A_walk_in_and_another_device_s_scan_are_two_portions()
    {
        var walkedIn = new WalkInServed(Lunch, Anna, Eleven, First);
        Record(Given(OnePlaceAtEleven, walkedIn), Anna, Second, Noon)
            .Then(new SecondPortionFound(Lunch, Anna, Eleven, "tablet-1", Noon, Second, FirstSequence: 7));
        Record(Given(OnePlaceAtEleven, walkedIn), Anna, First, Noon).ThenNothing();
    }

    [Fact]
    public static void A_scan_before_the_doors_open_cannot_be() =>
        Record(Given(OnePlaceAtEleven, AnnaBooked), Anna, First, Ten.AddSeconds(-1))
            .ThenRefused("SCAN_TIME_IMPLAUSIBLE", new ScanTimeImplausible(Ten.AddSeconds(-1), Ten, One.AddMinutes(5)));

    [Fact]
    public static void A_scan_from_the_future_cannot_be() =>
        Record(Given(OnePlaceAtEleven, AnnaBooked), Anna, First, One.AddMinutes(6))
            .ThenRefused("SCAN_TIME_IMPLAUSIBLE", new ScanTimeImplausible(One.AddMinutes(6), Ten, One.AddMinutes(5)));

    [Fact]
    public static void Who_died_afterwards_was_fed() =>
        Record(Given(OnePlaceAtEleven, AnnaBooked), Anna, First, Eleven, diedOn: Monday).Then(AnnaScanned);

    [Fact]
    public static void The_dead_are_not_fed() =>
        Record(Given(OnePlaceAtEleven, AnnaBooked), Anna, First, Eleven, diedOn: Monday.AddDays(-1))
            .ThenRefused("ELDER_HAS_DIED", new ElderHasDied(Anna, Monday.AddDays(-1)));

    [Fact]
    public static void A_conflict_is_settled_once_by_a_person()
    {
        var open = Given(OnePlaceAtEleven, AnnaBooked, AnnaScanned, new SecondPortionFound(Lunch, Anna, Eleven, "tablet-1", Noon, Second, FirstSequence: 7));
        var settled = new PortionConflictSettled(Lunch, Anna, ConflictSettlement.ScannedByMistake, "Beeped twice");
        Settle(open, "Beeped twice").Then(settled);
        Settle(Sitting.Fold(open, settled), null).ThenRefused("NO_PORTION_CONFLICT", new NoPortionConflict(Lunch, Anna));
    }

    [Fact]
    public static void A_note_must_be_readable() =>
        Assert.IsType<TextInvalid>(Settle(Given(OnePlaceAtEleven), "a\u0001").Refusal);

    private static Decision<SittingFact> Record(
        Sitting? sitting, ElderId elder, Scan scan, DateTimeOffset at, Guid? portionAt = null, DateOnly? diedOn = null) => RecordScanDecider.Decide(
        new(Point, Monday, Meal.Lunch, elder, at, scan), OpenPoint, sitting, Registered(elder, diedOn), portionAt, One);

    private static Decision<SittingFact> Settle(Sitting? sitting, string? note) => SettlePortionConflictDecider.Decide(
        new(Point, Monday, Meal.Lunch, Anna, ConflictSettlement.ScannedByMistake, note), sitting);
}
