using Eldercare.Meals;
using Eldercare.People;
using Eldercare.People.Diets;
using Eldercare.People.Elders;
using Eldercare.Store;
using Eldercare.Store.Deciding;
using Eldercare.Store.Ids;

namespace Eldercare.Import.Demo;

/// <summary>
/// A central kitchen in each district, its dishes, its menus of this week and the next, and what some elders can and may eat. These have no
/// registry: they come as the commands a kitchen sends.
/// </summary>
public static class DemoKitchens
{
    /// <summary>One elder in so many eats something different.</summary>
    private const int OneDinerIn = 40;

    /// <summary>Profiles are given to so many elders at most.</summary>
    private const int MostDiners = 2_000;

    private static readonly FoodTexture[] s_soft = [FoodTexture.Pureed, FoodTexture.MincedMoist, FoodTexture.SoftBiteSized, FoodTexture.Regular];

    private static readonly Diet[] s_meat = [Diet.LowSalt, Diet.Diabetic, Diet.Halal], s_plants = [Diet.Vegetarian, .. s_meat];

    private static readonly (string Zh, string En, Allergen[] Allergens, FoodTexture[] Food, Diet[] Suits, int Yuan)[] s_dishes =
    [
        ("米饭", "Rice", [], s_soft, s_plants, 1), ("小米粥", "Millet porridge", [], [FoodTexture.Liquidised, .. s_soft], s_plants, 2),
        ("馒头", "Steamed bun", [Allergen.GlutenCereals], [FoodTexture.SoftBiteSized, FoodTexture.Regular], s_plants, 1),
        ("水煮蛋", "Boiled egg", [Allergen.Eggs], s_soft, [Diet.LowSalt, Diet.Diabetic, Diet.Halal], 2),
        ("清蒸鲈鱼", "Steamed bass", [Allergen.Fish, Allergen.Soybeans], [FoodTexture.SoftBiteSized, FoodTexture.Regular], s_meat, 9),
        ("红烧肉", "Braised pork", [Allergen.Soybeans], [FoodTexture.SoftBiteSized, FoodTexture.Regular], [], 8),
        ("青菜豆腐", "Greens with tofu", [Allergen.Soybeans], s_soft, s_plants, 5),
        ("清炒虾仁", "Fried shrimps", [Allergen.Crustaceans], [FoodTexture.Regular], [Diet.Diabetic, Diet.Halal], 10),
        ("土豆烧牛肉", "Beef with potatoes", [Allergen.Soybeans], s_soft, [Diet.Diabetic, Diet.Halal], 9),
        ("蒸南瓜", "Steamed pumpkin", [], s_soft, s_plants, 4), ("炒青菜", "Fried greens", [], s_soft, s_plants, 3),
        ("番茄炒蛋", "Tomatoes with egg", [Allergen.Eggs], s_soft, [Diet.Halal], 5),
    ];

    /// <summary>Each of the two sets of each meal, for each day of the week: dishes by their place in the list.</summary>
    private static readonly (int[] A, int[] B)[][] s_menus =
    [
        [([1, 2, 3], [1, 9]), ([0, 4, 10], [0, 6, 9]), ([0, 11, 10], [1, 6])],
        [([1, 2, 3], [1, 9]), ([0, 5, 10], [0, 6, 9]), ([0, 8, 9], [1, 6])],
        [([1, 2], [1, 9]), ([0, 7, 10], [0, 6, 9]), ([0, 11, 10], [1, 6])],
    ];

    /// <summary>Fish, pork, shrimps and beef give way to tofu with greens, and egg to pumpkin.</summary>
    private static readonly (int Dish, int Substitute)[] s_rules = [(4, 6), (5, 6), (7, 6), (8, 6), (3, 9), (11, 9)];

    /// <summary>The commands, in groups that follow one another; those of a group may go in any order.</summary>
    /// <param name="size">How large the city is.</param>
    /// <param name="today">Its date.</param>
    public static IEnumerable<IReadOnlyList<ICommand>> Commands(DemoSize size, DateOnly today)
    {
        var points = DemoMealPoint.Generate(size);
        int[] districts = [.. points.Select(p => p.District).Distinct()];
        yield return [.. districts.Select(d => new OpenKitchen(KitchenOf(d), $"{DemoDistrict.All[d].Name}中央厨房", DemoDistrict.All[d].Code))];
        yield return [.. points.Select(p => new SupplyPoint(KitchenOf(p.District), MealPointId.FromRegistry(p.Number)))];
        yield return [.. districts.SelectMany(d => s_dishes.Select((dish, i) => new RegisterDish(DishOf(d, i), KitchenOf(d), Spec(dish))))];
        yield return [.. districts.SelectMany(d => (ICommand[])
        [
            .. s_rules.Select(r => new RuleSubstitute(KitchenOf(d), Point: null, DishOf(d, r.Dish), DishOf(d, r.Substitute))),
            .. Enumerable.Range(0, 2).Select(week => MenuOf(d, MenuId.MondayOf(today).AddDays(7 * week), today)).OfType<ICommand>(),
        ])];
        yield return [.. Enumerable.Range(0, Math.Min(size.People / OneDinerIn, MostDiners)).Select(n => ProfileOf(n, size.People / OneDinerIn))];
    }

    private static KitchenId KitchenOf(int district) => new(NameBasedId.Of($"kitchen:demo:{DemoDistrict.All[district].Code}"));

    private static DishId DishOf(int district, int dish) => new(NameBasedId.Of($"dish:demo:{DemoDistrict.All[district].Code}:{s_dishes[dish].En}"));

    private static DishSpec Spec((string Zh, string En, Allergen[] Allergens, FoodTexture[] Food, Diet[] Suits, int Yuan) dish) =>
        new(dish.Zh, dish.En, [.. dish.Allergens], [], [.. dish.Food], [], [.. dish.Suits], new Fen(dish.Yuan * 100));

    private static PublishWeekMenu? MenuOf(int district, DateOnly monday, DateOnly today)
    {
        MenuMeal[] meals =
        [
            .. from day in Enumerable.Range(0, 7)
               where monday.AddDays(day) >= today
               from meal in Enum.GetValues<Meal>()
               let sets = s_menus[day % s_menus.Length][(int)meal]
               select new MenuMeal(monday.AddDays(day), meal, [SetOf(district, "A", "荤素套餐", sets.A), SetOf(district, "B", "清淡套餐", sets.B)]),
        ];
        return meals is [] ? null : new(KitchenOf(district), monday, [.. meals]);
    }

    private static MenuSet SetOf(int district, string code, string name, int[] dishes) =>
        new(code, name, [.. dishes.Select(i => DishOf(district, i))], new Fen(dishes.Sum(i => s_dishes[i].Yuan) * 100));

    private static ChangeDinerProfile ProfileOf(int nth, int of)
    {
        var elder = ElderIds.FromRegistry(DemoPeople.Number((int)((long)nth * of * OneDinerIn / Math.Min(of, MostDiners))));
        return (nth % 6) switch
        {
            0 => new(elder, FoodTexture.MincedMoist, DrinkThickness.SlightlyThick, [], [], []),
            1 => new(elder, FoodTexture.Regular, DrinkThickness.Thin, [Allergen.Fish, Allergen.Crustaceans], [], []),
            2 => new(elder, FoodTexture.Regular, DrinkThickness.Thin, [], [], [Diet.Diabetic]),
            3 => new(elder, FoodTexture.Regular, DrinkThickness.Thin, [], [], [Diet.Halal]),
            4 => new(elder, FoodTexture.SoftBiteSized, DrinkThickness.Thin, [Allergen.Eggs], [], [Diet.LowSalt]),
            _ => new(elder, FoodTexture.Pureed, DrinkThickness.Thin, [], [], []),
        };
    }
}
