using Eldercare.People.Diets;
using static Eldercare.Meals.Tests.Example;
using static Eldercare.Meals.Tests.KitchenExample;

namespace Eldercare.Meals.Tests.KitchenSheets;

public static class CheckDishesTests
{
    private static readonly Sitting s_annaBooked = Given(OnePlaceAtEleven, AnnaBooked)!;
    private static readonly DinerProfile s_noFish = Eats(Anna, FoodTexture.Regular, Allergen.Fish);

    [Fact]
    public static void Says_whom_it_held_the_menu_against_and_what_clashed()
    {
        var found = Checked(TodaysMenu, s_noFish);
        Assert.Equal([Anna], found.Diners);
        Assert.True(found.Clashes.Single().SaysTheSameAs(new(Anna, Fish, [new(ClashKind.Allergen, "Fish")], By: null, Substitute: null)));
    }

    [Fact]
    public static void Changes_nothing_when_it_was_so_before() => CheckDishesDecider
        .Decide(Lunch, Gather(s_annaBooked, MenuWith(KitchenWith(), Checked(TodaysMenu, s_noFish)), s_noFish), ReplanCause.LookedAgain, null).ThenNothing();

    [Fact]
    public static void Says_so_when_a_rule_answers_it()
    {
        var menu = MenuWith(KitchenWith(new SubstituteRuled(Central, null, Fish, Tofu)), Checked(TodaysMenu, s_noFish));
        Assert.Equal((SubstitutedBy.KitchenRule, Tofu), (Checked(menu, s_noFish).Clashes.Single().By, Checked(menu, s_noFish).Clashes.Single().Substitute));
    }

    [Fact]
    public static void Says_so_when_the_diner_has_gone()
    {
        var menu = MenuWith(KitchenWith(), Checked(TodaysMenu, s_noFish));
        var gone = (DishesChecked)CheckDishesDecider.Decide(Lunch, Gather(Given(OnePlaceAtEleven)!, menu), ReplanCause.LookedAgain, null).Facts.Single();
        Assert.Equal((0, 0), (gone.Diners.Length, gone.Clashes.Length));
    }

    [Fact]
    public static void Says_nothing_of_a_sitting_without_diners_with_a_profile() =>
        CheckDishesDecider.Decide(Lunch, Gather(s_annaBooked, TodaysMenu), ReplanCause.LookedAgain, null).ThenNothing();

    [Fact]
    public static void Asks_again_when_a_dish_was_not_looked_up() => Assert.Equal(
        new KitchenSheetOutOfDate(Lunch),
        Known(KitchenWith(new SubstituteRuled(Central, null, Fish, Tofu)))
            .Run(new CheckDishes(Point, Monday, Meal.Lunch, Central, [Anna], [Rice, Fish], ReplanCause.LookedAgain, null)).Refusal);

    [Fact]
    public static void Holds_the_sitting_so_that_nobody_is_served_meanwhile() => Assert.Contains(
        Sitting.Stream.At(Lunch.Value),
        new CheckDishes(Point, Monday, Meal.Lunch, Central, [Anna], [], ReplanCause.MenuChanged, null).Footprint.Writes);

    [Fact]
    public static void Reads_what_its_footprint_names() => Assert.IsType<DishesChecked>(
        Known(KitchenWith()).Run(new CheckDishes(Point, Monday, Meal.Lunch, Central, [Anna, Bruno], [Rice, Fish], ReplanCause.LookedAgain, null)).Facts.Single().Fact);

    private static Standing Known(Kitchen kitchen) => new Standing(Eight)
        .With(Sitting.Stream.At(Lunch.Value), s_annaBooked).With(Kitchen.Stream.At(Central.Value), kitchen)
        .With(Meals.Menu.Stream.At(MenuId.Of(Central, Monday).Value), Meals.Menu.Fold(
            null, new MenuPublished(MenuId.Of(Central, Monday), Central, Monday, [new MenuMeal(Monday, Meal.Lunch, [SetA])])))
        .With(Point.Value, new PointKitchen(Point, Central)).With(Anna.Value, s_noFish).With(Rice.Value, Card(Rice)!).With(Fish.Value, Card(Fish)!);

    private static DishesChecked Checked(SittingMenu menu, params ImmutableArray<DinerProfile> profiles) =>
        (DishesChecked)CheckDishesDecider.Decide(Lunch, Gather(s_annaBooked, menu, profiles), ReplanCause.LookedAgain, null).Facts.Single();
}
