using Eldercare.Meals;
using Eldercare.People;
using Eldercare.People.Diets;
using Eldercare.Store;
using Eldercare.Store.Deciding;
using Eldercare.Store.Ids;

namespace Eldercare.Scenarios.CityDay;

/// <summary>A tenth of the points has a kitchen of its own with a menu of two sets; some of its diners cannot have everything.</summary>
internal static class Kitchens
{
    private static readonly FoodTexture[] s_soft = [FoodTexture.Pureed, FoodTexture.SoftBiteSized, FoodTexture.Regular];

    public static async Task OpenAsync(Day day)
    {
        TownPoint[] points = [.. day.Town.Points.Where(p => p.HasKitchen)];
        await day.AllAsync(points.Select(p => new OpenKitchen(KitchenOf(p), $"Kitchen {p.Nr}", Town.DistrictOf(p.Nr))));
        await day.AllAsync(points.Select(p => new SupplyPoint(KitchenOf(p), p.Id)));
        await day.AllAsync(points.SelectMany(Dishes));
        await day.AllAsync(points.SelectMany(p => new ICommand[]
        {
            new RuleSubstitute(KitchenOf(p), Point: null, DishOf(p, "Bass"), DishOf(p, "Tofu")),
            new PublishWeekMenu(
                KitchenOf(p), MenuId.MondayOf(day.Date), [new MenuMeal(day.Date, Meal.Lunch, [SetOf(p, "A", "Bass"), SetOf(p, "B", "Tofu")])]),
        }));
        // The rule helps those who have no fish; for those who have neither fish nor soy a person says what they get.
        await day.AllAsync(points.SelectMany(p => new[]
        {
            Profile(p.Elders[1], FoodTexture.Regular, Allergen.Fish), Profile(p.Elders[2], FoodTexture.Pureed),
            Profile(p.Elders[3], FoodTexture.Regular, Allergen.Fish, Allergen.Soybeans), Profile(p.Elders[20], FoodTexture.SoftBiteSized),
        }));
    }

    /// <summary>What is chosen and settled while it can be.</summary>
    public static async Task ChooseAsync(Day day)
    {
        TownPoint[] points = [.. day.Town.Points.Where(p => p.HasKitchen)];
        await day.AllAsync(points.SelectMany(
            p => p.Elders.Skip(30).Take(10).Select(e => new ChooseSet(p.Id, day.Date, Meal.Lunch, KitchenOf(p), e, "B"))));
        await day.AllAsync(points.Select(p => new SettleDishClash(
            p.Id, day.Date, Meal.Lunch, KitchenOf(p), p.Elders[3], DishOf(p, "Bass"), substitute: null, late: false)));
    }

    /// <summary>A sample of each dish that was cooked; at one point somebody forgets, and has to say why.</summary>
    public static async Task KeepSamplesAsync(Day day)
    {
        foreach (var point in day.Town.Points.Where(p => p.HasKitchen && p.Nr != 0))
        {
            var cooked = (await day.StateAsync<KitchenSheet>(KitchenSheet.At(point.Sitting)))!.Cooked;
            await day.AllAsync(cooked.Select((dish, nr) => new LogFoodSample(
                new FoodSampleId(NameBasedId.Of($"sample:{dish.Value}")), point.Id, day.Date, Meal.Lunch, dish, 150, day.Clock.GetUtcNow().AddMinutes(-1),
                fridgeCelsius: 4, $"box {nr}")));
        }
    }

    private static KitchenId KitchenOf(TownPoint point) => new(NameBasedId.Of($"kitchen:day:{point.Nr}"));

    private static DishId DishOf(TownPoint point, string name) => new(NameBasedId.Of($"dish:day:{point.Nr}:{name}"));

    private static MenuSet SetOf(TownPoint point, string code, string main) =>
        new(code, $"套餐 {code}", [DishOf(point, "Rice"), DishOf(point, main), DishOf(point, "Greens")], Town.Price);

    private static IEnumerable<RegisterDish> Dishes(TownPoint point)
    {
        yield return Dish("Rice", "米饭", s_soft);
        yield return Dish("Greens", "炒青菜", s_soft);
        yield return Dish("Bass", "清蒸鲈鱼", [FoodTexture.Regular], Allergen.Fish);
        yield return Dish("Tofu", "麻婆豆腐", s_soft, Allergen.Soybeans);

        RegisterDish Dish(string name, string nameZh, FoodTexture[] food, params Allergen[] allergens) => new(
            DishOf(point, name), KitchenOf(point), new DishSpec(nameZh, name, [.. allergens], [], [.. food], [], [], new Fen(300)));
    }

    private static ChangeDinerProfile Profile(ElderId elder, FoodTexture food, params Allergen[] allergens) =>
        new(elder, food, DrinkThickness.Thin, [.. allergens], [], []);
}
