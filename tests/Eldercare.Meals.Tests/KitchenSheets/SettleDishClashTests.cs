using Eldercare.People.Diets;
using Eldercare.Store.Deciding;
using static Eldercare.Meals.Tests.Example;
using static Eldercare.Meals.Tests.KitchenExample;

namespace Eldercare.Meals.Tests.KitchenSheets;

public static class SettleDishClashTests
{
    private static readonly Sitting s_annaBooked = Given(OnePlaceAtEleven, AnnaBooked)!;
    private static readonly DinerProfile s_noFish = Eats(Anna, FoodTexture.Regular, Allergen.Fish);

    [Fact] public static void Says_what_she_gets_instead() => When(Tofu).Then(new ClashSettled(Lunch, Anna, Fish, Tofu));

    [Fact] public static void Leaves_the_dish_out() => When(null).Then(new ClashSettled(Lunch, Anna, Fish, null));

    [Fact]
    public static void Changes_nothing_when_that_was_said_before() =>
        When(Tofu, menu: MenuWith(KitchenWith(), new ClashSettled(Lunch, Anna, Fish, Tofu))).ThenNothing();

    [Fact] public static void Is_possible_after_the_cut_off_with_the_right() => When(Tofu, late: true, now: Ten).Then(new ClashSettled(Lunch, Anna, Fish, Tofu));

    [Fact] public static void Refuses_after_the_cut_off() => When(Tofu, now: Nine).ThenRefused("CUT_OFF_PASSED", new CutOffPassed(Lunch, Nine));

    [Fact]
    public static void Refuses_a_dish_she_can_have() =>
        When(Tofu, diner: DinerProfile.Unrestricted(Anna)).ThenRefused("NOTHING_TO_SETTLE", new NothingToSettle(Lunch, Fish));

    [Fact]
    public static void Refuses_a_dish_she_does_not_get() =>
        When(Tofu, menu: MenuWith(KitchenWith(), new SetChosen(Lunch, Anna, "B"))).ThenRefused("NOTHING_TO_SETTLE", new NothingToSettle(Lunch, Fish));

    [Fact]
    public static void Refuses_what_she_cannot_have_either() =>
        When(Custard, diner: Eats(Anna, FoodTexture.Regular, Allergen.Fish, Allergen.Eggs)).ThenRefused("SUBSTITUTE_CLASHES", new SubstituteClashes(Custard));

    [Fact] public static void Refuses_a_dish_of_another_kitchen() => When(Foreign).ThenRefused("DISH_UNKNOWN", new DishUnknown(Foreign));

    [Fact] public static void Refuses_a_dish_there_is_not() => When(new DishId(Id(999))).ThenRefused("DISH_UNKNOWN", new DishUnknown(new(Id(999))));

    [Fact]
    public static void Refuses_a_retired_dish() => SettleDishClashDecider
        .Decide(Command(Tofu, late: false), s_annaBooked, TodaysMenu, s_noFish, Card(Fish), Card(Tofu)! with { Retired = true }, Eight)
        .ThenRefused("DISH_IS_RETIRED", new DishIsRetired(Tofu));

    [Fact]
    public static void Refuses_who_is_not_booked() =>
        When(Tofu, sitting: Given(OnePlaceAtEleven)).ThenRefused("NOT_BOOKED", new NotBooked(Lunch, Anna));

    [Fact]
    public static void Refuses_when_closed() => When(Tofu, sitting: Given(OnePlaceAtEleven, Closed))
        .ThenRefused("SITTING_ALREADY_CLOSED", new SittingAlreadyClosed(Lunch));

    [Fact]
    public static void Refuses_a_sitting_never_opened() => SettleDishClashDecider
        .Decide(Command(Tofu, late: false), null, TodaysMenu, s_noFish, Card(Fish), Card(Tofu), Eight).ThenRefused("SITTING_UNKNOWN", new SittingUnknown(Lunch));

    [Fact]
    public static void Refuses_when_the_kitchen_is_another_by_now() => SettleDishClashDecider
        .Decide(Command(Tofu, late: false), s_annaBooked, null, s_noFish, Card(Fish), Card(Tofu), Eight)
        .ThenRefused("KITCHEN_SHEET_OUT_OF_DATE", new KitchenSheetOutOfDate(Lunch));

    [Fact]
    public static void Reads_what_its_footprint_names() => Assert.Equal(
        new ClashSettled(Lunch, Anna, Fish, Tofu),
        new Standing(Eight).With(Sitting.Stream.At(Lunch.Value), s_annaBooked).With(Kitchen.Stream.At(Central.Value), KitchenWith())
            .With(Meals.Menu.Stream.At(MenuId.Of(Central, Monday).Value), Meals.Menu.Fold(
                null, new MenuPublished(MenuId.Of(Central, Monday), Central, Monday, [new MenuMeal(Monday, Meal.Lunch, [SetA])])))
            .With(Point.Value, new PointKitchen(Point, Central)).With(Anna.Value, s_noFish).With(Fish.Value, Card(Fish)!).With(Tofu.Value, Card(Tofu)!)
            .Run(Command(Tofu, late: false)).Facts.Single().Fact);

    private static SettleDishClash Command(DishId? substitute, bool late) =>
        new(Point, Monday, Meal.Lunch, Central, Anna, Fish, substitute, late);

    private static Decision<KitchenSheetFact> When(
        DishId? substitute, Sitting? sitting = null, SittingMenu? menu = null, DinerProfile? diner = null, bool late = false, DateTimeOffset? now = null) =>
        SettleDishClashDecider.Decide(
            Command(substitute, late), sitting ?? s_annaBooked, menu ?? TodaysMenu, diner ?? s_noFish, Card(Fish),
            substitute is { } dish ? Card(dish) : null, now ?? Eight);
}
