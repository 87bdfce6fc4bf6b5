using Eldercare.People;
using Eldercare.Store.Deciding;
using static Eldercare.Meals.Tests.Example;

namespace Eldercare.Meals.Tests.MealPoints;

public static class MealPointTests
{
    private static readonly OpenMealPoint Open = new(
        Point, PointOpened.Name, Jingkou, PointOpened.Address, 32.2, 119.4, PointOpened.Week);
    private static readonly ChangeMealPoint Change = new(Point, "Green Street", "2 Green Street", 32.3, 119.5);

    [Fact] public static void Opens() => OpenMealPointDecider.Decide(Open, null).Then(PointOpened);

    [Fact]
    public static void Opens_with_an_empty_week() =>
        OpenMealPointDecider.Decide(Open with { Week = [] }, null).Then(PointOpened with { Week = [] });

    [Fact]
    public static void Refuses_to_open_twice() =>
        OpenMealPointDecider.Decide(Open, OpenPoint).ThenRefused("MEAL_POINT_ALREADY_OPEN", new MealPointAlreadyOpen(Point));

    [Fact]
    public static void Refuses_a_district_that_does_not_exist() =>
        OpenMealPointDecider.Decide(Open with { District = "999999" }, null)
            .ThenRefused("DISTRICT_UNKNOWN", new DistrictUnknown("999999"));

    [Fact]
    public static void Refuses_a_district_that_is_no_text_before_repeating_it() =>
        Assert.IsType<TextInvalid>(OpenMealPointDecider.Decide(Open with { District = "3211\002" }, null).Refusal);

    [Fact]
    public static void Changes_name_address_and_position() =>
        ChangeMealPointDecider.Decide(Change, OpenPoint).Then(new MealPointChanged(Point, "Green Street", "2 Green Street", 32.3, 119.5));

    [Fact]
    public static void Changes_nothing_when_it_is_so_already() =>
        ChangeMealPointDecider.Decide(new(Point, OpenPoint.Name, OpenPoint.Address, 32.2, 119.4), OpenPoint).ThenNothing();

    [Fact]
    public static void Refuses_to_change_a_point_never_opened() =>
        ChangeMealPointDecider.Decide(Change, null).ThenRefused("MEAL_POINT_UNKNOWN", new MealPointUnknown(Point));

    public static TheoryData<string, string, double, double, string> Misplaced => new()
    {
        { "", "a", 0, 0, "TEXT_INVALID" },
        { new('a', 101), "a", 0, 0, "TEXT_INVALID" },
        { "a", "", 0, 0, "TEXT_INVALID" },
        { "a", new('a', 201), 0, 0, "TEXT_INVALID" },
        { "a", "a", 90.1, 0, "POSITION_INVALID" },
        { "a", "a", double.NaN, 0, "POSITION_INVALID" },
        { "a", "a", 0, -180.1, "POSITION_INVALID" },
        { "a", "a", 0, double.PositiveInfinity, "POSITION_INVALID" },
    };

    [Theory, MemberData(nameof(Misplaced))]
    public static void Refuses_names_addresses_and_positions_that_cannot_be(
        string name, string address, double latitude, double longitude, string code)
    {
        var open = Open with { Name = name, Address = address, Latitude = latitude, Longitude = longitude };
        Assert.Equal(code, OpenMealPointDecider.Decide(open, null).Refusal?.Code);
        Assert.Equal(code, ChangeMealPointDecider.Decide(new(Point, name, address, latitude, longitude), OpenPoint).Refusal?.Code);
    }

    [Fact]
    public static void Names_the_coordinate_that_is_wrong() =>
        ChangeMealPointDecider.Decide(Change with { Longitude = 181 }, OpenPoint)
            .ThenRefused("POSITION_INVALID", new PositionInvalid("longitude"));

    [Fact] public static void Suspends() => Suspend("Water cut", OpenPoint).Then(new MealPointSuspended(Point, "Water cut"));

    [Fact]
    public static void Suspends_for_another_reason() =>
        Suspend("Repairs", SuspendedPoint).Then(new MealPointSuspended(Point, "Repairs"));

    [Fact] public static void Changes_nothing_when_suspended_for_that_reason_already() => Suspend("Water cut", SuspendedPoint).ThenNothing();

    [Fact]
    public static void Refuses_to_suspend_without_a_reason() =>
        Assert.IsType<TextInvalid>(Suspend("", OpenPoint).Refusal);

    [Fact]
    public static void Refuses_to_suspend_a_point_never_opened() =>
        Suspend("Water cut", null).ThenRefused("MEAL_POINT_UNKNOWN", new MealPointUnknown(Point));

    [Fact] public static void Resumes() => Resume(SuspendedPoint).Then(new MealPointResumed(Point));

    [Fact] public static void Changes_nothing_when_it_is_not_suspended() => Resume(OpenPoint).ThenNothing();

    [Fact]
    public static void Refuses_to_resume_a_point_never_opened() =>
        Resume(null).ThenRefused("MEAL_POINT_UNKNOWN", new MealPointUnknown(Point));

    [Fact]
    public static void Throws_on_a_fact_that_cannot_follow()
    {
        Assert.Throws<InvalidOperationException>(() => MealPoint.Fold(null, new MealPointResumed(Point)));
        Assert.Throws<InvalidOperationException>(() => MealPoint.Fold(OpenPoint, PointOpened));
        Assert.Throws<InvalidOperationException>(() => MealPoint.Fold(OpenPoint, new MealPointResumed(Point)));
    }

    [Fact]
    public static void Every_command_writes_the_points_own_stream()
    {
        var known = new Standing(Noon).With(MealPoint.Stream.At(Point.Value), SuspendedPoint);
        ICommand[] commands = [Change, new ChangeWeek(Point, []), new SuspendMealPoint(Point, "Repairs"), new ResumeMealPoint(Point)];
        Assert.All(commands, command => Assert.Single(known.Run(command).Facts));
        Assert.Single(new Standing(Noon).Run(Open).Facts);
    }

    private static Decision<MealPointFact> Suspend(string reason, MealPoint? point) =>
        SuspendMealPointDecider.Decide(new(Point, reason), point);

    private static Decision<MealPointFact> Resume(MealPoint? point) => ResumeMealPointDecider.Decide(new(Point), point);
}
