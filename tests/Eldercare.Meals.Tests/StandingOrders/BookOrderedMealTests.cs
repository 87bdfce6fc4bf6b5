using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.Store.Deciding;
using static Eldercare.Meals.Tests.Example;
using static Eldercare.Meals.Tests.Ordering.OrderExample;

namespace Eldercare.Meals.Tests.Ordering;

public static class BookOrderedMealTests
{
    private static readonly MealBooked s_booked = new(Lunch, Anna, Channel.DineIn, Late: false, Order);
    private static readonly BookingCancelled s_dropped = new(Lunch, Anna, CancelOrderedMealDecider.Reason, Late: false, Order);
    private static readonly StandingOrderPaused s_paused = new(Anna, Order, Monday, null);

    private static readonly OrderedMealMissed s_missed = new(Anna, Order, Point, Monday, Meal.Lunch, "SITTING_FULL", Nine);
    private static readonly BookingCancelled BrunoCancelled = new(Lunch, Bruno, null, Late: false);
    private static readonly ElderId Dora = new(Id(5));

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
    public static void Cancels_what_is_wanted_elsewhere_now()
    {
        StandingOrders? Changed(OrderLine line) => Orders(Placed, new StandingOrderChanged(Anna, Order, [line], Monday, null));
        Cancel(Given(OnePlaceAtEleven, s_booked), Changed(Lunches with { Point = new(Id(9)) })).Then(s_dropped);
    }

    [Fact]
    public static void Who_wants_it_brought_instead_keeps_her_place_also_while_others_wait()
    {
        var brought = Orders(Placed, new StandingOrderChanged(Anna, Order, [Lunches with { Channel = Channel.Delivery }], Monday, null));
        var waiting = Given(OnePlaceAtEleven, s_booked, new WaitingListJoined(Lunch, Bruno, Channel.DineIn));
        Cancel(waiting, brought).Then(s_dropped, s_booked with { Channel = Channel.Delivery, SamePlace = true });

        var (sitting, claim) = (Sitting.Stream.At(Lunch.Value), Portion.Claim(Anna, Monday, Meal.Lunch));
        var outcome = new Standing(Eight).With(sitting, waiting).With(MealPoint.Stream.At(Point.Value), OpenPoint)
            .With(StandingOrders.Of(Anna), brought).With(claim, Lunch.Value).Run(new CancelOrderedMeal(Point, Monday, Meal.Lunch, Anna, Order));
        Assert.Equal([(claim, sitting)], outcome.Releases);
        Assert.Equal([(claim, sitting)], outcome.Takes);
    }

    [Fact]
    public static void Who_wants_it_brought_instead_keeps_her_turn_when_places_are_cut()
    {
        var brought = Orders(Placed, new StandingOrderChanged(Anna, Order, [Lunches with { Channel = Channel.Delivery }], Monday, null));
        var cut = Given(
            OnePlaceAtEleven with { Capacity = 3 }, s_booked, BrunoBooked, new MealBooked(Lunch, Clara, Channel.DineIn),
            new SittingCapacitySet(Lunch, 2, 3, "Oven broken"), new BookingDisplaced(Lunch, Clara, DisplacedBy.CapacityCut));

        var after = Cancel(cut, brought).Facts.Aggregate(cut, Sitting.Fold);

        Assert.Equal(Channel.Delivery, after!.ChannelOf(Anna));
        Assert.Empty(Displacement.Of(OpenPoint, after, Eight));
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
    public static void Who_has_a_portion_misses_none_whatever_became_of_the_point()
    {
        Book(Given(OnePlaceAtEleven, s_booked), point: SuspendedPoint).ThenRefused("ALREADY_BOOKED", new AlreadyBooked(Lunch, Anna));
        Book(Given(OnePlaceAtEleven), point: SuspendedPoint, portionAt: Elsewhere.Value)
            .ThenRefused("PORTION_TAKEN_ELSEWHERE", new PortionTakenElsewhere(Anna, Elsewhere));
        Book(Given(OnePlaceAtEleven), point: SuspendedPoint, elder: Registered(Anna, diedOn: Monday))
            .ThenRefused("ELDER_HAS_DIED", new ElderHasDied(Anna, Monday));
    }

    [Fact]
    public static void Leaves_an_offered_place_for_her_to_take() =>
        Book(Given(
            OnePlaceAtEleven, BrunoBooked, new WaitingListJoined(Lunch, Anna, Channel.DineIn), BrunoCancelled,
            new PlaceOffered(Lunch, Anna, Channel.DineIn, Nine, PlaceFreedBy.Cancellation)))
        .ThenRefused("ALREADY_WAITING", new AlreadyWaiting(Lunch, Anna));

    [Fact]
    public static void Does_not_book_a_place_she_declined_but_for_a_new_wish()
    {
        var declined = Given(
            OnePlaceAtEleven, BrunoBooked, new WaitingListJoined(Lunch, Anna, Channel.DineIn, Order), BrunoCancelled,
            new PlaceOffered(Lunch, Anna, Channel.DineIn, Nine, PlaceFreedBy.Cancellation), new PlaceDeclined(Lunch, Anna, null));
        Book(declined).ThenRefused("LEFT_THAT_WAITING_LIST", new LeftThatWaitingList(Lunch, Anna));
        Book(declined, fresh: true).Then(s_booked);
        // While there is no place for her, that is what a person has to know.
        Book(Sitting.Fold(declined, BrunoBooked)).ThenRefused("SITTING_FULL", new SittingFull(Lunch, 1));
    }

    [Fact]
    public static void Does_not_book_what_was_given_up_but_for_a_new_wish()
    {
        foreach (var end in (StandingOrderFact[])
        [
            new OrderedMealFailed(Anna, Order, Point, Monday, Meal.Lunch, ByList: false),
            new OrderedMealMissSettled(Anna, Order, Monday, Meal.Lunch, MissAction.DoesWithout, null),
        ])
        {
            var given = Orders(Placed, s_missed, end);
            Book(Given(OnePlaceAtEleven), given).ThenRefused("ORDERED_MEAL_GIVEN_UP", new OrderedMealGivenUp(Anna, Order));
            Book(Given(OnePlaceAtEleven), given, fresh: true).Then(s_booked);
        }
    }

    [Fact]
    public static void Books_many_as_one_by_one_and_leaves_out_whom_it_cannot()
    {
        var (sitting, two) = (Sitting.Stream.At(Lunch.Value), OnePlaceAtEleven with { Capacity = 2 });
        Claim ClaimOf(ElderId elder) => Portion.Claim(elder, Monday, Meal.Lunch);
        var known = new Standing(Eight).With(sitting, Given(two)).With(MealPoint.Stream.At(Point.Value), OpenPoint);
        foreach (var elder in (ElderId[])[Anna, Clara, Bruno])
            known = known.With(StandingOrders.Of(elder), Orders(Placed with { Elder = elder })).With(elder.Value, Registered(elder));
        known = known.With(StandingOrders.Of(Clara), Orders(Placed with { Elder = Clara }, s_paused with { Elder = Clara }));

        var outcome = known.Run(new BookOrderedMeals(Point, Monday, Meal.Lunch, [new(Anna, Order), new(Clara, Order), new(Bruno, Order), new(Dora, Order)]));

        Assert.Equal([(sitting, s_booked), (sitting, (object)(s_booked with { Elder = Bruno }))], outcome.Facts);
        Assert.Equal([(ClaimOf(Anna), sitting), (ClaimOf(Bruno), sitting)], outcome.Takes);
    }

    [Fact]
    public static void Keeps_a_miss_once()
    {
        var miss = new RecordOrderedMealMiss(Point, Monday, Meal.Lunch, Anna, Order, "SITTING_FULL");
        var full = Given(OnePlaceAtEleven, BrunoBooked);
        miss.Decide(Orders(Placed), OpenPoint, full).Then(s_missed);
        miss.Decide(Orders(Placed, s_missed), OpenPoint, full).ThenNothing();
        (miss with { Reason = "CUT_OFF_PASSED" }).Decide(Orders(Placed, s_missed), OpenPoint, full).Then(s_missed with { Reason = "CUT_OFF_PASSED" });
        miss.Decide(Orders(Placed, s_paused), OpenPoint, full).ThenNothing();
    }

    [Fact]
    public static void A_miss_says_when_it_is_certain()
    {
        var noonBefore = Noon.AddDays(-1);
        var closed = MealPoint.Fold(OpenPoint, new MealPointClosedOn(Point, Monday, [], "Holiday"));
        DateTimeOffset? At(MealPoint? point, Sitting? sitting) => Assert.IsType<OrderedMealMissed>(Assert.Single(
            new RecordOrderedMealMiss(Point, Monday, Meal.Lunch, Anna, Order, "X").Decide(Orders(Placed), point, sitting).Facts)).CertainAt;

        Assert.Equal(Eight, At(SuspendedPoint, Given(OnePlaceAtEleven with { CutOff = Eight })));
        Assert.Equal(Nine, At(SuspendedPoint, null));
        Assert.Equal(noonBefore, At(closed, Given(OnePlaceAtEleven)));
        Assert.Equal(noonBefore, At(OpenPoint with { Week = [] }, null));
    }

    private static BookOrderedMeal Command(bool fresh) => new(Point, Monday, Meal.Lunch, Anna, Order, fresh);

    private static Decision<SittingFact> Book(
        Sitting? sitting, StandingOrders? orders = null, MealPoint? point = null, bool fresh = false, Guid? portionAt = null,
        ElderRecord? elder = null) => BookOrderedMealDecider.Decide(
        Command(fresh), orders ?? Orders(Placed), point ?? OpenPoint, sitting, elder ?? Registered(Anna), portionAt, Eight);

    private static Decision<SittingFact> Cancel(Sitting? sitting, StandingOrders? orders, DateTimeOffset? now = null) =>
        CancelOrderedMealDecider.Decide(new(Point, Monday, Meal.Lunch, Anna, Order), orders, OpenPoint, sitting, now ?? Eight);
}
