using Eldercare.Store.Deciding;
using static Eldercare.Meals.Tests.Example;

namespace Eldercare.Meals.Tests.Sittings;

public static class OpenSittingTests
{
    private static readonly DateTimeOffset Yesterday = Nine.AddDays(-1);

    [Fact] public static void Opens_what_the_week_plans_in_city_time() => Given().When(MondayLunch).Then(OnePlaceAtEleven);

    [Fact]
    public static void Opens_at_a_suspended_point_so_that_it_is_there_when_the_point_resumes() =>
        OpenSittingDecider.Decide(new(Point, Monday, Meal.Lunch), SuspendedPoint, null, Yesterday).Then(OnePlaceAtEleven);

    [Fact] public static void Changes_nothing_when_open_already() => Given(OnePlaceAtEleven).When(MondayLunch).ThenNothing();

    [Fact]
    public static void Brings_an_open_sitting_into_line_with_a_changed_week() =>
        Given(OnePlaceAtEleven).When(MondayLunch with { Capacity = 5, WalkInBuffer = 2, ServedFrom = new(10, 0), CutOffMinutes = 60 })
            .Then(new SittingPlanChanged(Lunch, 5, 2, Nine, Ten, One, CapacityBefore: 1));

    [Fact]
    public static void Keeps_the_places_already_taken() =>
        Given(OnePlaceAtEleven with { Capacity = 3 }, AnnaBooked, BrunoBooked).When(MondayLunch with { Capacity = 0 })
            .Then(new SittingPlanChanged(Lunch, 2, 1, Nine, Eleven, One, CapacityBefore: 3));

    [Fact]
    public static void Leaves_a_sitting_the_week_no_longer_has_the_places_taken_and_no_more() =>
        Given(OnePlaceAtEleven with { Capacity = 3, WalkInBuffer = 2 }, AnnaBooked).WhenDropped(Yesterday)
            .Then(new SittingPlanChanged(Lunch, 1, 0, Nine, Eleven, One, CapacityBefore: 3));

    [Fact]
    public static void Opens_its_places_again_when_the_week_has_it_again() =>
        Given(
            OnePlaceAtEleven with { Capacity = 3 }, AnnaBooked,
            new SittingPlanChanged(Lunch, 1, 0, Nine, Eleven, One, CapacityBefore: 3))
            .When(MondayLunch with { Capacity = 3 }).Then(new SittingPlanChanged(Lunch, 3, 1, Nine, Eleven, One, CapacityBefore: 1));

    [Fact]
    public static void Changes_nothing_about_a_dropped_sitting_twice() =>
        Given(OnePlaceAtEleven, new SittingPlanChanged(Lunch, 0, 0, Nine, Eleven, One, CapacityBefore: 1)).WhenDropped(Yesterday)
            .ThenNothing();

    [Fact]
    public static void Lets_a_dropped_sitting_take_place_from_the_cut_off_on() =>
        Given(OnePlaceAtEleven).WhenDropped(Nine).ThenRefused("MEAL_NOT_SERVED", new MealNotServed(Point, Monday, Meal.Lunch));

    [Fact]
    public static void Lets_the_plan_stand_from_the_cut_off_on() =>
        Given(OnePlaceAtEleven).When(MondayLunch with { Capacity = 5 }, now: Nine).ThenNothing();

    [Fact]
    public static void Lets_a_closed_sitting_be() =>
        Given(OnePlaceAtEleven, Closed).When(MondayLunch with { Capacity = 5 }).ThenNothing();

    [Fact]
    public static void Reads_the_point_and_writes_the_sitting()
    {
        var known = new Standing(Yesterday).With(MealPoint.Stream.At(Point.Value), OpenPoint);
        Assert.Equal(
            [(Sitting.Stream.At(Lunch.Value), OnePlaceAtEleven)], known.Run(new OpenSitting(Point, Monday, Meal.Lunch)).Facts);
    }

    [Fact]
    public static void Refuses_a_meal_point_never_opened() =>
        OpenSittingDecider.Decide(new(Point, Monday, Meal.Lunch), null, null, Yesterday)
            .ThenRefused("MEAL_POINT_UNKNOWN", new MealPointUnknown(Point));

    [Theory, InlineData(0, Meal.Dinner), InlineData(1, Meal.Lunch)]
    public static void Refuses_a_meal_the_week_does_not_have(int daysLater, Meal meal)
    {
        var date = Monday.AddDays(daysLater);
        OpenSittingDecider.Decide(new(Point, date, meal), OpenPoint, null, Yesterday)
            .ThenRefused("MEAL_NOT_SERVED", new MealNotServed(Point, date, meal));
    }

    [Fact]
    public static void Refuses_dates_more_than_a_year_ahead_or_two_weeks_back()
    {
        foreach (var date in new[] { DateOnly.MinValue, Monday.AddDays(367), Monday.AddDays(-15), DateOnly.MaxValue })
            OpenSittingDecider.Decide(new(Point, date, Meal.Lunch), OpenPoint, null, Nine)
                .ThenRefused("SITTING_DATE_OUT_OF_RANGE", new SittingDateOutOfRange(Monday.AddDays(-14), Monday.AddDays(366)));
    }

    private static Decision<SittingFact> WhenDropped(this Sitting? sitting, DateTimeOffset now) =>
        OpenSittingDecider.Decide(new(Point, Monday, Meal.Lunch), OpenPoint with { Week = [] }, sitting, now);

    private static Decision<SittingFact> When(this Sitting? sitting, WeeklySitting planned, DateTimeOffset? now = null) =>
        OpenSittingDecider.Decide(
            new(Point, Monday, Meal.Lunch), OpenPoint with { Week = [planned] }, sitting, now ?? Yesterday);
}
