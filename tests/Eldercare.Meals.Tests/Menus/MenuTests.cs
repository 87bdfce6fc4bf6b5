using Eldercare.Store;
using static Eldercare.Meals.Tests.Example;
using static Eldercare.Meals.Tests.KitchenExample;

namespace Eldercare.Meals.Tests.Menus;

public static class MenuTests
{
    private static readonly MenuMeal s_lunch = new(Monday, Meal.Lunch, [SetA, SetB]), s_tuesday = new(Monday.AddDays(1), Meal.Lunch, [SetA]);

    private static readonly MenuPublished s_published = new(MenuId.Of(Central, Monday), Central, Monday, [s_lunch, s_tuesday]);

    private static readonly Menu s_menu = Meals.Menu.Fold(null, s_published)!;

    [Fact]
    public static void Is_published_in_order_and_kept_for_those_who_ask()
    {
        var outcome = new Standing(Eight).With(Kitchen.Stream.At(Central.Value), KitchenWith())
            .With(Rice.Value, Card(Rice)!).With(Fish.Value, Card(Fish)!).With(Tofu.Value, Card(Tofu)!)
            .Run(new PublishWeekMenu(Central, Monday, [s_tuesday, s_lunch]));
        Assert.Equal([s_lunch, s_tuesday], ((MenuPublished)outcome.Facts.Single().Fact).Meals);
        Assert.Equal(2, outcome.Rows.Length);
        Assert.Contains(MenuMealRow.Of(Central, s_lunch), outcome.Rows);
    }

    [Fact]
    public static void Is_published_once_a_week() => PublishWeekMenuDecider.Decide(new(Central, Monday, [s_lunch]), KitchenWith(), s_menu, Card, Monday)
        .ThenRefused("MENU_ALREADY_PUBLISHED", new MenuAlreadyPublished(Central, Monday));

    [Fact]
    public static void Says_nothing_of_days_past()
    {
        PublishWeekMenuDecider.Decide(new(Central, Monday, [s_lunch]), KitchenWith(), null, Card, Monday.AddDays(1))
            .ThenRefused("MENU_DAY_PAST", new MenuDayPast(Monday));
        ChangeMenuDayDecider.Decide(new(Central, Monday, Meal.Lunch, [SetA]), s_menu, Card, Monday.AddDays(1))
            .ThenRefused("MENU_DAY_PAST", new MenuDayPast(Monday));
    }

    [Fact]
    public static void Is_of_a_kitchen_that_there_is() => PublishWeekMenuDecider.Decide(new(Central, Monday, [s_lunch]), null, null, Card, Monday)
        .ThenRefused("KITCHEN_UNKNOWN", new KitchenUnknown(Central));

    [Fact]
    public static void Has_only_dishes_the_kitchen_cooks()
    {
        Refused(s_lunch with { Sets = [SetA with { Dishes = [Foreign] }] }, new DishUnknown(Foreign));
        PublishWeekMenuDecider.Decide(
            new(Central, Monday, [s_lunch]), KitchenWith(), null, d => Card(d)! with { Retired = d == Tofu }, Monday)
            .ThenRefused("DISH_IS_RETIRED", new DishIsRetired(Tofu));
    }

    [Fact]
    public static void Is_one_week_with_sets_that_can_be_told_apart()
    {
        PublishWeekMenuDecider.Decide(new(Central, Monday.AddDays(1), [s_tuesday]), KitchenWith(), null, Card, Monday)
            .ThenRefused("MENU_INVALID", new MenuInvalid(new("一周从星期一开始。", "a week begins on a Monday.")));
        PublishWeekMenuDecider.Decide(new(Central, Monday, []), KitchenWith(), null, Card, Monday).ThenRefused("MENU_INVALID", new MenuInvalid(new("没有任何一餐。", "it has no meals.")));
        Refused(s_lunch with { Date = Monday.AddDays(7) }, new MenuInvalid(new("有一天不在该周之内。", "a day lies outside its week.")));
        PublishWeekMenuDecider.Decide(new(Central, Monday, [s_lunch, s_lunch]), KitchenWith(), null, Card, Monday)
            .ThenRefused("MENU_INVALID", new MenuInvalid(new("3月2日午餐重复。", "2026-03-02 Lunch stands twice.")));
        Refused(s_lunch with { Sets = [SetA, SetA] }, new MenuInvalid(new("一餐中套餐A重复。", "a meal has set A twice.")));
        Refused(s_lunch with { Sets = [SetA with { Code = "" }] }, new MenuInvalid(new("套餐代码为1至4个字母或数字。", "a set's code is 1 to 4 letters and digits.")));
        Refused(s_lunch with { Sets = [SetA with { Dishes = [] }] }, new MenuInvalid(new("一种套餐为1至20道菜。", "a set has 1 to 20 dishes.")));
        Refused(s_lunch with { Sets = [SetA with { Dishes = [Rice, Rice] }] }, new MenuInvalid(new("套餐A中有一道菜重复。", "set A has a dish twice.")));
        Refused(s_lunch with { Sets = [SetA with { Price = new Fen(-5) }] }, new PriceInvalid(new Fen(-5)));
        Refused(s_lunch with { Sets = [SetA with { Name = "" }] }, People.TextInvalid.Empty("name"));
        Refused(
            s_lunch with { Sets = [.. Enumerable.Range(0, 11).Select(n => SetA with { Code = $"{n}" })] }, new MenuInvalid(new("一餐最多10种套餐。", "a meal has at most 10 sets.")));
    }

    [Fact]
    public static void A_day_is_changed_and_its_row_with_it()
    {
        var outcome = new Standing(Eight).With(Meals.Menu.Stream.At(s_menu.Id.Value), s_menu).With(Rice.Value, Card(Rice)!).With(Tofu.Value, Card(Tofu)!)
            .Run(new ChangeMenuDay(Central, Monday, Meal.Lunch, [SetB]));
        Assert.Equal([SetB], ((MenuDayChanged)outcome.Facts.Single().Fact).Meal.Sets);
        Assert.Equal([SetB], ((MenuMealRow)outcome.Rows.Single()).Sets);
        Assert.Equal([SetB], Meals.Menu.Fold(s_menu, (MenuFact)outcome.Facts.Single().Fact)!.SetsAt(Monday, Meal.Lunch));
    }

    [Fact]
    public static void Changing_nothing_changes_nothing() => ChangeMenuDayDecider.Decide(
        new(Central, Monday, Meal.Lunch, [SetA with { Dishes = [Rice, Fish] }, SetB]), s_menu, Card, Monday).ThenNothing();

    [Fact]
    public static void A_week_without_a_menu_has_no_day_to_change() => ChangeMenuDayDecider.Decide(
        new(Central, Monday.AddDays(8), Meal.Lunch, [SetA]), null, Card, Monday).ThenRefused("MENU_UNKNOWN", new MenuUnknown(Central, Monday.AddDays(7)));

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(6)]
    public static void Weeks_begin_on_monday(int day) => Assert.Equal(Monday, MenuId.MondayOf(Monday.AddDays(day)));

    private static void Refused(MenuMeal meal, Store.Deciding.Refusal refusal) =>
        PublishWeekMenuDecider.Decide(new(Central, Monday, [meal]), KitchenWith(), null, Card, Monday).ThenRefused(refusal.Code, refusal);
}
