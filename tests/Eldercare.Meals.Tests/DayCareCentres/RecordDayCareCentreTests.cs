using Eldercare.People;
using Eldercare.Store.Deciding;
using static Eldercare.Meals.Tests.Example;

namespace Eldercare.Meals.Tests.DayCareCentres;

public static class RecordDayCareCentreTests
{
    private static readonly DayCareCentreId s_centre = DayCareCentreId.FromRegistry("DC-1");
    private static readonly RecordDayCareCentre s_record = new(s_centre, "Lake centre", Jingkou, "1 Lake Road", Point);
    private static readonly DayCareCentreRegistered s_registered = new(s_centre, "Lake centre", Jingkou, "1 Lake Road", Point);

    [Fact] public static void Registers_a_centre() => Given().When(s_record).Then(s_registered);

    [Fact]
    public static void Takes_a_change_over() =>
        Given(s_registered).When(s_record with { Name = "Hill centre", MealPoint = null })
            .Then(new DayCareCentreChanged(s_centre, "Hill centre", Jingkou, "1 Lake Road", null));

    [Fact]
    public static void Changes_nothing_when_it_is_so_already() => Given(s_registered).When(s_record).ThenNothing();

    [Fact]
    public static void Changes_back() =>
        Given(s_registered, new DayCareCentreChanged(s_centre, "Hill centre", Jingkou, "1 Lake Road", null)).When(s_record)
            .Then(new DayCareCentreChanged(s_centre, "Lake centre", Jingkou, "1 Lake Road", Point));

    [Fact]
    public static void Keeps_a_meal_point_the_sender_does_not_know_of() =>
        Given(s_registered).When(s_record with { MealPoint = null, KeepsMealPoint = true }).ThenNothing();

    [Fact]
    public static void Refuses_a_meal_point_that_does_not_exist() =>
        RecordDayCareCentreDecider.Decide(s_record, null, mealPointKnown: false).ThenRefused("MEAL_POINT_UNKNOWN", new MealPointUnknown(Point));

    [Fact]
    public static void Refuses_bad_text_and_districts() => Assert.Multiple(
        () => Assert.IsType<TextInvalid>(Given().When(s_record with { Name = " " }).Refusal),
        () => Assert.IsType<TextInvalid>(Given().When(s_record with { Address = "\0" }).Refusal),
        () => Assert.IsType<DistrictUnknown>(Given().When(s_record with { District = "999999" }).Refusal));

    private static DayCareCentre? Given(params DayCareCentreFact[] history) => history.Aggregate(default(DayCareCentre), DayCareCentre.Evolve);

    private static Decision<DayCareCentreFact> When(this DayCareCentre? centre, RecordDayCareCentre command) =>
        RecordDayCareCentreDecider.Decide(command, centre, mealPointKnown: true);
}
