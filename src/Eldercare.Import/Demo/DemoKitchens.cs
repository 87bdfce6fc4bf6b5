using System.Globalization;
using Eldercare.Import.Reading;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.People.Diets;

namespace Eldercare.Import.Demo;

/// <summary>A central kitchen in each district, its dishes, and its menus of this week and the next.</summary>
internal static class DemoKitchens
{
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

    /// <summary>The dish's number in the registry: rice is 0.</summary>
    public static string DishNumber(int district, int dish) =>
        string.Create(CultureInfo.InvariantCulture, $"D-{DemoDistrict.All[district].Code}-{dish + 1:00}");

    public static void WriteKitchens(TextWriter writer, List<DemoMealPoint> points)
    {
        writer.WriteLine("registry_number,name,district,meal_points");
        foreach (var of in points.GroupBy(p => p.District))
        {
            var district = DemoDistrict.All[of.Key];
            writer.WriteLine($"{KitchenNumber(of.Key)},{district.Name}中央厨房,{district.Code},{string.Join(';', of.Select(p => p.Number))}");
        }
    }

    public static void WriteDishes(TextWriter writer, List<DemoMealPoint> points)
    {
        writer.WriteLine("registry_number,kitchen,name_zh,name_en,allergens,food,diets,price");
        foreach (var district in Districts(points))
            for (var i = 0; i < s_dishes.Length; i++)
            {
                var (zh, en, allergens, food, suits, yuan) = s_dishes[i];
                writer.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{DishNumber(district, i)},{KitchenNumber(district)},{zh},{en},{Choices<Allergen>.List(allergens)},{Choices<FoodTexture>.List(food)},{Choices<Diet>.List(suits)},{yuan}"));
            }
    }

    public static void WriteSubstitutes(TextWriter writer, List<DemoMealPoint> points)
    {
        writer.WriteLine("kitchen,dish,substitute");
        foreach (var district in Districts(points))
            foreach (var (dish, substitute) in s_rules)
                writer.WriteLine($"{KitchenNumber(district)},{DishNumber(district, dish)},{DishNumber(district, substitute)}");
    }

    /// <summary>From today to the end of the next week. Each set costs what its sitting does: the city's lunch is 8 yuan, whichever one eats.</summary>
    public static void WriteMenus(TextWriter writer, List<DemoMealPoint> points, DateOnly today)
    {
        writer.WriteLine("kitchen,date,meal,set,name,dishes,price");
        var end = MenuId.MondayOf(today).AddDays(14);
        foreach (var district in Districts(points))
            for (var date = today; date < end; date = date.AddDays(1))
                for (var meal = 0; meal < DemoMeal.Names.Length; meal++)
                {
                    var (a, b) = s_menus[date.DayNumber % s_menus.Length][meal];
                    WriteSet("A", "荤素套餐", a);
                    WriteSet("B", "清淡套餐", b);

                    void WriteSet(string code, string name, int[] dishes) => writer.WriteLine(string.Create(CultureInfo.InvariantCulture,
                        $"{KitchenNumber(district)},{date:yyyy-MM-dd},{DemoMeal.Names[meal]},{code},{name},{string.Join(';', dishes.Select(d => DishNumber(district, d)))},{DemoMeal.PriceOf(meal)}"));
                }
    }

    private static string KitchenNumber(int district) => $"K-{DemoDistrict.All[district].Code}";

    private static int[] Districts(List<DemoMealPoint> points) => [.. points.Select(p => p.District).Distinct()];
}
