using System.Globalization;
using System.Net.Http.Headers;
using Eldercare.Api.SignIn;
using Eldercare.City.Reading;
using Eldercare.People.Elders;
using Eldercare.Testing;
using Npgsql;

namespace Eldercare.Scenarios;

/// <summary>A clerk finds a person by what she says of herself: name, reading, the end of phone or number; and only people of her district.</summary>
public sealed class PeopleSearchTests(PostgresFixture postgres)
{
    [Fact]
    public async Task An_office_finds_people_by_what_is_known_of_them()
    {
        await using var city = await CityUnderTest.StartAsync(await postgres.NewDatabaseAsync());
        await RegisterAsync(city, 1, "王小明", "13900001234", "321102");
        await RegisterAsync(city, 2, "王晓敏", "13900005678", "321111");
        await RegisterAsync(city, 3, "单小明", null, "321102");
        await RegisterAsync(city, 4, "Anna Miller", "0511-8888 1234", "321102");

        Assert.Equal(["单小明", "王小明"], await FindAsync(city.Http, "小明"));
        Assert.Equal(["王小明", "王晓敏"], await FindAsync(city.Http, "王"));
        Assert.Equal(["王小明", "王晓敏"], await FindAsync(city.Http, "WXM"));
        Assert.Equal(["单小明"], await FindAsync(city.Http, "shanxiaoming"));
        Assert.Equal(["Anna Miller"], await FindAsync(city.Http, "miller"));
        Assert.Equal(["Anna Miller", "王小明"], await FindAsync(city.Http, "1234"));
        Assert.Equal(["王晓敏"], await FindAsync(city.Http, "139 0000 5678"));
        Assert.Equal(["单小明"], await FindAsync(city.Http, Number(3)));
        Assert.Equal(["单小明"], await FindAsync(city.Http, Number(3)[^4..].ToLowerInvariant()));
        Assert.Empty(await FindAsync(city.Http, "小红"));
        Assert.Equal(["王晓敏"], await FindAsync(city.Http, "wxm", ", district: \"321111\""));

        using var district = As(city, Role.DistrictOffice);
        Assert.Equal(["王小明"], await FindAsync(district, "wxm"));
        Assert.Equal("FORBIDDEN", await district.ErrorAsync("{ people(search: \"wxm\", district: \"321111\") { nodes { name } } }"));
        Assert.Equal("BAD_INPUT", await city.Http.ErrorAsync("{ people(search: \"12\") { nodes { name } } }"));
        foreach (var role in (Role[])[Role.Elder, Role.MealPointStaff, Role.Kitchen, Role.HomeAdmissions, Role.Auditor, Role.App])
        {
            using var other = As(city, role);
            Assert.Equal("FORBIDDEN", await other.ErrorAsync("{ people(search: \"wxm\") { nodes { name } } }"));
        }
    }

    [Fact]
    public async Task People_are_found_page_by_page_and_by_what_they_are_called_now()
    {
        await using var city = await CityUnderTest.StartAsync(await postgres.NewDatabaseAsync());
        for (var i = 1; i <= 5; i++) await RegisterAsync(city, i, "李秀英", $"1390000000{i}", "321102");
        var seen = new List<string>();
        for (string? after = null; ;)
        {
            var page = (await city.Http.AskAsync(
                "query($after: String) { people(search: \"lxy\", first: 2, after: $after) { nodes { phone } pageInfo { hasNextPage endCursor } } }",
                new { after })).GetProperty("people");
            seen.AddRange(page.GetProperty("nodes").EnumerateArray().Select(n => n.GetProperty("phone").GetString()!));
            if (!page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean()) break;
            after = page.GetProperty("pageInfo").GetProperty("endCursor").GetString();
        }

        Assert.Equal(["13900000001", "13900000002", "13900000003", "13900000004", "13900000005"], seen.Order(StringComparer.Ordinal));

        await city.SendAsync(new ChangeElderDetails(ElderIds.FromRegistry("search-1"), "李丽", "13912345678", null, "321102"));
        Assert.Equal(["李丽"], await FindAsync(city.Http, "ll"));
        Assert.Equal(["李丽"], await FindAsync(city.Http, "5678"));
        Assert.Empty(await FindAsync(city.Http, "0001"));

        // As a database of before there was a search.
        await using (var older = city.Get<NpgsqlDataSource>().CreateCommand("update eldercare.elders set search_key = null"))
            await older.ExecuteNonQueryAsync();
        Assert.Empty(await FindAsync(city.Http, "ll"));
        Assert.Equal(5, await city.Get<SearchKeys>().FillAsync(CancellationToken.None));
        Assert.Equal(["李丽"], await FindAsync(city.Http, "ll"));
    }

    private static async Task<string[]> FindAsync(HttpClient http, string search, string more = "")
    {
        var data = await http.AskAsync($"query($search: String!) {{ people(search: $search{more}) {{ nodes {{ name }} }} }}", new { search });
        return [.. data.GetProperty("people").GetProperty("nodes").EnumerateArray().Select(n => n.GetProperty("name").GetString()!)];
    }

    private static Task RegisterAsync(CityUnderTest city, int number, string name, string? phone, string district) =>
        city.SendAsync(new RegisterElder(ElderIds.FromRegistry($"search-{number}"), name, Number(number), phone, null, district));

    private static string Number(int number)
    {
        var digits = string.Create(CultureInfo.InvariantCulture, $"32119919500101{number:000}");
        return digits + IdentityNumber.CheckCharacter(digits);
    }

    private static HttpClient As(CityUnderTest city, Role role) => new()
    {
        BaseAddress = city.Http.BaseAddress,
        DefaultRequestHeaders =
        {
            Authorization = new AuthenticationHeaderValue("Bearer", city.Get<TokenIssuer>().Issue(role, "search", "321102", Guid.NewGuid(), Guid.NewGuid())),
        },
    };
}
