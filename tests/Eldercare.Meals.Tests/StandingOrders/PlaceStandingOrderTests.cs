using Eldercare.People.Elders;
using Eldercare.Store.Deciding;
using static Eldercare.Meals.Tests.Example;
using static Eldercare.Meals.Tests.Ordering.OrderExample;

namespace Eldercare.Meals.Tests.Ordering;

public static class PlaceStandingOrderTests
{
    [Fact] public static void Places_an_order() => Orders().When(Place).Then(Placed);

    [Fact]
    public static void Refuses_the_same_order_twice() =>
        Orders(Placed).When(Place).ThenRefused("STANDING_ORDER_ALREADY_PLACED", new StandingOrderAlreadyPlaced(Order));

    [Fact]
    public static void Refuses_the_same_meal_on_a_day_of_another_order() =>
        Orders(Placed).When(Place with { Order = Other, Lines = [Lunches with { Weekdays = [DayOfWeek.Friday], Point = new(Id(9)) }] })
            .ThenRefused("STANDING_ORDER_OVERLAPS", new StandingOrderOverlaps(Order));

    [Fact]
    public static void Takes_another_meal_or_another_day_beside_it()
    {
        Assert.Null(Orders(Placed).When(Place with { Order = Other, Lines = [Lunches with { Meal = Meal.Dinner }] }).Refusal);
        Assert.Null(Orders(Placed).When(Place with { Order = Other, Lines = [Lunches with { Weekdays = [DayOfWeek.Tuesday] }] }).Refusal);
    }

    [Fact]
    public static void Takes_the_same_from_the_day_after_the_other_order_s_last() =>
        Assert.Null(Orders(Placed, new StandingOrderEnded(Anna, Order, Monday.AddDays(3)))
            .When(Place with { Order = Other, From = Monday.AddDays(4) }).Refusal);

    [Fact]
    public static void Refuses_the_same_while_the_other_order_still_runs() =>
        Orders(Placed, new StandingOrderEnded(Anna, Order, Monday.AddDays(4)))
            .When(Place with { Order = Other, From = Monday.AddDays(4) })
            .ThenRefused("STANDING_ORDER_OVERLAPS", new StandingOrderOverlaps(Order));

    [Fact]
    public static void Refuses_an_order_for_nothing() => Assert.IsType<OrderLinesInvalid>(Orders().When(Place with { Lines = [] }).Refusal);

    [Fact]
    public static void Refuses_a_line_without_a_day() =>
        Assert.IsType<OrderLinesInvalid>(Orders().When(Place with { Lines = [Lunches with { Weekdays = [] }] }).Refusal);

    [Fact]
    public static void Refuses_a_day_and_meal_that_stand_twice() =>
        Orders().When(Place with { Lines = [Lunches, Lunches with { Weekdays = [DayOfWeek.Friday] }] })
            .ThenRefused("ORDER_LINES_INVALID", new OrderLinesInvalid(new("星期五午餐重复。", "Friday Lunch stands twice.")));

    [Fact]
    public static void Refuses_a_first_day_that_has_gone_by() =>
        Assert.Equal("from", Assert.IsType<OrderDateOutOfRange>(Orders().When(Place with { From = Monday.AddDays(-1) }).Refusal).Field);

    [Fact]
    public static void Refuses_a_last_day_before_the_first() =>
        Assert.Equal("until", Assert.IsType<OrderDateOutOfRange>(Orders().When(Place with { Until = Monday.AddDays(-1) }).Refusal).Field);

    [Fact]
    public static void Refuses_who_is_not_registered() =>
        Place.Decide(null, null, NotKnown(Point), Eight).ThenRefused("ELDER_UNKNOWN", new ElderUnknown(Anna));

    [Fact]
    public static void Refuses_who_has_died() =>
        Place.Decide(null, Registered(Anna, Monday), NotKnown(Point), Eight).ThenRefused("ELDER_HAS_DIED", new ElderHasDied(Anna, Monday));

    [Fact]
    public static void Refuses_an_unknown_point() =>
        Place.Decide(null, Registered(Anna), NotKnown(), Eight).ThenRefused("MEAL_POINT_UNKNOWN", new MealPointUnknown(Point));

    [Fact]
    public static void Refuses_a_meal_the_point_serves_on_none_of_the_days()
    {
        var tuesdays = Lunches with { Weekdays = [DayOfWeek.Tuesday, DayOfWeek.Friday] };
        foreach (var line in (OrderLine[])[Lunches with { Meal = Meal.Dinner }, tuesdays])
        {
            var refused = Assert.IsType<OrderedMealNeverServed>(At(OpenPoint, Place with { Lines = [line] }).Refusal);
            Assert.Equal((line.Point, line.Meal), (refused.Point, refused.Meal));
            Assert.Equal(line.Weekdays, refused.Weekdays);
        }

        // Also beside a line that is served.
        Assert.IsType<OrderedMealNeverServed>(At(OpenPoint, Place with { Lines = [Lunches, tuesdays with { Weekdays = [DayOfWeek.Tuesday] }] }).Refusal);
    }

    [Fact]
    public static void Takes_what_is_served_on_one_of_the_days_and_names_the_others()
    {
        At(OpenPoint, Place).Then(Placed);
        Assert.Equal(Lunches with { Weekdays = [DayOfWeek.Friday] }, Lunches.NotServedBy(OpenPoint));
        Assert.Null((Lunches with { Weekdays = [DayOfWeek.Monday] }).NotServedBy(OpenPoint));
    }

    [Fact] public static void Takes_an_order_at_a_point_that_has_not_said_what_it_serves() => At(OpenPoint with { Week = [] }, Place).Then(Placed);

    [Fact]
    public static void What_the_order_has_already_keeps_nothing_else_from_changing()
    {
        var dropped = OpenPoint with { Week = [MondayLunch with { Meal = Meal.Dinner }] };
        Assert.Null(At(dropped, Change with { Until = Monday.AddDays(9) }, Placed).Refusal);
        Assert.IsType<OrderedMealNeverServed>(At(dropped, Change with { Lines = [Lunches with { Channel = Channel.Delivery }] }, Placed).Refusal);
    }

    private static Decision<StandingOrderFact> At(MealPoint point, OrderLinesCommand command, params StandingOrderFact[] history) =>
        command.Decide(Orders(history), Registered(Anna), ImmutableDictionary<MealPointId, MealPoint>.Empty.Add(point.Id, point), Eight);

    [Fact]
    public static void Reads_every_point_it_names()
    {
        var stream = StandingOrders.Of(Anna);
        var outcome = new Standing(Eight).With(MealPoint.Stream.At(Point.Value), OpenPoint).With(Anna.Value, Registered(Anna)).Run(Place);
        Assert.Equal([(stream, Placed)], outcome.Facts);
    }
}
