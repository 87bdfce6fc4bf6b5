using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.Store.Deciding;
using static Eldercare.Meals.Tests.Example;

namespace Eldercare.Meals.Tests.Sittings;

public static class BookMealTests
{
    [Fact] public static void Books_the_last_place() => Given(OnePlaceAtEleven).When(Eight).Then(AnnaBooked);

    [Fact]
    public static void Books_a_place_freed_by_a_cancellation() =>
        Given(OnePlaceAtEleven, BrunoBooked, new BookingCancelled(Lunch, Bruno, null, Late: false)).When(Eight).Then(AnnaBooked);

    [Fact]
    public static void Books_again_after_cancelling() =>
        Given(OnePlaceAtEleven, AnnaBooked, AnnaCancelled).When(Eight).Then(AnnaBooked);

    [Fact]
    public static void Books_late_with_the_right() =>
        Given(OnePlaceAtEleven).When(Nine, late: true).Then(AnnaBooked with { Late = true });

    [Fact]
    public static void Does_not_call_a_booking_late_before_the_cut_off() =>
        Given(OnePlaceAtEleven).When(Eight, late: true).Then(AnnaBooked);

    [Fact]
    public static void Books_late_on_a_place_freed_by_a_no_show() =>
        Given(OnePlaceAtEleven, BrunoBooked, new NoShowRecorded(Lunch, Bruno)).When(Noon, late: true)
            .Then(AnnaBooked with { Late = true });

    [Fact]
    public static void Takes_the_portion_for_the_sitting_and_asks_for_nothing_else()
    {
        var claim = Portion.Claim(Anna, Monday, Meal.Lunch);
        Assert.Equal(new Claim("portion", Anna.Value, (Monday.DayNumber * 3) + 1), claim);
        var stream = Sitting.Stream.At(Lunch.Value);
        var known = new Standing(Eight)
            .With(stream, Given(OnePlaceAtEleven)).With(MealPoint.Stream.At(Point.Value), OpenPoint).With(Anna.Value, Registered(Anna));

        var outcome = known.Run(Command());

        Assert.Equal([(stream, AnnaBooked)], outcome.Facts);
        Assert.Equal([(claim, stream)], outcome.Takes);
    }

    [Fact]
    public static void Refuses_a_meal_point_never_opened() =>
        BookMealDecider.Decide(Command(), null, Given(OnePlaceAtEleven), Registered(Anna), null, Eight)
            .ThenRefused("MEAL_POINT_UNKNOWN", new MealPointUnknown(Point));

    [Fact]
    public static void Refuses_a_sitting_never_opened() =>
        Given().When(Eight).ThenRefused("SITTING_UNKNOWN", new SittingUnknown(Lunch));

    [Fact]
    public static void Refuses_someone_not_registered() =>
        BookMealDecider.Decide(Command(), OpenPoint, Given(OnePlaceAtEleven), null, null, Eight)
            .ThenRefused("ELDER_UNKNOWN", new ElderUnknown(Anna));

    [Fact]
    public static void Refuses_someone_who_died() =>
        BookMealDecider.Decide(Command(), OpenPoint, Given(OnePlaceAtEleven), Registered(Anna, Monday), null, Eight)
            .ThenRefused("ELDER_HAS_DIED", new ElderHasDied(Anna, Monday));

    [Fact]
    public static void Refuses_to_book_twice() =>
        Given(OnePlaceAtEleven, AnnaBooked).When(Eight).ThenRefused("ALREADY_BOOKED", new AlreadyBooked(Lunch, Anna));

    [Fact]
    public static void Refuses_someone_served() =>
        Given(OnePlaceAtEleven, AnnaBooked, AnnaServed).When(Noon, late: true)
            .ThenRefused("ALREADY_SERVED", new AlreadyServed(Lunch, Anna));

    [Fact]
    public static void Refuses_someone_served_as_a_walk_in() =>
        Given(OnePlaceAtEleven, AnnaWalkedIn).When(Noon, late: true).ThenRefused("ALREADY_SERVED", new AlreadyServed(Lunch, Anna));

    [Fact]
    public static void Refuses_someone_recorded_as_a_no_show() =>
        Given(OnePlaceAtEleven, AnnaBooked, AnnaAbsent).When(Noon, late: true)
            .ThenRefused("NO_SHOW_ALREADY_RECORDED", new NoShowAlreadyRecorded(Lunch, Anna));

    [Fact]
    public static void Refuses_a_closed_sitting_also_with_the_right() =>
        Given(OnePlaceAtEleven, Closed).When(Noon, late: true).ThenRefused("SITTING_ALREADY_CLOSED", new SittingAlreadyClosed(Lunch));

    [Fact]
    public static void Refuses_at_a_suspended_point() =>
        BookMealDecider.Decide(Command(), SuspendedPoint, Given(OnePlaceAtEleven), Registered(Anna), null, Eight)
            .ThenRefused("MEAL_POINT_SUSPENDED_NOW", new MealPointSuspendedNow(Point, "Water cut"));

    [Fact]
    public static void Refuses_a_second_portion_at_another_point() =>
        BookMealDecider.Decide(Command(), OpenPoint, Given(OnePlaceAtEleven), Registered(Anna), Elsewhere.Value, Eight)
            .ThenRefused("PORTION_TAKEN_ELSEWHERE", new PortionTakenElsewhere(Anna, Elsewhere));

    [Fact]
    public static void Refuses_from_the_cut_off_on() =>
        Given(OnePlaceAtEleven).When(Nine).ThenRefused("CUT_OFF_PASSED", new CutOffPassed(Lunch, Nine));

    [Fact]
    public static void Refuses_a_meal_the_week_no_longer_has_though_a_place_is_free() =>
        WhenDropped(Eight).ThenRefused("MEAL_NOT_SERVED", new MealNotServed(Point, Monday, Meal.Lunch));

    [Fact]
    public static void Refuses_late_bookings_too_where_the_week_dropped_the_sitting_before_its_cut_off()
    {
        var dropped = MealPoint.Fold(OpenPoint, new WeekChanged(Point, [], Eight))!;
        BookMealDecider.Decide(Command(late: true), dropped, Given(OnePlaceAtEleven), Registered(Anna), portionAt: null, Nine)
            .ThenRefused("MEAL_NOT_SERVED", new MealNotServed(Point, Monday, Meal.Lunch));
        ServeWalkInDecider.Decide(
            new(Point, Monday, Meal.Lunch, Anna), dropped, Given(OnePlaceAtEleven), Registered(Anna), portionAt: null, Eleven)
            .ThenRefused("MEAL_NOT_SERVED", new MealNotServed(Point, Monday, Meal.Lunch));
    }

    [Fact]
    public static void Books_late_at_a_sitting_dropped_from_the_week_for_it_takes_place() =>
        WhenDropped(Nine, late: true).Then(AnnaBooked with { Late = true });

    [Fact]
    public static void Refuses_when_every_place_is_taken() =>
        Given(OnePlaceAtEleven, BrunoBooked).When(Eight).ThenRefused("SITTING_FULL", new SittingFull(Lunch, 1));

    [Fact]
    public static void Refuses_the_place_of_someone_served() =>
        Given(OnePlaceAtEleven, BrunoBooked, new MealServed(Lunch, Bruno, Channel.DineIn, Eleven)).When(Noon, late: true)
            .ThenRefused("SITTING_FULL", new SittingFull(Lunch, 1));

    [Fact]
    public static void Refuses_a_day_so_long_past_that_nobody_knows_who_had_a_portion()
    {
        Given(OnePlaceAtEleven).When(Nine.AddDays(14), late: true).Then(AnnaBooked with { Late = true });
        Given(OnePlaceAtEleven).When(Nine.AddDays(15), late: true)
            .ThenRefused("SITTING_DATE_OUT_OF_RANGE", new SittingDateOutOfRange(Monday.AddDays(1), Monday.AddDays(381)));
    }

    private static BookMeal Command(bool late = false) => new(Point, Monday, Meal.Lunch, Anna, Channel.Takeaway, late);

    private static Decision<SittingFact> WhenDropped(DateTimeOffset now, bool late = false) => BookMealDecider.Decide(
        Command(late), OpenPoint with { Week = [] }, Given(OnePlaceAtEleven), Registered(Anna), portionAt: null, now);

    private static Decision<SittingFact> When(this Sitting? sitting, DateTimeOffset now, bool late = false) =>
        BookMealDecider.Decide(Command(late), OpenPoint, sitting, Registered(Anna), portionAt: null, now);
}
