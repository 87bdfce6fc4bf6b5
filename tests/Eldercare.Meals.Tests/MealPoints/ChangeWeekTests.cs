using Eldercare.Store;
using static Eldercare.Meals.Tests.Example;

namespace Eldercare.Meals.Tests.MealPoints;

public static class ChangeWeekTests
{
    [Fact]
    public static void Changes_the_week()
    {
        ImmutableArray<WeeklySitting> week = [MondayLunch, MondayLunch with { Meal = Meal.Dinner }, MondayLunch with { Day = DayOfWeek.Sunday }];
        ChangeWeekDecider.Decide(new(Point, week), OpenPoint, Eight).Then(new WeekChanged(Point, week, Eight));
    }

    [Fact]
    public static void Takes_the_largest_and_the_smallest_plan()
    {
        ImmutableArray<WeeklySitting> week =
        [
            new(DayOfWeek.Monday, Meal.Lunch, 10_000, 1_000, TimeOnly.MinValue, TimeOnly.MaxValue, 10_080),
            new(DayOfWeek.Monday, Meal.Dinner, 0, 0, new(17, 0), new(17, 1), 0),
        ];
        ChangeWeekDecider.Decide(new(Point, week), OpenPoint, Eight).Then(new WeekChanged(Point, week, Eight));
    }

    [Fact]
    public static void Changes_nothing_when_it_is_so_already() =>
        ChangeWeekDecider.Decide(new(Point, [MondayLunch with { }]), OpenPoint, Eight).ThenNothing();

    [Fact]
    public static void Keeps_the_prices_a_sender_does_not_know_of()
    {
        var priced = MondayLunch with { Price = new Fen(800), DeliveryFee = new Fen(100) };
        var point = OpenPoint with { Week = [priced] };
        ImmutableArray<WeeklySitting> week = [MondayLunch with { Capacity = 9 }, MondayLunch with { Meal = Meal.Dinner }];

        var kept = Assert.IsType<WeekChanged>(Assert.Single(
            ChangeWeekDecider.Decide(new(Point, week, KeepsPrice: true, KeepsDeliveryFee: true), point, Eight).Facts));

        Assert.Equal([priced with { Capacity = 9 }, week[1]], kept.Week);
        Assert.Null(ChangeWeekDecider.Decide(new(Point, [MondayLunch], KeepsDeliveryFee: true), point, Eight).Facts.OfType<WeekChanged>().Single().Week[0].Price);
    }

    [Fact]
    public static void Remembers_since_when_the_week_has_a_meal_no_longer()
    {
        var dinner = MondayLunch with { Meal = Meal.Dinner };
        var gone = After(OpenPoint, Eight, dinner);
        Assert.True(gone.Drops(Given(OnePlaceAtEleven)!, Eight));
        // Dropped before the cut-off it stays dropped; dropped after it, it takes place.
        Assert.True(gone.Drops(Given(OnePlaceAtEleven)!, Noon));
        Assert.True(After(gone, Ten, dinner with { Capacity = 9 }).Drops(Given(OnePlaceAtEleven)!, Noon));
        Assert.False(After(OpenPoint, Nine, dinner).Drops(Given(OnePlaceAtEleven)!, Noon));
        Assert.False(After(gone, Nine.AddMinutes(-1), MondayLunch).Drops(Given(OnePlaceAtEleven)!, Noon));
        Assert.False(After(After(gone, Nine.AddMinutes(-1), MondayLunch), Ten).Drops(Given(OnePlaceAtEleven)!, Noon));

        static MealPoint After(MealPoint point, DateTimeOffset at, params ImmutableArray<WeeklySitting> week) =>
            MealPoint.Fold(point, new WeekChanged(Point, week, at))!;
    }

    [Fact]
    public static void Refuses_a_point_never_opened() =>
        ChangeWeekDecider.Decide(new(Point, []), null, Eight).ThenRefused("MEAL_POINT_UNKNOWN", new MealPointUnknown(Point));

    public static TheoryData<string, ImmutableArray<WeeklySitting>> Invalid => new()
    {
        { "it is missing.", default },
        { "a sitting is missing.", [null!] },
        { "Monday Lunch stands twice.", [MondayLunch, MondayLunch with { Capacity = 9 }] },
        { "a day or meal does not exist.", [MondayLunch with { Day = (DayOfWeek)7 }] },
        { "a day or meal does not exist.", [MondayLunch with { Meal = (Meal)3 }] },
        { "Monday Lunch: capacity is 0 to 10000.", [MondayLunch with { Capacity = -1 }] },
        { "Monday Lunch: capacity is 0 to 10000.", [MondayLunch with { Capacity = 10_001 }] },
        { "Monday Lunch: walk-in buffer is 0 to 1000.", [MondayLunch with { WalkInBuffer = -1 }] },
        { "Monday Lunch: walk-in buffer is 0 to 1000.", [MondayLunch with { WalkInBuffer = 1_001 }] },
        { "Monday Lunch: cut-off is 0 to 10080 minutes.", [MondayLunch with { CutOffMinutes = -1 }] },
        { "Monday Lunch: cut-off is 0 to 10080 minutes.", [MondayLunch with { CutOffMinutes = 10_081 }] },
        { "Monday Lunch: price and delivery fee are 0 to 100000 fen.", [MondayLunch with { Price = new Fen(-1) }] },
        { "Monday Lunch: price and delivery fee are 0 to 100000 fen.", [MondayLunch with { DeliveryFee = new Fen(100_001) }] },
        { "Monday Lunch: it ends before it begins.", [MondayLunch with { ServedUntil = MondayLunch.ServedFrom }] },
    };

    [Theory, MemberData(nameof(Invalid), DisableDiscoveryEnumeration = true)]
    public static void Refuses_a_week_that_cannot_be_served(string reason, ImmutableArray<WeeklySitting> week)
    {
        Assert.Equal(reason, Assert.IsType<WeekInvalid>(ChangeWeekDecider.Decide(new(Point, week), OpenPoint, Eight).Refusal).Reason.En);
        Assert.Equal(
            reason, Assert.IsType<WeekInvalid>(OpenMealPointDecider.Decide(new(Point, "a", Jingkou, "a", 0, 0, week), null).Refusal).Reason.En);
    }
}
