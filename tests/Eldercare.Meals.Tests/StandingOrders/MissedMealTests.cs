using Eldercare.People;
using Eldercare.Store.Deciding;
using static Eldercare.Meals.Tests.Example;
using static Eldercare.Meals.Tests.Ordering.OrderExample;

namespace Eldercare.Meals.Tests.Ordering;

/// <summary>What follows when an order found no portion: the elder waits for one, a person looks after it, and in the end she is told.</summary>
public static class MissedMealTests
{
    private static readonly OrderedMealMissed s_missed = new(Anna, Order, Point, Monday, Meal.Lunch, "SITTING_FULL", Nine);
    private static readonly OrderedMealFailed s_failed = new(Anna, Order, Point, Monday, Meal.Lunch, ByList: false);
    private static readonly OrderedMealMissDropped s_dropped = new(Anna, Order, Monday, Meal.Lunch);
    private static readonly WaitingListJoined s_waits = new(Lunch, Anna, Channel.DineIn, Order);
    private static readonly PlaceOffered s_offered = new(Lunch, Anna, Channel.DineIn, Nine, PlaceFreedBy.Cancellation);
    private static readonly SettleOrderedMealMiss s_settle = new(Point, Monday, Meal.Lunch, Anna, MissAction.ArrangedOtherwise, "Neighbour cooks");
    private static readonly Sitting s_full = Given(OnePlaceAtEleven, BrunoBooked)!;
    private static readonly StandingOrderPaused s_paused = new(Anna, Order, Monday, null);

    [Fact] public static void Who_finds_the_sitting_full_waits_for_her_order() => Wait(s_full).Then(s_waits);

    [Fact]
    public static void Who_came_off_that_list_is_not_put_on_it_again()
    {
        foreach (var end in (SittingFact[])
        [
            new WaitingListLeft(Lunch, Anna, LeftListBecause.Asked, HadOffer: true), new PlaceDeclined(Lunch, Anna, null),
            new PlaceOfferLapsed(Lunch, Anna),
        ])
        {
            Wait(Given(OnePlaceAtEleven, BrunoBooked, s_waits, new BookingCancelled(Lunch, Bruno, null, false), s_offered, end, BrunoBooked))
                .ThenRefused("LEFT_THAT_WAITING_LIST", new LeftThatWaitingList(Lunch, Anna));
        }
    }

    [Fact]
    public static void Whom_her_order_took_off_it_puts_on_again() =>
        Wait(Given(OnePlaceAtEleven, BrunoBooked, s_waits, new WaitingListLeft(Lunch, Anna, LeftListBecause.OrderChanged, HadOffer: false))).Then(s_waits);

    [Fact]
    public static void Refuses_to_wait_as_whoever_asks()
    {
        Wait(Given(OnePlaceAtEleven)).ThenRefused("PLACES_LEFT", new PlacesLeft(Lunch, 1));
        Wait(s_full, waitsAt: Elsewhere.Value).ThenRefused("WAITING_ELSEWHERE", new WaitingElsewhere(Anna, Elsewhere));
        Wait(s_full, Orders(Placed, s_paused)).ThenRefused("ORDER_NOT_DUE", new OrderNotDue(Order));
        Wait(s_full, Orders(Placed, s_missed, s_failed)).ThenRefused("ORDERED_MEAL_GIVEN_UP", new OrderedMealGivenUp(Anna, Order));
        Wait(s_full, point: MealPoint.Fold(OpenPoint, new MealPointClosedOn(Point, Monday, [], "Holiday")))
            .ThenRefused("MEAL_POINT_CLOSED_THAT_DAY", new MealPointClosedThatDay(Point, Monday, "Holiday"));
    }

    [Fact]
    public static void Waits_no_longer_for_what_the_order_wants_no_more()
    {
        var left = new WaitingListLeft(Lunch, Anna, LeftListBecause.OrderChanged, HadOffer: false);
        Leave(Given(OnePlaceAtEleven, BrunoBooked, s_waits), Orders(Placed, s_paused)).Then(left);
        Leave(Given(OnePlaceAtEleven, s_waits, s_offered), Orders(Placed, s_paused)).Then(left with { HadOffer = true });
        Leave(Given(OnePlaceAtEleven, BrunoBooked, s_waits), Orders(Placed)).ThenNothing();
    }

    [Fact]
    public static void Who_joined_herself_stays_on_the_list() =>
        Leave(Given(OnePlaceAtEleven, BrunoBooked, s_waits with { Order = null }), Orders(Placed, s_paused)).ThenNothing();

    [Fact]
    public static void An_order_that_changes_drops_what_it_missed_and_does_not_want_any_more()
    {
        Orders(Placed, s_missed).When(new PauseStandingOrder(Anna, Order, Monday, null)).Then(s_paused, s_dropped);
        Orders(Placed, s_missed).When(new EndStandingOrder(Anna, Order, Monday.AddDays(-1)))
            .Then(new StandingOrderEnded(Anna, Order, Monday.AddDays(-1)), s_dropped);
        new EndAllStandingOrders(Anna, Monday.AddDays(-1)).Decide(Orders(Placed, s_missed))
            .Then(new StandingOrderEnded(Anna, Order, Monday.AddDays(-1)), s_dropped);
        Orders(Placed, s_missed).When(new PauseStandingOrder(Anna, Order, Monday.AddDays(1), null))
            .Then(new StandingOrderPaused(Anna, Order, Monday.AddDays(1), null));
        Orders(Placed, s_missed, s_failed).When(new PauseStandingOrder(Anna, Order, Monday, null)).Then(s_paused);
    }

    [Fact]
    public static void What_was_dropped_and_is_wanted_again_is_missed_anew() =>
        new RecordOrderedMealMiss(Point, Monday, Meal.Lunch, Anna, Order, "SITTING_FULL")
            .Decide(Orders(Placed, s_missed, s_paused, s_dropped, new StandingOrderResumed(Anna, Order, Monday)), OpenPoint, s_full).Then(s_missed);

    [Fact]
    public static void At_the_cut_off_it_is_certain_once()
    {
        Fail(Orders(Placed, s_missed), s_full, Nine).Then(s_failed);
        Fail(Orders(Placed, s_missed, s_failed), s_full, Nine).ThenNothing();
        Fail(Orders(Placed, s_missed), s_full, Eight).ThenNothing();
        Fail(Orders(Placed, s_missed), Given(OnePlaceAtEleven with { CutOff = Ten }, BrunoBooked), Nine).ThenNothing();
        Fail(Orders(Placed, s_missed), s_full, Nine, heldAt: Elsewhere.Value).ThenNothing();
        Fail(Orders(Placed), s_full, Nine).ThenNothing();
        Fail(Orders(Placed, s_missed, new OrderedMealMissSettled(Anna, Order, Monday, Meal.Lunch, MissAction.DoesWithout, null)), s_full, Nine).ThenNothing();
    }

    [Fact]
    public static void A_closing_day_is_certain_before_its_cut_off()
    {
        var closed = MealPoint.Fold(OpenPoint, new MealPointClosedOn(Point, Monday, [], "Holiday"));
        Fail(Orders(Placed, s_missed with { CertainAt = Eight.AddDays(-1) }), s_full, Eight, point: closed).Then(s_failed);
    }

    [Fact]
    public static void Who_waited_in_vain_is_told_by_the_list() =>
        Fail(
            Orders(Placed, s_missed),
            Given(OnePlaceAtEleven, BrunoBooked, s_waits, new WaitingListLeft(Lunch, Anna, LeftListBecause.CutOff, HadOffer: false)), Nine)
        .Then(s_failed with { ByList = true });

    [Fact]
    public static void Whose_offer_ended_with_the_list_is_told_by_it() =>
        Fail(Orders(Placed, s_missed), Given(OnePlaceAtEleven, s_waits, s_offered, new PlaceOfferLapsed(Lunch, Anna)), Nine)
            .Then(s_failed with { ByList = true });

    [Fact]
    public static void Who_was_off_the_list_before_it_ended_is_told_that_her_order_fails()
    {
        foreach (var end in (SittingFact[][])
        [
            [new WaitingListLeft(Lunch, Anna, LeftListBecause.Asked, HadOffer: false)],
            [s_offered with { Until = Eight }, new PlaceOfferLapsed(Lunch, Anna)],
            [s_offered, new PlaceDeclined(Lunch, Anna, null)],
        ])
            Fail(Orders(Placed, s_missed), Given([OnePlaceAtEleven, s_waits with { Order = null }, .. end, BrunoBooked]), Nine).Then(s_failed);
    }

    [Fact]
    public static void A_place_she_waited_for_by_her_order_is_the_orders_whoever_takes_it()
    {
        Take(s_waits).Then(
            new WaitingListLeft(Lunch, Anna, LeftListBecause.Guest, HadOffer: true), new MealBooked(Lunch, Anna, Channel.Takeaway, Order: Order));
        Take(s_waits with { Order = null }).Then(
            new WaitingListLeft(Lunch, Anna, LeftListBecause.Guest, HadOffer: true), new MealBooked(Lunch, Anna, Channel.Takeaway));

        static Decision<SittingFact> Take(WaitingListJoined joined) => BookMealDecider.Decide(
            new(Point, Monday, Meal.Lunch, Anna, Channel.Takeaway), OpenPoint, Given(OnePlaceAtEleven, joined, s_offered), Registered(Anna), null, Eight);
    }

    [Fact]
    public static void A_person_settles_it_once()
    {
        var settled = new OrderedMealMissSettled(Anna, Order, Monday, Meal.Lunch, MissAction.ArrangedOtherwise, "Neighbour cooks");
        Settle(s_settle, Orders(Placed, s_missed)).Then(settled);
        Settle(s_settle, Orders(Placed, s_missed, s_failed)).Then(settled);
        Settle(s_settle, Orders(Placed, s_missed, settled)).ThenNothing();
        Settle(s_settle with { Action = MissAction.NotReached }, Orders(Placed, s_missed, settled))
            .ThenRefused("ORDERED_MEAL_MISS_ALREADY_SETTLED", new OrderedMealMissAlreadySettled(Anna, Monday, MissAction.ArrangedOtherwise));
        Settle(s_settle, Orders(Placed)).ThenRefused("NO_ORDERED_MEAL_MISSED", new NoOrderedMealMissed(Anna, Monday));
        Settle(s_settle with { Point = new(Id(9)) }, Orders(Placed, s_missed)).ThenRefused("NO_ORDERED_MEAL_MISSED", new NoOrderedMealMissed(Anna, Monday));
        Assert.IsType<TextInvalid>(Settle(s_settle with { Note = new('a', 201) }, Orders(Placed, s_missed)).Refusal);
    }

    private static Decision<SittingFact> Wait(Sitting? sitting, StandingOrders? orders = null, MealPoint? point = null, Guid? waitsAt = null) =>
        WaitForOrderedMealDecider.Decide(
            new(Point, Monday, Meal.Lunch, Anna, Order), orders ?? Orders(Placed), point ?? OpenPoint, sitting, Registered(Anna), portionAt: null,
            waitsAt, Eight);

    private static Decision<SittingFact> Leave(Sitting? sitting, StandingOrders? orders) =>
        LeaveOrderedWaitDecider.Decide(new(Point, Monday, Meal.Lunch, Anna, Order), orders, OpenPoint, sitting, Eight);

    private static Decision<StandingOrderFact> Fail(
        StandingOrders? orders, Sitting? sitting, DateTimeOffset now, Guid? heldAt = null, MealPoint? point = null) =>
        FailOrderedMealDecider.Decide(new(Point, Monday, Meal.Lunch, Anna), orders, point ?? OpenPoint, sitting, heldAt, now);

    private static Decision<StandingOrderFact> Settle(SettleOrderedMealMiss command, StandingOrders? orders) =>
        SettleOrderedMealMissDecider.Decide(command, orders);
}
