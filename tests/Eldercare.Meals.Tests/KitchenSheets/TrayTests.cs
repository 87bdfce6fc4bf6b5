using Eldercare.People.Diets;
using static Eldercare.Meals.Tests.Example;
using static Eldercare.Meals.Tests.KitchenExample;

namespace Eldercare.Meals.Tests.KitchenSheets;

public static class TrayTests
{
    private static readonly SubstituteRuled s_everywhere = new(Central, Point: null, Fish, Tofu), s_atThePoint = new(Central, Point, Fish, Custard);

    [Fact]
    public static void Who_chooses_nothing_gets_the_first_set_as_it_is()
    {
        var tray = Tray(TodaysMenu, DinerProfile.Unrestricted(Anna));
        Assert.Equal("A", tray.Set);
        Assert.Equal([Plain(Rice), Plain(Fish)], tray.Dishes);
        Assert.Empty(tray.Clashes);
    }

    [Fact]
    public static void Names_every_reason_of_a_clash() => Assert.Equal(
        [new Clash(ClashKind.Allergen, "Fish"), new Clash(ClashKind.OtherAllergen, "sesame"), new Clash(ClashKind.Diet, "LowSalt"), new Clash(ClashKind.Texture, "Pureed")],
        DietCheck.Clashes(
            FishSpec with { OtherAllergens = ["sesame"] },
            Eats(Anna, FoodTexture.Pureed, Allergen.Fish) with { OtherAllergens = ["sesame"], Diets = [Diet.Halal, Diet.LowSalt] }));

    [Fact]
    public static void A_dish_nobody_knows_all_of_is_for_those_who_avoid_nothing()
    {
        var sauce = RiceSpec with { AllergensUnknown = true };
        Assert.Empty(DietCheck.Clashes(sauce, Eats(Anna, FoodTexture.Pureed)));
        Assert.Equal([new Clash(ClashKind.AllergensUnknown, "Unknown")], DietCheck.Clashes(sauce, Eats(Anna, FoodTexture.Regular, Allergen.Fish)));
        Assert.Equal([new Clash(ClashKind.AllergensUnknown, "Unknown")], DietCheck.Clashes(sauce, Eats(Anna) with { OtherAllergens = ["sesame"] }));
    }

    /// <summary>Foods 3 to 7: never a level above hers. Drinks 0 to 4: never one below.</summary>
    [Theory]
    [InlineData(FoodTexture.MincedMoist, FoodTexture.SoftBiteSized, false)]
    [InlineData(FoodTexture.MincedMoist, FoodTexture.Regular, false)]
    [InlineData(FoodTexture.MincedMoist, FoodTexture.MincedMoist, true)]
    [InlineData(FoodTexture.MincedMoist, FoodTexture.Liquidised, true)]
    public static void Nobody_gets_food_above_her_level(FoodTexture hers, FoodTexture dish, bool suits) =>
        Assert.Equal(suits, DietCheck.Clashes(Food("x", [], dish), Eats(Anna, hers)).IsEmpty);

    [Fact]
    public static void Serves_food_at_the_level_nearest_to_hers_and_never_above()
    {
        Assert.Equal(FoodTexture.Pureed, DietCheck.FoodFor(RiceSpec, Eats(Anna, FoodTexture.SoftBiteSized)));
        Assert.Equal(FoodTexture.Regular, DietCheck.FoodFor(RiceSpec, Eats(Anna)));
        Assert.Null(DietCheck.FoodFor(RiceSpec, Eats(Anna, FoodTexture.Liquidised)));
    }

    [Fact]
    public static void Serves_drinks_at_the_level_nearest_to_hers_and_never_thinner()
    {
        var thickened = DinerProfile.Unrestricted(Anna) with { Drink = DrinkThickness.SlightlyThick };
        Assert.Equal(DrinkThickness.MildlyThick, DietCheck.DrinkFor(TeaSpec, thickened));
        Assert.Null(DietCheck.DrinkFor(TeaSpec, thickened with { Drink = DrinkThickness.ExtremelyThick }));
        Assert.Empty(DietCheck.Clashes(TeaSpec, Eats(Anna, FoodTexture.Liquidised)));
    }

    [Fact]
    public static void Leaves_open_what_no_rule_answers()
    {
        var tray = Tray(TodaysMenu, Eats(Anna, FoodTexture.Regular, Allergen.Fish));
        Assert.Equal([Plain(Rice), Plain(Fish) with { Open = true }], tray.Dishes);
        Assert.Equal((null, null), (tray.Clashes.Single().By, tray.Clashes.Single().Substitute));
    }

    [Fact]
    public static void Asks_the_choice_first_then_the_point_then_the_kitchen()
    {
        var noFish = Eats(Anna, FoodTexture.Regular, Allergen.Fish);
        Assert.Equal((Tofu, SubstitutedBy.KitchenRule), Instead(MenuWith(KitchenWith(s_everywhere)), noFish));
        Assert.Equal((Custard, SubstitutedBy.PointRule), Instead(MenuWith(KitchenWith(s_everywhere, s_atThePoint)), noFish));
        Assert.Equal(
            (Tea, SubstitutedBy.Chosen), Instead(MenuWith(KitchenWith(s_everywhere, s_atThePoint), new ClashSettled(Lunch, Anna, Fish, Tea)), noFish));
    }

    [Fact]
    public static void Passes_over_a_substitute_that_she_cannot_have_either() => Assert.Equal(
        (Tofu, SubstitutedBy.KitchenRule),
        Instead(
            MenuWith(KitchenWith(s_everywhere, s_atThePoint), new ClashSettled(Lunch, Anna, Fish, Custard)),
            Eats(Anna, FoodTexture.Regular, Allergen.Fish, Allergen.Eggs)));

    [Fact]
    public static void Leaves_a_dish_out_when_that_was_chosen()
    {
        var tray = Tray(MenuWith(KitchenWith(s_everywhere), new ClashSettled(Lunch, Anna, Fish, null)), Eats(Anna, FoodTexture.Regular, Allergen.Fish));
        Assert.Equal([Plain(Rice)], tray.Dishes);
        Assert.Equal(SubstitutedBy.Chosen, tray.Clashes.Single().By);
    }

    [Fact]
    public static void Her_set_is_the_one_she_chose_while_the_menu_has_it()
    {
        Assert.Equal("B", Tray(MenuWith(KitchenWith(), new SetChosen(Lunch, Anna, "B")), Eats(Anna)).Set);
        Assert.Equal("A", Tray(MenuWith(KitchenWith(), new SetChosen(Lunch, Anna, "C")), Eats(Anna)).Set);
    }

    [Fact]
    public static void Without_a_menu_a_tray_is_empty() =>
        Assert.Equal((null, 0), (Tray(TodaysMenu with { Sets = [] }, Eats(Anna)).Set, Tray(TodaysMenu with { Sets = [] }, Eats(Anna)).Dishes.Length));

    private static Tray Tray(SittingMenu menu, DinerProfile diner) => menu.TrayOf(diner, Card);

    private static (DishId, SubstitutedBy?) Instead(SittingMenu menu, DinerProfile diner) =>
        Tray(menu, diner).Dishes.Where(d => d.InsteadOf == Fish).Select(d => (d.Dish, d.By)).Single();

    private static PlannedDish Plain(DishId dish) => new(dish, InsteadOf: null, By: null, FoodTexture.Regular, Drink: null, Open: false);
}
