using System.Text.Json;
using Eldercare.Api.SignIn;
using Eldercare.Meals;
using Eldercare.Testing;
using Npgsql;

namespace Eldercare.Scenarios;

/// <summary>Settlements come the newest month first and by the points' names, page by page, whatever is added meanwhile.</summary>
public sealed class SettlementOrderTests(PostgresFixture postgres)
{
    private const string Page =
        "query($after: String, $before: String, $first: Int, $last: Int, $month: YearMonth) { settlements(month: $month, district: \"321102\", first: $first, "
        + "last: $last, after: $after, before: $before) { nodes { month mealPoint { name } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }";

    [Fact]
    public async Task The_newest_first_then_by_name_on_every_page()
    {
        await using var city = await CityUnderTest.StartAsync(await postgres.NewDatabaseAsync());
        foreach (var name in (string[])["Chen", "Anna", "Bao"]) await SettleAsync(city, name, 202609, 202610);
        string[] all = ["2026-10 Anna", "2026-10 Bao", "2026-10 Chen", "2026-09 Anna", "2026-09 Bao", "2026-09 Chen"];

        using var office = city.As(Role.DistrictOffice);
        Assert.Equal(all, Rows(await PageAsync(office, new { first = 10 })));
        Assert.Equal(all[3..], Rows(await PageAsync(office, new { first = 10, month = "2026-09" })));

        var seen = new List<string>();
        for (string? after = null; ;)
        {
            var page = await PageAsync(office, new { first = 2, after });
            seen.AddRange(Rows(page));
            // In front of what was read: it moves nothing.
            if (after is null) await SettleAsync(city, "Aaron", 202610);
            if (!page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean()) break;
            after = page.GetProperty("pageInfo").GetProperty("endCursor").GetString();
        }

        Assert.Equal(all, seen);
        var last = await PageAsync(office, new { last = 2 });
        Assert.Equal(all[4..], Rows(last));
        Assert.Equal(all[2..4], Rows(await PageAsync(office, new { last = 2, before = last.GetProperty("pageInfo").GetProperty("startCursor").GetString() })));
    }

    private static async Task<JsonElement> PageAsync(HttpClient office, object variables) => (await office.AskAsync(Page, variables)).GetProperty("settlements");

    private static string[] Rows(JsonElement page) =>
        [.. page.GetProperty("nodes").EnumerateArray().Select(n => $"{n.GetProperty("month").GetString()} {n.GetProperty("mealPoint").GetProperty("name").GetString()}")];

    private static async Task SettleAsync(CityUnderTest city, string name, params int[] months)
    {
        var point = new MealPointId(Guid.CreateVersion7());
        await city.SendAsync(new OpenMealPoint(point, name, CityUnderTest.District, "Street 1", 32.2, 119.4, []));
        await Eventually.EqualAsync(1, () => city.CountAsync($"select count(*) from eldercare.meal_point_boards where point = '{point}'"));
        foreach (var month in months)
        {
            await using var row = city.Get<NpgsqlDataSource>().CreateCommand(
                "insert into eldercare.settlements (tenant_id, settlement, point, district, month, lines, frozen, sequence) "
                + $"values ('zhenjiang', '{SettlementId.Of(point, new(month))}', '{point}', '{CityUnderTest.District}', {month}, '[]', false, 1)");
            await row.ExecuteNonQueryAsync();
        }
    }
}
