using static Eldercare.Meals.Tests.Example;
using static Eldercare.Meals.Tests.Ordering.OrderExample;

namespace Eldercare.Meals.Tests.Ordering;

public static class ChangeStandingOrderTests
{
    private static readonly ImmutableArray<OrderLine> s_dinners = [Lunches with { Meal = Meal.Dinner }];
    private static readonly StandingOrderEnded s_ended = new(Anna, Order, Monday.AddDays(7));

    [Fact]
    public static void Changes_the_lines() => Orders(Placed).When(Change with { Lines = s_dinners })
        .Then(new StandingOrderChanged(Anna, Order, s_dinners, Monday, null));

    [Fact] public static void Changes_nothing_when_it_is_so_already() => Orders(Placed).When(Change).ThenNothing();

    [Fact]
    public static void Keeps_the_day_a_running_order_began_on() =>
        Assert.Null(Orders(Placed with { From = Monday.AddDays(-7) }).When(Change with { From = Monday.AddDays(-7), Lines = s_dinners }).Refusal);

    [Fact]
    public static void Refuses_an_order_never_placed() =>
        Orders().When(Change).ThenRefused("STANDING_ORDER_UNKNOWN", new StandingOrderUnknown(Order));

    [Fact]
    public static void Refuses_an_order_that_has_ended() =>
        Orders(Placed, s_ended).When(Change).ThenRefused("STANDING_ORDER_HAS_ENDED", new StandingOrderHasEnded(Order, s_ended.LastDay));

    [Fact]
    public static void Pauses_for_some_days() => Orders(Placed)
        .When(new PauseStandingOrder(Anna, Order, Monday, Monday.AddDays(3)))
        .Then(new StandingOrderPaused(Anna, Order, Monday, Monday.AddDays(3)));

    [Fact]
    public static void Changes_nothing_for_days_paused_already() =>
        Orders(Placed, new StandingOrderPaused(Anna, Order, Monday, null))
            .When(new PauseStandingOrder(Anna, Order, Monday, Monday.AddDays(3))).ThenNothing();

    [Fact]
    public static void Refuses_a_pause_in_the_past() => Assert.IsType<OrderDateOutOfRange>(
        Orders(Placed).When(new PauseStandingOrder(Anna, Order, Monday.AddDays(-1), null)).Refusal);

    [Fact]
    public static void Resumes() => Orders(Placed, new StandingOrderPaused(Anna, Order, Monday, null))
        .When(new ResumeStandingOrder(Anna, Order, Monday.AddDays(1))).Then(new StandingOrderResumed(Anna, Order, Monday.AddDays(1)));

    [Fact]
    public static void Has_nothing_to_resume_without_a_pause_from_then_on() =>
        Orders(Placed, new StandingOrderPaused(Anna, Order, Monday, Monday))
            .When(new ResumeStandingOrder(Anna, Order, Monday.AddDays(1))).ThenNothing();

    [Fact]
    public static void Refuses_to_resume_yesterday() =>
        Assert.IsType<OrderDateOutOfRange>(Orders(Placed).When(new ResumeStandingOrder(Anna, Order, Monday.AddDays(-1))).Refusal);

    [Fact] public static void Ends() => Orders(Placed).When(new EndStandingOrder(Anna, Order, Monday.AddDays(7))).Then(s_ended);

    [Fact]
    public static void Ends_sooner_but_not_later()
    {
        Orders(Placed, s_ended).When(new EndStandingOrder(Anna, Order, Monday)).Then(s_ended with { LastDay = Monday });
        Orders(Placed, s_ended).When(new EndStandingOrder(Anna, Order, Monday.AddDays(9))).ThenNothing();
    }

    [Fact]
    public static void Refuses_to_end_long_ago() =>
        Assert.IsType<OrderDateOutOfRange>(Orders(Placed).When(new EndStandingOrder(Anna, Order, DateOnly.MinValue)).Refusal);

    [Fact]
    public static void A_death_ends_all_that_still_run() =>
        new EndAllStandingOrders(Anna, Monday).Decide(Orders(Placed, s_ended, Placed with { Order = Other }))
            .Then(s_ended with { LastDay = Monday }, new StandingOrderEnded(Anna, Other, Monday));

    [Fact] public static void A_death_of_one_without_orders_ends_nothing() => new EndAllStandingOrders(Anna, Monday).Decide(Orders()).ThenNothing();

    [Fact]
    public static void Wants_its_lines_on_their_days_but_for_pauses()
    {
        var order = Orders(
            Placed with { Until = Monday.AddDays(18) }, new StandingOrderPaused(Anna, Order, Monday.AddDays(4), Monday.AddDays(7)))!.Orders[Order];

        Assert.Equal(
            [Monday, Monday.AddDays(11), Monday.AddDays(14), Monday.AddDays(18)],
            Enumerable.Range(-7, 40).Select(Monday.AddDays).Where(d => order.Due(d).Any()));
    }
}
