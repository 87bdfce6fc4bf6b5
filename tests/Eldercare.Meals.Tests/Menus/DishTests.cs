using Eldercare.People;
using Eldercare.People.Diets;
using Eldercare.Store;
using static Eldercare.Meals.Tests.KitchenExample;

namespace Eldercare.Meals.Tests.Menus;

public static class DishTests
{
    private static readonly Dish s_fish = Dish.Fold(null, new DishRegistered(Fish, Central, FishSpec))!;
    private static readonly Dish s_retired = Dish.Fold(s_fish, new DishRetired(Fish))!;

    [Fact]
    public static void Is_registered_with_each_code_once_and_in_order()
    {
        var registered = (DishRegistered)RegisterDishDecider.Decide(
            new(Fish, Central, FishSpec with { Allergens = [Allergen.Soybeans, Allergen.Fish, Allergen.Soybeans] }), null, kitchenKnown: true).Facts.Single();
        Assert.Equal([Allergen.Fish, Allergen.Soybeans], registered.Spec.Allergens);
    }

    [Fact]
    public static void Keeps_its_row_beside_its_events()
    {
        var outcome = new Standing(Example.Eight).With(Dish.Stream.At(Fish.Value), s_fish).Run(new ChangeDish(Fish, TofuSpec));
        Assert.True(TofuSpec.SaysTheSameAs(((DishCard)outcome.Rows.Single()).Spec));
        Assert.True(((DishCard)new Standing(Example.Eight).With(Dish.Stream.At(Fish.Value), s_fish).Run(new RetireDish(Fish)).Rows.Single()).Retired);
    }

    [Fact]
    public static void Changes_nothing_when_it_says_the_same() =>
        ChangeDishDecider.Decide(new(Fish, FishSpec with { Food = [FoodTexture.Regular, FoodTexture.SoftBiteSized] }), s_fish).ThenNothing();

    [Fact]
    public static void Stays_in_part_as_it_was_where_nothing_was_said()
    {
        var before = Dish.Fold(null, new DishRegistered(Fish, Central, FishSpec with { AllergensUnknown = true }))!;
        var command = new ChangeDish(Fish, TofuSpec, DishParts.AllergensUnknown | DishParts.Allergens);
        var outcome = new Standing(Example.Eight).With(Dish.Stream.At(Fish.Value), before).Run(command);
        var after = TofuSpec with { Allergens = FishSpec.Allergens, AllergensUnknown = true };
        Assert.True(after.SaysTheSameAs(((DishChanged)outcome.Facts.Single().Fact).Spec));
        Assert.True(after.SaysTheSameAs(((DishCard)outcome.Rows.Single()).Spec));
    }

    [Fact] public static void Is_retired_once() => RetireDishDecider.Decide(new(Fish), s_retired).ThenNothing();

    [Fact]
    public static void Stays_as_it_was_when_retired() =>
        ChangeDishDecider.Decide(new(Fish, TofuSpec), s_retired).ThenRefused("DISH_IS_RETIRED", new DishIsRetired(Fish));

    [Fact]
    public static void Is_food_or_a_drink()
    {
        Refused(FishSpec with { Food = [] }, new DishTextureUnclear());
        Refused(FishSpec with { Drink = [DrinkThickness.Thin] }, new DishTextureUnclear());
    }

    [Fact]
    public static void Has_a_name_and_a_price_and_codes()
    {
        Refused(FishSpec with { NameZh = "" }, TextInvalid.Empty("nameZh"));
        Refused(FishSpec with { NameEn = new string('x', 61) }, TextInvalid.LongerThan("nameEn", 60));
        Refused(FishSpec with { Price = new Fen(-1) }, new PriceInvalid(new Fen(-1)));
        Refused(FishSpec with { Price = new Fen(100_001) }, new PriceInvalid(new Fen(100_001)));
        Refused(FishSpec with { OtherAllergens = ["A b"] }, new TextInvalid("otherAllergens", new("有一项不是代码：只用小写字母、数字和下划线，最多32个", "has an entry that is no code of a to z, 0 to 9 and _, at most 32 long")));
    }

    [Fact]
    public static void Belongs_to_a_kitchen_and_is_registered_once()
    {
        RegisterDishDecider.Decide(new(Fish, Central, FishSpec), null, kitchenKnown: false).ThenRefused("KITCHEN_UNKNOWN", new KitchenUnknown(Central));
        RegisterDishDecider.Decide(new(Fish, Central, FishSpec), s_fish, kitchenKnown: true)
            .ThenRefused("DISH_ALREADY_REGISTERED", new DishAlreadyRegistered(Fish));
        ChangeDishDecider.Decide(new(Fish, FishSpec), null).ThenRefused("DISH_UNKNOWN", new DishUnknown(Fish));
        RetireDishDecider.Decide(new(Fish), null).ThenRefused("DISH_UNKNOWN", new DishUnknown(Fish));
    }

    private static void Refused(DishSpec spec, Store.Deciding.Refusal refusal) =>
        RegisterDishDecider.Decide(new(Fish, Central, spec), null, kitchenKnown: true).ThenRefused(refusal.Code, refusal);
}
