using System.Globalization;
using Eldercare.Api.SignIn;
using Eldercare.Meals;
using Eldercare.People.Diets;
using Eldercare.People.Elders;
using Eldercare.Testing;

namespace Eldercare.Scenarios;

/// <summary>An elder without card and booking says the end of her phone number and her name, is found, and gets her meal.</summary>
public sealed class WalkInAtDoorTests(PostgresFixture postgres)
{
    private const string Find =
        "query($p: ID!, $name: String, $tail: String, $number: String) { eldersAtDoor(mealPoint: $p, name: $name, phoneTail: $tail, identityNumber: $number) "
        + "{ elders { elder { id name } bornYear dinerProfile { diets } } more } }";

    [Fact]
    public async Task The_staff_find_her_and_serve_her()
    {
        await using var city = await CityUnderTest.StartAsync(await postgres.NewDatabaseAsync());
        var point = await OpenAsync(city);
        await RegisterAsync(city, 1, "王小明", "13900001234");
        await RegisterAsync(city, 2, "王晓敏", "139-0000 1234");
        await RegisterAsync(city, 3, "单小明", "13900005678");
        await RegisterAsync(city, 4, "王小明", null);
        await city.SendAsync(new ChangeDinerProfile(Id(2), FoodTexture.Regular, DrinkThickness.Thin, [], [], [Diet.Halal]));
        using var staff = city.As(Role.MealPointStaff, site: point.Value);

        Assert.Equal(["王小明 1950", "王晓敏 1950 HALAL"], await FindAsync(staff, point, "wxm", "1234"));
        Assert.Equal(["王晓敏 1950 HALAL"], await FindAsync(staff, point, "王晓", "1234"));
        Assert.Empty(await FindAsync(staff, point, "小明", "4321"));
        // The end of an identity number is no phone's.
        Assert.Empty(await FindAsync(staff, point, "小明", Number(4)[^4..].Replace('X', '0')));
        Assert.Equal(["王小明 1950"], await FindAsync(staff, point, number: Number(4).ToLowerInvariant()));

        var found = (await staff.AskAsync(Find, new { p = Of(point), name = "王小明", tail = "1234" })).GetProperty("eldersAtDoor").GetProperty("elders")[0];
        var served = await staff.MutateAsync("serveWalkIn", new
        {
            mealPoint = Of(point),
            date = CityUnderTest.Today.ToString("O", CultureInfo.InvariantCulture),
            meal = "LUNCH",
            elder = found.GetProperty("elder").GetProperty("id").GetString(),
        });
        Assert.Null(served.Code);

        await city.SendAsync(new RecordDeath(Id(1), CityUnderTest.Today));
        Assert.Empty(await FindAsync(staff, point, "王小明", "1234"));
        using var others = city.As(Role.MealPointStaff, site: Guid.NewGuid());
        using var cook = city.As(Role.Kitchen, site: point.Value);
        foreach (var client in (HttpClient[])[others, cook])
            Assert.Equal("FORBIDDEN", await client.ErrorAsync($"{{ eldersAtDoor(mealPoint: \"{Of(point)}\", name: \"wxm\", phoneTail: \"1234\") {{ more }} }}"));
    }

    [Fact]
    public async Task Of_many_namesakes_she_sees_few_and_that_there_are_more()
    {
        await using var city = await CityUnderTest.StartAsync(await postgres.NewDatabaseAsync());
        var point = await OpenAsync(city);
        for (var i = 1; i <= 6; i++) await RegisterAsync(city, i, "李秀英", $"139000{i}8888");
        using var staff = city.As(Role.MealPointStaff, site: point.Value);

        var found = (await staff.AskAsync(Find, new { p = Of(point), name = "lxy", tail = "8888" })).GetProperty("eldersAtDoor");
        Assert.Equal((5, true), (found.GetProperty("elders").GetArrayLength(), found.GetProperty("more").GetBoolean()));
    }

    private static async Task<string[]> FindAsync(HttpClient http, MealPointId point, string? name = null, string? tail = null, string? number = null)
    {
        var found = (await http.AskAsync(Find, new { p = Of(point), name, tail, number })).GetProperty("eldersAtDoor");
        Assert.False(found.GetProperty("more").GetBoolean());
        return
        [
            .. found.GetProperty("elders").EnumerateArray().Select(e => string.Join(' ', (string[])
            [
                e.GetProperty("elder").GetProperty("name").GetString()!, e.GetProperty("bornYear").ToString(),
                .. e.GetProperty("dinerProfile") is { ValueKind: System.Text.Json.JsonValueKind.Object } profile
                    ? profile.GetProperty("diets").EnumerateArray().Select(d => d.GetString()!) : [],
            ])),
        ];
    }

    /// <summary>It serves lunch at any hour, to walk-ins alone.</summary>
    private static async Task<MealPointId> OpenAsync(CityUnderTest city)
    {
        var point = new MealPointId(Guid.CreateVersion7());
        await city.SendAsync(new OpenMealPoint(
            point, "Scenario", CityUnderTest.District, "Street 1", 32.2, 119.4,
            [new WeeklySitting(CityUnderTest.Today.DayOfWeek, Meal.Lunch, 0, 5, TimeOnly.MinValue, new(23, 59), 0)]));
        await city.SendAsync(new OpenSitting(point, CityUnderTest.Today, Meal.Lunch));
        return point;
    }

    private static string Of(MealPointId point) => Eldercare.Api.GraphQL.GlobalId.Of(point);

    private static People.ElderId Id(int number) => ElderIds.FromRegistry($"door-{number}");

    private static Task RegisterAsync(CityUnderTest city, int number, string name, string? phone) =>
        city.SendAsync(new RegisterElder(Id(number), name, Number(number), phone, null, CityUnderTest.District));

    private static string Number(int number)
    {
        var digits = string.Create(CultureInfo.InvariantCulture, $"32119919500101{number:000}");
        return digits + IdentityNumber.CheckCharacter(digits);
    }
}
