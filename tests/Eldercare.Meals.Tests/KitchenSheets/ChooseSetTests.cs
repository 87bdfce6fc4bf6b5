using Eldercare.Store.Deciding;
using static Eldercare.Meals.Tests.Example;
using static Eldercare.Meals.Tests.KitchenExample;

namespace Eldercare.Meals.Tests.KitchenSheets;

public static class ChooseSetTests
{
    private static readonly Sitting s_annaBooked = Given(OnePlaceAtEleven, AnnaBooked)!;

    [Fact] public static void Takes_a_set_of_the_menu() => When("B").Then(new SetChosen(Lunch, Anna, "B"));

    [Fact]
    public static void Changes_nothing_when_chosen_already() =>
        When("B", MenuWith(KitchenWith(), new SetChosen(Lunch, Anna, "B"))).ThenNothing();

    [Fact] public static void Refuses_a_set_the_menu_has_not() => When("C").ThenRefused("SET_NOT_ON_MENU", new SetNotOnMenu(Lunch));

    [Fact] public static void Refuses_from_the_cut_off_on() => When("B", now: Nine).ThenRefused("CUT_OFF_PASSED", new CutOffPassed(Lunch, Nine));

    [Fact]
    public static void Refuses_who_is_not_booked() => ChooseSetDecider
        .Decide(Command("B"), Given(OnePlaceAtEleven, AnnaBooked, AnnaCancelled), TodaysMenu, Eight).ThenRefused("NOT_BOOKED", new NotBooked(Lunch, Anna));

    [Fact]
    public static void Refuses_a_sitting_never_opened() =>
        ChooseSetDecider.Decide(Command("B"), null, TodaysMenu, Eight).ThenRefused("SITTING_UNKNOWN", new SittingUnknown(Lunch));

    [Fact]
    public static void Refuses_when_the_kitchen_is_another_by_now() => ChooseSetDecider
        .Decide(Command("B"), s_annaBooked, null, Eight).ThenRefused("KITCHEN_SHEET_OUT_OF_DATE", new KitchenSheetOutOfDate(Lunch));

    private static ChooseSet Command(string set) => new(Point, Monday, Meal.Lunch, Central, Anna, set);

    private static Decision<KitchenSheetFact> When(string set, SittingMenu? menu = null, DateTimeOffset? now = null) =>
        ChooseSetDecider.Decide(Command(set), s_annaBooked, menu ?? TodaysMenu, now ?? Eight);
}
