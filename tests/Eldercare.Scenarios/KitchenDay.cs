using System.Collections.Concurrent;
using System.Text.Json;
using Eldercare.Api.GraphQL;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.Testing;

namespace Eldercare.Scenarios;

/// <summary>
/// A meal point with a kitchen, and today's lunch: set A is rice and fish, set B rice and tofu. Rice and tofu can be pureed, fish cannot;
/// custard holds egg.
/// </summary>
internal sealed class KitchenDay(CityUnderTest city) : IAsyncDisposable
{
    public static readonly DateOnly Today = CityUnderTest.Today;

    public static readonly DateOnly Before = Today.AddDays(-3);

    public CityUnderTest City { get; } = city;

    public MealPointId Point { get; } = new(Guid.CreateVersion7());

    public string Kitchen { get; private set; } = null!;

    public string Rice { get; private set; } = null!;

    public string Fish { get; private set; } = null!;

    public string Tofu { get; private set; } = null!;

    public string Custard { get; private set; } = null!;

    public SittingId Lunch => SittingId.Of(Point, Today, Meal.Lunch);

    /// <param name="postgres">Where its database is.</param>
    /// <param name="logs">Gets everything the host logs, when given.</param>
    public static async Task<KitchenDay> BeginAsync(PostgresFixture postgres, ConcurrentQueue<string>? logs = null)
    {
        var now = TimeOnly.FromTimeSpan(DateTimeOffset.UtcNow.ToOffset(TimeSpan.FromHours(8)).TimeOfDay);
        Assert.SkipWhen(now >= new TimeOnly(23, 45), "The city's day ends before the test would.");
        var database = await postgres.NewDatabaseAsync();
        var day = new KitchenDay(await (logs is null ? CityUnderTest.StartAsync(database) : CityUnderTest.StartLoggedAsync(database, logs)));
        await day.City.SendAsync(new OpenMealPoint(day.Point, "Garden", CityUnderTest.District, "Street 1", 32.2, 119.4, Week(new TimeOnly(23, 58))));
        await day.City.SendAsync(new OpenSitting(day.Point, Today, Meal.Lunch));
        day.Kitchen = (await day.DoneAsync("openKitchen", new { name = "Central", district = CityUnderTest.District }, "kitchen { id }"))
            .GetProperty("kitchen").GetProperty("id").GetString()!;
        await day.DoneAsync("supplyPoint", new { kitchen = day.Kitchen, mealPoint = GlobalId.Of(day.Point) });
        day.Rice = await day.DishAsync("米饭", "Rice", [], ["REGULAR", "PUREED"]);
        day.Fish = await day.DishAsync("清蒸鲈鱼", "Steamed bass", ["FISH"], ["REGULAR", "SOFT_BITE_SIZED"]);
        day.Tofu = await day.DishAsync("麻婆豆腐", "Tofu", ["SOYBEANS"], ["REGULAR", "PUREED"]);
        day.Custard = await day.DishAsync("蒸水蛋", "Custard", ["EGGS"], ["REGULAR", "PUREED"]);
        await day.DoneAsync("publishWeekMenu", new
        {
            kitchen = day.Kitchen,
            monday = CityUnderTest.Text(MenuId.MondayOf(Today)),
            meals = new[] { new { date = CityUnderTest.Text(Today), meal = "LUNCH", sets = day.Sets } },
        });
        return day;
    }

    public object[] Sets => [Set("A", Rice, Fish), Set("B", Rice, Tofu)];

    public static object Set(string code, params string[] dishes) => new { code, name = $"套餐 {code}", dishes, price = 1_200 };

    /// <summary>A booked elder.</summary>
    public async Task<ElderId> GuestAsync(int number)
    {
        var elder = await City.RegisterElderAsync(number);
        Assert.Null(await City.BookAsync(Point, Today, elder));
        return elder;
    }

    /// <summary>Another point the kitchen cooks for, with today's lunch.</summary>
    public async Task<MealPointId> OpenSecondPointAsync()
    {
        var point = new MealPointId(Guid.CreateVersion7());
        await City.SendAsync(new OpenMealPoint(point, "Park", CityUnderTest.District, "Street 2", 32.3, 119.4, Week(new TimeOnly(23, 58))));
        await City.SendAsync(new OpenSitting(point, Today, Meal.Lunch));
        await DoneAsync("supplyPoint", new { kitchen = Kitchen, mealPoint = GlobalId.Of(point) });
        return point;
    }

    public Task ProfileAsync(ElderId elder, string food = "REGULAR", params string[] allergens) => DoneAsync(
        "changeDinerProfile",
        new { elder = GlobalId.Of(elder), food, drink = "THIN", allergens, otherAllergens = Array.Empty<string>(), diets = Array.Empty<string>() });

    /// <summary>Lunch began at midnight: bookings have closed and the doors are open.</summary>
    public Task BeginServingAsync(MealPointId? point = null) => City.SendAsync(new ChangeWeek(point ?? Point, Week(TimeOnly.MinValue)));

    /// <summary>The kitchen sheet, once it is there.</summary>
    public async Task SheetIsMadeAsync() => await Eventually.EqualAsync(
        true, async () => (await SheetAsync("frozenAt")).ValueKind == JsonValueKind.Object);

    public async Task<JsonElement> SheetAsync(string select) =>
        (await City.Http.AskAsync($"{{ kitchenSheet({Sitting}) {{ {select} }} }}")).GetProperty("kitchenSheet");

    /// <summary>The clashes as 'elder: dish by' or 'elder: dish open', sorted.</summary>
    public async Task<string> ClashesAsync()
    {
        var day = CityUnderTest.Text(Today);
        var data = await City.Http.AskAsync(
            $"{{ dishClashes(mealPoint: \"{GlobalId.Of(Point)}\", from: \"{day}\", to: \"{day}\") "
            + "{ elder { id } dish { nameEn } open by substitute { nameEn } } }");
        return string.Join(", ", data.GetProperty("dishClashes").EnumerateArray().Select(Clash).Order(StringComparer.Ordinal));
    }

    public static string Text(JsonElement element) => JsonSerializer.Serialize(element);

    /// <summary>The arguments of a query about the lunch.</summary>
    public string Sitting => $"mealPoint: \"{GlobalId.Of(Point)}\", date: \"{CityUnderTest.Text(Today)}\", meal: LUNCH";

    /// <summary>The input of a mutation about an elder's lunch.</summary>
    public object Of(ElderId elder) => CityUnderTest.Lunch(Point, Today, elder);

    public async Task<JsonElement> DoneAsync(string mutation, object input, string select = "")
    {
        var (code, payload) = await City.Http.MutateAsync(mutation, input, select: select);
        Assert.Equal((mutation, null), (mutation, code));
        return payload;
    }

    public async Task RefusedAsync(string code, string mutation, object input) =>
        Assert.Equal(code, (await City.Http.MutateAsync(mutation, input)).Code);

    public ValueTask DisposeAsync() => City.DisposeAsync();

    private async Task<string> DishAsync(string nameZh, string nameEn, string[] allergens, string[] food) => (await DoneAsync(
        "registerDish",
        new
        {
            kitchen = Kitchen,
            nameZh,
            nameEn,
            allergens,
            otherAllergens = Array.Empty<string>(),
            food,
            drink = Array.Empty<string>(),
            suits = Array.Empty<string>(),
            price = 600,
        },
        "dish { id }")).GetProperty("dish").GetProperty("id").GetString()!;

    private static string Clash(JsonElement clash)
    {
        var elder = GlobalId.Parse<ElderId>(clash.GetProperty("elder").GetProperty("id").GetString()).Value.ToString();
        var what = clash.GetProperty("open").GetBoolean()
            ? "open"
            : $"{clash.GetProperty("by").GetString()} {Name(clash.GetProperty("substitute"))}";
        return $"{elder}: {Name(clash.GetProperty("dish"))} {what}";
    }

    private static string Name(JsonElement dish) => dish.ValueKind == JsonValueKind.Null ? "nothing" : dish.GetProperty("nameEn").GetString()!;

    /// <summary>Lunch is served today, and was three days ago.</summary>
    public static System.Collections.Immutable.ImmutableArray<WeeklySitting> Week(TimeOnly from) =>
    [
        .. new[] { Today, Before }.Select(d => new WeeklySitting(d.DayOfWeek, Meal.Lunch, 20, 5, from, new TimeOnly(23, 59), 0)),
    ];
}
