using Eldercare.People;
using Eldercare.People.Diets;
using Eldercare.Store;
using static Eldercare.Meals.Tests.Example;

namespace Eldercare.Meals.Tests;

/// <summary>A kitchen that cooks for the point: set A is rice and fish, B rice and tofu; custard holds egg, tea is a drink.</summary>
internal static class KitchenExample
{
    public static readonly KitchenId Central = new(Id(100)), Other = new(Id(101));

    public static readonly DishId Rice = new(Id(110)), Fish = new(Id(111)), Tofu = new(Id(112)), Custard = new(Id(113)), Tea = new(Id(114)),
        Foreign = new(Id(115));

    public static readonly DishSpec RiceSpec = Food("米饭", [], FoodTexture.Pureed, FoodTexture.Regular),
        FishSpec = Food("鱼", [Allergen.Fish], FoodTexture.SoftBiteSized, FoodTexture.Regular),
        TofuSpec = Food("豆腐", [Allergen.Soybeans], FoodTexture.Pureed, FoodTexture.Regular),
        CustardSpec = Food("蒸蛋", [Allergen.Eggs], FoodTexture.Pureed),
        TeaSpec = new("茶", "Tea", [], [], [], [DrinkThickness.Thin, DrinkThickness.MildlyThick], [Diet.Halal, Diet.Vegetarian], new Fen(100));

    public static readonly MenuSet SetA = new("A", "套餐", [Rice, Fish], new Fen(1_200)), SetB = new("B", "套餐", [Rice, Tofu], new Fen(1_100));

    public static readonly KitchenOpened CentralOpened = new(Central, "Central", Jingkou);
    public static readonly SupplyBegun Supplies = new(Central, Point);

    public static readonly ImmutableDictionary<DishId, DishCard> Cards = new DishCard[]
    {
        new(Rice, Central, RiceSpec, Retired: false), new(Fish, Central, FishSpec, Retired: false), new(Tofu, Central, TofuSpec, Retired: false),
        new(Custard, Central, CustardSpec, Retired: false), new(Tea, Central, TeaSpec, Retired: false), new(Foreign, Other, TofuSpec, Retired: false),
    }.ToImmutableDictionary(c => c.Dish);

    public static DishSpec Food(string name, ImmutableArray<Allergen> allergens, params ImmutableArray<FoodTexture> levels) =>
        new(name, NameEn: null, allergens, [], levels, [], [Diet.Halal], new Fen(600));

    public static DinerProfile Eats(ElderId elder, FoodTexture food = FoodTexture.Regular, params ImmutableArray<Allergen> allergens) =>
        DinerProfile.Unrestricted(elder) with { Food = food, Allergens = allergens };

    public static Kitchen KitchenWith(params KitchenFact[] more) =>
        new KitchenFact[] { CentralOpened, Supplies }.Concat(more).Aggregate(default(Kitchen), Kitchen.Fold)!;

    public static SittingMenu MenuWith(Kitchen kitchen, params KitchenSheetFact[] sheet) =>
        new(Point, kitchen, [SetA, SetB], sheet.Aggregate(default(KitchenSheet), KitchenSheet.Fold) ?? new KitchenSheet(Lunch));

    public static SittingMenu TodaysMenu => MenuWith(KitchenWith());

    public static DishCard? Card(DishId dish) => Cards.GetValueOrDefault(dish);

    public static Gathered Gather(Sitting sitting, SittingMenu menu, params ImmutableArray<DinerProfile> profiles) =>
        new(menu, Gathered.GuestsOf(sitting), [.. profiles.Where(p => sitting.StateOf(p.Elder) is not null and not GuestState.Cancelled)], Cards);
}
