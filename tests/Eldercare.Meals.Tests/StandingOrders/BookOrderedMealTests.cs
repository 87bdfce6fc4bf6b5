using Eldercare.Store.Deciding;
using static Eldercare.Meals.Tests.Example;
using static Eldercare.Meals.Tests.Ordering.OrderExample;

namespace Eldercare.Meals.Tests.Ordering;

public static class BookOrderedMealTests
{
    private static readonly MealBooked s_booked = new(Lunch, Anna, Channel.DineIn, Late: false, Order);
    private static readonly BookingCancelled s_dropped = new(Lunch, Anna, CancelOrderedMealDecider.Reason, Late: false, Order);
    private static readonly StandingOrderPaused s_paused = new(Anna, Order, Monday, null);

    [Fact] public static void Books_what_the_order_wants() => Book(Given(OnePlaceAtEleven)).Then(s_booked);

    [Fact]
    public static void Does_not_book_what_it_does_not_want() =>
        Book(Given(OnePlaceAtEleven), Orders(Placed, s_paused)).ThenRefused("ORDER_NOT_DUE", new OrderNotDue(Order));

    [Fact]
    public static void Does_not_book_again_what_a_person_cancelled() =>
        Book(Given(OnePlaceAtEleven, s_booked, AnnaCancelled))
            .ThenRefused("ORDERED_MEAL_CANCELLED", new OrderedMealCancelled(Lunch, Order));

    [Fact]
    public static void Books_again_what_the_order_itself_cancelled() => Book(Given(OnePlaceAtEleven, s_booked, s_dropped)).Then(s_booked);

    [Fact]
    public static void A_new_order_books_what_was_cancelled_before_it() =>
        Book(Given(OnePlaceAtEleven, AnnaBooked, AnnaCancelled), fresh: true).Then(s_booked);

    [Fact]
    public static void Is_told_that_the_sitting_is_full() =>
        Book(Given(OnePlaceAtEleven, BrunoBooked)).ThenRefused("SITTING_FULL", new SittingFull(Lunch, 1));

    [Fact]
    public static void Is_told_why_there_is_no_sitting()
    {
        Book(null, point: SuspendedPoint).ThenRefused("MEAL_POINT_SUSPENDED_NOW", new MealPointSuspendedNow(Point, "Water cut"));
        Book(null, point: OpenPoint with { Week = [] }).ThenRefused("MEAL_NOT_SERVED", new MealNotServed(Point, Monday, Meal.Lunch));
        Book(null, point: MealPoint.Fold(OpenPoint, new MealPointClosedOn(Point, Monday, [], "Holiday")))
            .ThenRefused("MEAL_POINT_CLOSED_THAT_DAY", new MealPointClosedThatDay(Point, Monday, "Holiday"));
        Book(null).ThenRefused("SITTING_UNKNOWN", new SittingUnknown(Lunch));
    }

    [Fact]
    public static void Takes_the_portion()
    {
        var (sitting, claim) = (Sitting.Stream.At(Lunch.Value), Portion.Claim(Anna, Monday, Meal.Lunch));
        var outcome = new Standing(Eight).With(sitting, Given(OnePlaceAtEleven)).With(MealPoint.Stream.At(Point.Value), OpenPoint)
            .With(StandingOrders.Of(Anna), Orders(Placed)).With(Anna.Value, Registered(Anna)).Run(Command(fresh: false));
        Assert.Equal([(sitting, s_booked)], outcome.Facts);
        Assert.Equal([(claim, sitting)], outcome.Takes);
    }

    [Fact] public static void Cancels_what_is_paused() => Cancel(Given(OnePlaceAtEleven, s_booked), Orders(Placed, s_paused)).Then(s_dropped);

    [Fact]
    public static void Cancels_what_is_wanted_elsewhere_or_otherwise_now()
    {
        StandingOrders? Changed(OrderLine line) => Orders(Placed, new StandingOrderChanged(Anna, Order, [line], Monday, null));
        Cancel(Given(OnePlaceAtEleven, s_booked), Changed(Lunches with { Point = new(Id(9)) })).Then(s_dropped);
        Cancel(Given(OnePlaceAtEleven, s_booked), Changed(Lunches with { Channel = Channel.Delivery })).Then(s_dropped);
    }

    [Fact] public static void Leaves_what_is_still_wanted() => Cancel(Given(OnePlaceAtEleven, s_booked), Orders(Placed)).ThenNothing();

    [Fact]
    public static void Leaves_what_was_moved_here_while_the_meal_is_still_wanted() =>
        Cancel(
            Given(OnePlaceAtEleven, s_booked with { MovedFrom = Elsewhere }),
            Orders(Placed with { Lines = [Lunches with { Point = new(Id(9)) }] })).ThenNothing();

    [Fact]
    public static void Leaves_what_a_person_booked() => Cancel(Given(OnePlaceAtEleven, AnnaBooked), Orders(Placed, s_paused)).ThenNothing();

    [Fact]
    public static void Leaves_everything_from_the_cut_off_on() =>
        Cancel(Given(OnePlaceAtEleven, s_booked), Orders(Placed, s_paused), Nine).ThenNothing();

    [Fact]
    public static void Keeps_a_miss_once()
    {
        var miss = new RecordOrderedMealMiss(Point, Monday, Meal.Lunch, Anna, Order, "SITTING_FULL");
        var missed = new OrderedMealMissed(Anna, Order, Point, Monday, Meal.Lunch, "SITTING_FULL");
        miss.Decide(Orders(Placed)).Then(missed);
        miss.Decide(Orders(Placed, missed)).ThenNothing();
        (miss with { Reason = "CUT_OFF_PASSED" }).Decide(Orders(Placed, missed)).Then(missed with { Reason = "CUT_OFF_PASSED" });
        miss.Decide(Orders(Placed, s_paused)).ThenNothing();
    }

    private static BookOrderedMeal Command(bool fresh) => new(Point, Monday, Meal.Lunch, Anna, Order, fresh);

    private static Decision<SittingFact> Book(
        Sitting? sitting, StandingOrders? orders = null, MealPoint? point = null, bool fresh = false) => BookOrderedMealDecider.Decide(
        Command(fresh), orders ?? Orders(Placed), point ?? OpenPoint, sitting, Registered(Anna), portionAt: null, Eight);

    private static Decision<SittingFact> Cancel(Sitting? sitting, StandingOrders? orders, DateTimeOffset? now = null) =>
        CancelOrderedMealDecider.Decide(new(Point, Monday, Meal.Lunch, Anna, Order), orders, OpenPoint, sitting, now ?? Eight);
}
