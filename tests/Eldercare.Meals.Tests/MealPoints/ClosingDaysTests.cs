using Eldercare.People;
using Eldercare.Store.Deciding;
using static Eldercare.Meals.Tests.Example;

namespace Eldercare.Meals.Tests.MealPoints;

public static class ClosingDaysTests
{
    private static readonly DateOnly s_next = Monday.AddDays(7);
    private static readonly MealPointClosedOn s_closed = new(Point, Monday, [], "Holiday");
    private static readonly CloseMealPointOn s_close = new(Point, [s_next, Monday, Monday], [], "Holiday");

    [Fact] public static void Closes_each_day_once() => Decide(s_close).Then(s_closed, s_closed with { Date = s_next });

    [Fact]
    public static void Changes_nothing_where_it_is_so_already() => Decide(s_close, s_closed).Then(s_closed with { Date = s_next });

    [Fact]
    public static void Gives_a_closing_day_another_reason() =>
        Decide(s_close with { Dates = [Monday], Reason = "Repair" }, s_closed).Then(s_closed with { Reason = "Repair" });

    [Fact]
    public static void Refuses_no_day_too_many_the_past_and_what_is_far_away()
    {
        foreach (var dates in (ImmutableArray<DateOnly>[])
            [default, [], [Monday.AddDays(-1)], [Monday.AddDays(367)], [.. Enumerable.Range(0, 101).Select(Monday.AddDays)]])
            Assert.IsType<ClosingDaysInvalid>(Decide(s_close with { Dates = dates }).Refusal);
    }

    [Fact]
    public static void Refuses_a_meal_there_is_not() => Assert.IsType<ClosingDaysInvalid>(Decide(s_close with { Meals = [(Meal)9] }).Refusal);

    [Fact]
    public static void Refuses_an_unknown_point_and_no_reason()
    {
        CloseMealPointOnDecider.Decide(s_close, null, Eight).ThenRefused("MEAL_POINT_UNKNOWN", new MealPointUnknown(Point));
        Assert.IsType<TextInvalid>(Decide(s_close with { Reason = " " }).Refusal);
    }

    [Fact]
    public static void Closes_only_the_meals_named()
    {
        var point = After(s_closed with { Meals = [Meal.Dinner] });
        Assert.Equal((null, "Holiday"), (point.ClosedReason(Monday, Meal.Lunch), point.ClosedReason(Monday, Meal.Dinner)));
    }

    [Fact]
    public static void Nobody_new_eats_on_a_closing_day()
    {
        var closed = new MealPointClosedThatDay(Point, Monday, "Holiday");
        var point = After(s_closed);
        BookMealDecider.Decide(
            new(Point, Monday, Meal.Lunch, Anna, Channel.DineIn), point, Given(OnePlaceAtEleven), Registered(Anna), null, Eight)
            .ThenRefused("MEAL_POINT_CLOSED_THAT_DAY", closed);
        ServeWalkInDecider.Decide(new(Point, Monday, Meal.Lunch, Anna), point, Given(OnePlaceAtEleven), Registered(Anna), null, Eleven)
            .ThenRefused("MEAL_POINT_CLOSED_THAT_DAY", closed);
        OpenSittingDecider.Decide(new(Point, Monday, Meal.Lunch), point, null, Eight).ThenRefused("MEAL_POINT_CLOSED_THAT_DAY", closed);
    }

    [Fact]
    public static void Reopens_the_days_that_were_closed() =>
        ReopenMealPointOnDecider.Decide(new(Point, [s_next, Monday]), After(s_closed), Eight).Then(new MealPointReopenedOn(Point, Monday));

    [Fact]
    public static void Refuses_to_reopen_at_an_unknown_point_or_in_the_past()
    {
        ReopenMealPointOnDecider.Decide(new(Point, [Monday]), null, Eight).ThenRefused("MEAL_POINT_UNKNOWN", new MealPointUnknown(Point));
        Assert.IsType<ClosingDaysInvalid>(ReopenMealPointOnDecider.Decide(new(Point, [Monday.AddDays(-1)]), OpenPoint, Eight).Refusal);
    }

    private static MealPoint After(params MealPointFact[] facts) => facts.Aggregate(OpenPoint, (p, f) => MealPoint.Fold(p, f)!);

    private static Decision<MealPointFact> Decide(CloseMealPointOn command, params MealPointFact[] before)
    {
        var decision = CloseMealPointOnDecider.Decide(command, After(before), Eight);
        return decision.Refusal is { } refusal
            ? refusal
            : Decision<MealPointFact>.Of([.. decision.Facts.Cast<MealPointClosedOn>().Select(f => f.Meals.IsEmpty ? f with { Meals = s_closed.Meals } : f)]);
    }
}
