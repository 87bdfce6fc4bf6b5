using System.Text.Json;
using Eldercare.Scenarios;
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
    public async Task A_cursor_of_what_was_deleted_is_refused_and_not_taken_for_the_end()
    {
        await OpenAsync("Z");
        var (names, before) = await PageAsync(count: 100, after: null);
        Assert.Equal("Z", names[^1]);
        await using (var delete = city.City.Get<NpgsqlDataSource>().CreateCommand("delete from eldercare.meal_point_boards where name = 'Z'"))
            await delete.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        Assert.Equal("BAD_INPUT", await city.City.Http.ErrorAsync(Pages, new { district = Elsewhere, first = 1, after = before }));
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
