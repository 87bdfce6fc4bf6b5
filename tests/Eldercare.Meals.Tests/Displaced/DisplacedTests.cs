using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.Store.Deciding;
using static Eldercare.Meals.Tests.Example;

namespace Eldercare.Meals.Tests.Displaced;

public static class DisplacedTests
{
    private static readonly MealPointId s_bridge = new(Id(9));
    private static readonly MealPoint s_openBridge = MealPoint.Fold(null, PointOpened with { Point = s_bridge })!;
    private static readonly SittingOpened s_three = OnePlaceAtEleven with { Capacity = 3 };
    private static readonly MealBooked s_clara = new(Lunch, Clara, Channel.Delivery);
    private static readonly BookingDisplaced s_annaOut = new(Lunch, Anna, DisplacedBy.Suspended);
    private static readonly SittingCapacitySet s_cut = new(Lunch, 1, 3, "Oven broken");
    private static readonly SittingId s_elsewhere = SittingId.Of(s_bridge, Monday, Meal.Lunch);
    private static readonly SittingOpened s_openElsewhere = OnePlaceAtEleven with { Sitting = s_elsewhere, Point = s_bridge };
    private static readonly MoveBooking s_move = new(Point, Monday, Meal.Lunch, Anna, s_bridge, "Water cut");

    [Fact]
    public static void A_suspended_point_displaces_everybody_booked() => Review(SuspendedPoint, s_three, AnnaBooked, BrunoBooked)
        .Then(s_annaOut, new BookingDisplaced(Lunch, Bruno, DisplacedBy.Suspended));

    [Fact]
    public static void Displaces_nobody_twice_and_none_that_was_served_or_has_cancelled() =>
        Review(SuspendedPoint, s_three, AnnaBooked, s_annaOut, BrunoBooked, new BookingCancelled(Lunch, Bruno, null, false), s_clara,
            new MealServed(Lunch, Clara, Channel.Delivery, Eleven)).ThenNothing();

    [Fact]
    public static void Says_why()
    {
        Review(MealPoint.Fold(OpenPoint, new MealPointClosedOn(Point, Monday, [], "Holiday"))!, s_three, AnnaBooked)
            .Then(s_annaOut with { By = DisplacedBy.Closed });
        Review(OpenPoint with { Week = [] }, s_three, AnnaBooked).Then(s_annaOut with { By = DisplacedBy.WeekChanged });
    }

    [Fact]
    public static void From_the_cut_off_on_the_week_as_it_was_counts() => ReviewAt(Nine, OpenPoint with { Week = [] }, s_three, AnnaBooked).ThenNothing();

    [Fact]
    public static void What_the_point_can_serve_again_stands() =>
        Review(OpenPoint, s_three, AnnaBooked, s_annaOut).Then(new BookingReinstated(Lunch, Anna));

    [Fact] public static void Leaves_a_sitting_alone_that_is_over() => ReviewAt(One, SuspendedPoint, s_three, AnnaBooked).ThenNothing();

    [Fact]
    public static void A_cut_displaces_the_newest_bookings_beyond_it() =>
        Capacity(1, s_three, BrunoBooked, AnnaBooked, s_clara).Then(
            s_cut, s_annaOut with { By = DisplacedBy.CapacityCut }, new BookingDisplaced(Lunch, Clara, DisplacedBy.CapacityCut));

    [Fact]
    public static void Who_books_again_is_the_newest() =>
        Capacity(1, s_three, AnnaBooked, AnnaCancelled, BrunoBooked, AnnaBooked).Then(s_cut, s_annaOut with { By = DisplacedBy.CapacityCut });

    [Fact]
    public static void Raised_again_the_oldest_stand_again() =>
        Capacity(2, s_three, BrunoBooked, AnnaBooked, s_clara, s_cut, s_annaOut, new BookingDisplaced(Lunch, Clara, DisplacedBy.CapacityCut))
            .Then(new SittingCapacitySet(Lunch, 2, 1, "Oven broken"), new BookingReinstated(Lunch, Anna));

    [Fact]
    public static void Who_leaves_lets_the_next_displaced_stand_again()
    {
        SittingFact[] cut = [s_three, BrunoBooked, AnnaBooked, s_clara, new SittingCapacitySet(Lunch, 2, 3, "Oven broken"), new BookingDisplaced(Lunch, Clara, DisplacedBy.CapacityCut)];
        var again = new BookingReinstated(Lunch, Clara);
        CancelBookingDecider.Decide(new(Point, Monday, Meal.Lunch, Anna, "Away", Late: false), OpenPoint, Given(cut), Eight).Then(AnnaCancelled, again);
        CancelBookingDecider.Decide(new(Point, Monday, Meal.Lunch, Anna, "Away", Late: false), SuspendedPoint, Given(cut), Eight).Then(AnnaCancelled);

        var outcome = new Standing(Eight).With(Sitting.Stream.At(Lunch.Value), Given(cut)).With(Sitting.Stream.At(s_elsewhere.Value), Given(s_openElsewhere))
            .With(MealPoint.Stream.At(Point.Value), OpenPoint).With(MealPoint.Stream.At(s_bridge.Value), s_openBridge)
            .With(Anna.Value, Registered(Anna)).With(Portion.Claim(Anna, Monday, Meal.Lunch), Lunch.Value).Run(s_move);
        Assert.Contains((Sitting.Stream.At(Lunch.Value), again), outcome.Facts);
    }

    [Fact]
    public static void At_the_cut_off_who_is_displaced_still_is_told_once()
    {
        var escalated = new DisplacedBookingEscalated(Lunch, Anna);
        Escalate(SuspendedPoint, Nine, s_three, AnnaBooked, s_annaOut).Then(escalated);
        Escalate(SuspendedPoint, Nine, s_three, AnnaBooked).Then(s_annaOut, escalated);
        Escalate(SuspendedPoint, Nine, s_three, AnnaBooked, s_annaOut, escalated).ThenNothing();
        Escalate(SuspendedPoint, Eight, s_three, AnnaBooked, s_annaOut).ThenNothing();
        Escalate(OpenPoint, Nine, s_three, AnnaBooked, s_annaOut).Then(new BookingReinstated(Lunch, Anna));
        Review(OpenPoint, s_three, AnnaBooked, s_annaOut, escalated).Then(new BookingReinstated(Lunch, Anna, WasEscalated: true));
    }

    [Fact]
    public static void What_the_week_dropped_before_the_cut_off_does_not_stand_again_after_it()
    {
        var (gone, annaOut, brunoOut) = (
            OpenPoint with { Week = [] }, s_annaOut with { By = DisplacedBy.WeekChanged }, new BookingDisplaced(Lunch, Bruno, DisplacedBy.WeekChanged));
        Escalate(gone, Nine, s_three, AnnaBooked, annaOut).Then(new DisplacedBookingEscalated(Lunch, Anna));
        CancelDisplacedDecider.Decide(
            new(Point, Monday, Meal.Lunch, Bruno, "No other place"), gone, Given(s_three, AnnaBooked, annaOut, BrunoBooked, brunoOut), Ten)
            .Then(new BookingCancelled(Lunch, Bruno, "No other place", Late: true));
        Escalate(OpenPoint, Nine, s_three, AnnaBooked, annaOut).Then(new BookingReinstated(Lunch, Anna));
    }

    [Fact]
    public static void What_was_dropped_while_the_point_was_suspended_stays_dropped_when_it_resumes()
    {
        var resumed = MealPoint.Fold(MealPoint.Fold(SuspendedPoint, new WeekChanged(Point, [], Eight)), new MealPointResumed(Point))!;
        ReviewAt(Eight, resumed, s_three, AnnaBooked, s_annaOut).ThenNothing();
        ReviewAt(Nine, resumed, s_three, AnnaBooked, s_annaOut).ThenNothing();
        Escalate(resumed, Nine, s_three, AnnaBooked, s_annaOut).Then(new DisplacedBookingEscalated(Lunch, Anna));
    }

    [Fact]
    public static void Moves_by_itself_only_what_is_displaced_still()
    {
        Outcome Move(params SittingFact[] here) => new Standing(Eight).With(Sitting.Stream.At(Lunch.Value), Given(here))
            .With(Sitting.Stream.At(s_elsewhere.Value), Given(s_openElsewhere)).With(MealPoint.Stream.At(s_bridge.Value), s_openBridge)
            .With(Anna.Value, Registered(Anna)).With(Portion.Claim(Anna, Monday, Meal.Lunch), Lunch.Value)
            .Run(new MoveDisplaced(Point, Monday, Meal.Lunch, Anna, s_bridge));

        Assert.Equal(new NotDisplaced(Lunch, Anna), Move(s_three, AnnaBooked).Refusal);
        Assert.Equal(2, Move(s_three, AnnaBooked, s_annaOut).Facts.Length);
    }

    [Fact]
    public static void A_set_capacity_is_not_moved_by_the_week() =>
        OpenSittingDecider.Decide(new(Point, Monday, Meal.Lunch), OpenPoint with { Week = [MondayLunch with { Capacity = 9 }] },
            Given(s_three, s_cut), Eight).ThenNothing();

    [Fact]
    public static void Refuses_a_capacity_out_of_range()
    {
        Capacity(-1, s_three).ThenRefused("CAPACITY_OUT_OF_RANGE", new CapacityOutOfRange(10_000));
        Capacity(10_001, s_three).ThenRefused("CAPACITY_OUT_OF_RANGE", new CapacityOutOfRange(10_000));
        Capacity(1, s_three, Closed).ThenRefused("SITTING_ALREADY_CLOSED", new SittingAlreadyClosed(Lunch));
        Capacity(1).ThenRefused("SITTING_UNKNOWN", new SittingUnknown(Lunch));
    }

    [Fact]
    public static void Moves_a_booking_in_one_step()
    {
        var (from, to, claim) = (Sitting.Stream.At(Lunch.Value), Sitting.Stream.At(s_elsewhere.Value), Portion.Claim(Anna, Monday, Meal.Lunch));
        var outcome = new Standing(Eight).With(from, Given(s_three, AnnaBooked)).With(to, Given(s_openElsewhere))
            .With(MealPoint.Stream.At(s_bridge.Value), s_openBridge).With(Anna.Value, Registered(Anna)).With(claim, Lunch.Value).Run(s_move);

        Assert.Equal(
            [
                (from, new BookingMovedOut(Lunch, Anna, s_elsewhere, "Water cut", Late: false)),
                (to, (object)new MealBooked(s_elsewhere, Anna, Channel.Takeaway, MovedFrom: Lunch)),
            ],
            outcome.Facts);
        Assert.Equal([(claim, from)], outcome.Releases);
        Assert.Equal([(claim, to)], outcome.Takes);
    }

    [Fact]
    public static void Moves_a_displaced_booking_after_its_cut_off_to_a_point_that_still_takes_it() =>
        Assert.NotNull(Move(s_move, Given(s_three, AnnaBooked, s_annaOut), Given(s_openElsewhere with { CutOff = Ten }), Nine).Moved);

    [Fact]
    public static void Refuses_to_move()
    {
        Assert.Equal(new SittingUnknown(Lunch), Move(s_move, null, Given(s_openElsewhere)).Refusal);
        Assert.Equal(new NotBooked(Lunch, Anna), Move(s_move, Given(s_three), Given(s_openElsewhere)).Refusal);
        Assert.Equal(new AlreadyServed(Lunch, Anna), Move(s_move, Given(s_three, AnnaBooked, AnnaServed), Given(s_openElsewhere)).Refusal);
        Assert.Equal(new CutOffPassed(Lunch, Nine), Move(s_move, Given(s_three, AnnaBooked), Given(s_openElsewhere), Nine).Refusal);
        Assert.Equal(new CutOffPassed(s_elsewhere, Nine), Move(s_move, Given(s_three, AnnaBooked, s_annaOut), Given(s_openElsewhere), Nine).Refusal);
        Assert.Equal(
            new SittingFull(s_elsewhere, 1),
            Move(s_move, Given(s_three, AnnaBooked), Given(s_openElsewhere, BrunoBooked with { Sitting = s_elsewhere })).Refusal);
        Assert.Equal(new SamePoint(Point), new Standing(Eight).Run(s_move with { To = Point }).Refusal);
        Assert.IsType<TextInvalid>(Move(s_move with { Reason = new('a', 201) }, Given(s_three, AnnaBooked), Given(s_openElsewhere)).Refusal);
    }

    [Fact]
    public static void Has_nothing_to_move_twice()
    {
        var from = Given(s_three, AnnaBooked, new BookingMovedOut(Lunch, Anna, s_elsewhere, null, false));
        var to = Given(s_openElsewhere, AnnaBooked with { Sitting = s_elsewhere, MovedFrom = Lunch });
        Assert.Equal((null, null), Move(s_move, from, to));
    }

    [Fact]
    public static void Cancels_a_displaced_booking_at_any_time()
    {
        var cancel = new CancelDisplaced(Point, Monday, Meal.Lunch, Anna, "No other place");
        CancelDisplacedDecider.Decide(cancel, OpenPoint, Given(s_three, AnnaBooked, s_annaOut), Ten)
            .Then(new BookingCancelled(Lunch, Anna, "No other place", Late: true));
        CancelDisplacedDecider.Decide(cancel, OpenPoint, Given(s_three, AnnaBooked), Eight).ThenRefused("NOT_DISPLACED", new NotDisplaced(Lunch, Anna));
        CancelDisplacedDecider.Decide(cancel, OpenPoint, Given(s_three), Eight).ThenRefused("NOT_BOOKED", new NotBooked(Lunch, Anna));
        CancelDisplacedDecider.Decide(cancel, OpenPoint, Given(s_three, AnnaBooked, AnnaCancelled), Eight).ThenNothing();
    }

    [Fact]
    public static void Asks_for_the_move_of_what_is_displaced_as_things_stand()
    {
        var all = new MoveAllDisplaced(Point, Monday, Meal.Lunch);
        MoveAllDisplacedDecider.Decide(all, SuspendedPoint, Given(s_three, AnnaBooked), Eight).Then(s_annaOut, new MoveOfDisplacedRequested(Lunch));
        MoveAllDisplacedDecider.Decide(all, OpenPoint, Given(s_three, AnnaBooked, s_annaOut), Eight).Then(new BookingReinstated(Lunch, Anna));
        MoveAllDisplacedDecider.Decide(all, OpenPoint, Given(s_three, AnnaBooked), Eight).ThenNothing();
        MoveAllDisplacedDecider.Decide(all, OpenPoint, null, Eight).ThenRefused("SITTING_UNKNOWN", new SittingUnknown(Lunch));
    }

    private static Decision<SittingFact> Review(MealPoint point, params SittingFact[] history) => ReviewAt(Eight, point, history);

    private static Decision<SittingFact> ReviewAt(DateTimeOffset now, MealPoint point, params SittingFact[] history) =>
        Decision<SittingFact>.Of(Displacement.Of(point, Given(history), now).AsSpan());

    private static Decision<SittingFact> Escalate(MealPoint point, DateTimeOffset now, params SittingFact[] history) =>
        EscalateDisplacedDecider.Decide(point, Given(history), now);

    private static Decision<SittingFact> Capacity(int capacity, params SittingFact[] history) => SetSittingCapacityDecider.Decide(
        new(Point, Monday, Meal.Lunch, capacity, "Oven broken"), OpenPoint, Given(history), Eight);

    private static ((BookingMovedOut Left, MealBooked Booked)? Moved, Refusal? Refusal) Move(
        MoveBooking command, Sitting? from, Sitting? to, DateTimeOffset? now = null)
    {
        var (moved, refusal) = MoveBookingDecider.Decide(command, from, s_openBridge, to, Registered(Anna), now ?? Eight);
        return (moved is var (left, booked) ? (left, Assert.IsType<MealBooked>(Assert.Single(booked))) : null, refusal);
    }
}
