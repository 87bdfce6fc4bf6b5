using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Eldercare.Api.GraphQL;
using Eldercare.Beds;
using Eldercare.Meals;
using Eldercare.Scenarios;
using GraphQL.Types;
using Npgsql;

namespace Eldercare.Clients;

/// <summary>Pages of a list that changes while it is read.</summary>
[Collection(nameof(AgainstTheHost))]
public sealed class CursorTests(ServedCity city)
{
    private const string Elsewhere = "321181";

    [Fact]
    public async Task What_comes_in_between_is_neither_missed_nor_read_twice()
    {
        await OpenAsync("B");
        await OpenAsync("D");
        await OpenAsync("F");
        var (first, cursor) = await PageAsync(count: 2, after: null);
        await OpenAsync("A");
        await OpenAsync("C");
        await OpenAsync("E");
        var (second, end) = await PageAsync(count: 2, cursor);
        var (third, _) = await PageAsync(count: 2, end);
        Assert.Equal(["B", "D", "E", "F"], [.. first, .. second, .. third]);
        Assert.Equal(["A", "B", "C", "D"], (await PageAsync(count: 4, after: null)).Names);
    }

    [Fact]
    public async Task What_was_read_may_move_or_go_and_the_list_goes_on_from_where_it_stood()
    {
        await OpenAsync("V");
        await OpenAsync("W");
        await OpenAsync("X");
        var upToV = (await PageAsync(count: 100, after: null)).Names.IndexOf("V") + 1;
        var (_, atV) = await PageAsync(upToV, after: null);
        await ExecuteAsync("update eldercare.meal_point_boards set name = 'Z' where name = 'V'");
        Assert.Equal(["W", "X", "Z"], (await PageAsync(count: 3, atV)).Names);
        await ExecuteAsync("delete from eldercare.meal_point_boards where name in ('W', 'Z')");
        Assert.Equal(["X"], (await PageAsync(count: 3, atV)).Names);
        await ExecuteAsync("delete from eldercare.meal_point_boards where name = 'X'");
    }

    [Theory]
    [InlineData("""["00000000-0000-0000-0000-000000000000"]""")]
    [InlineData("""["00000000-0000-0000-0000-000000000000", "A"]""")]
    [InlineData("""["00000000-0000-0000-0000-000000000000", "A", "no uuid"]""")]
    [InlineData("""["00000000-0000-0000-0000-000000000000", "A", "00000000-0000-0000-0000-000000000000", "more"]""")]
    [InlineData("""["no uuid"]""")]
    [InlineData("""["\u0000"]""")]
    [InlineData("[null]")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("no JSON")]
    public async Task What_is_no_cursor_of_the_list_is_refused_and_not_taken_for_its_end(string written)
    {
        var after = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(written));
        Assert.Equal("BAD_INPUT", await city.City.Http.ErrorAsync(Pages, new { district = Elsewhere, first = 1, after }));
    }

    /// <summary>Each of them, so that no statement is left out; what they hold is tested elsewhere.</summary>
    [Fact]
    public async Task Every_list_can_be_paged_from_both_ends()
    {
        var lists = city.City.Get<EldercareSchema>().Query!.Fields
            .Where(f => f.ResolvedType!.ToString()!.EndsWith("Connection", StringComparison.Ordinal))
            .Select(f => (f.Name, Arguments: string.Concat(f.Arguments!.Where(a => a.ResolvedType is NonNullGraphType).Select(a => $", {a.Name}: \"{Given(a.Name)}\""))))
            .ToArray();
        Assert.NotEmpty(lists);
        foreach (var (name, arguments) in lists)
        {
            const string Select = "{ edges { cursor } pageInfo { hasNextPage } }";
            await city.City.Http.AskAsync($"{{ forward: {name}(first: 2{arguments}) {Select} back: {name}(last: 2{arguments}) {Select} }}");
        }

        await city.City.Http.AskAsync("query($e: ID!) { elder(id: $e) { ledger(last: 2) { nodes { at } } messages(last: 2) { nodes { id } } } }", new { e = GlobalId.Of(city.Elder) });

        string Given(string argument) => argument switch
        {
            "home" => GlobalId.Of(new HomeId(Guid.CreateVersion7())),
            "kitchen" => GlobalId.Of(new KitchenId(Guid.CreateVersion7())),
            "on" => CityUnderTest.Text(CityUnderTest.Today),
            _ => "scenario",
        };
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = city.City.Get<NpgsqlDataSource>().CreateCommand(sql);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private const string Pages =
        "query($district: String, $first: Int, $after: String) { mealPoints(district: $district, first: $first, after: $after) { nodes { name } pageInfo { endCursor } } }";

    private async Task<(string[] Names, string? Cursor)> PageAsync(int count, string? after)
    {
        var points = (await city.City.Http.AskAsync(Pages, new { district = Elsewhere, first = count, after })).GetProperty("mealPoints");
        return (
            [.. points.GetProperty("nodes").EnumerateArray().Select(n => n.GetProperty("name").GetString()!)],
            points.GetProperty("pageInfo").GetProperty("endCursor").GetString());
    }

    private async Task OpenAsync(string name)
    {
        var opened = await city.City.Http.MutateAsync(
            "openMealPoint",
            new { name, address = "Street 4", district = Elsewhere, latitude = 32.4, longitude = 119.4, week = Array.Empty<object>() }, select: "mealPoint { id }");
        Assert.Null(opened.Code);
        Assert.Equal(JsonValueKind.Object, opened.Payload.GetProperty("mealPoint").ValueKind);
    }
}
