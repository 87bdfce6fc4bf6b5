using System.Text.Json;
using Eldercare.Api.SignIn;

namespace Eldercare.Api.Tests;

/// <summary>Who writes a value wrongly is told how it is written, in a variable as in the document.</summary>
public sealed class SaysHowTests(TestApi api)
{
    public static TheoryData<string, string, object?, string> Wrong => new()
    {
        { "LocalDate", "query($v: LocalDate!) { mealPointBoard(mealPoint: \"P\", date: $v) { date } }", "2.3.2026", "2026-03-02" },
        { "LocalDate", "query($v: LocalDate!) { mealPointBoard(mealPoint: \"P\", date: $v) { date } }", 20260302, "2026-03-02" },
        { "LocalDate", "{ mealPointBoard(mealPoint: \"P\", date: \"2.3.2026\") { date } }", null, "2026-03-02" },
        { "LocalDate", $"{{ mealPointBoard(mealPoint: \"P\", date: \"{new string('2', 8_000)}\") {{ date }} }}", null, "2026-03-02" },
        { "YearMonth", "query($v: YearMonth!) { settlements(month: $v) { nodes { owed } } }", "202610", "2026-10" },
        { "YearMonth", "{ settlements(month: \"October\") { nodes { owed } } }", null, "2026-10" },
        { "MealPoint", "query($v: ID!) { mealPointBoard(mealPoint: $v, date: \"2026-03-02\") { date } }", "00000001-0000-0000-0000-000000000000", "a bare uuid" },
        { "MealPoint", "query($v: ID!) { mealPointBoard(mealPoint: $v, date: \"2026-03-02\") { date } }", "ELDER", "but of Elder" },
        { "MealPoint", "{ mealPointBoard(mealPoint: \"17\", date: \"2026-03-02\") { date } }", null, "TWVhbFBvaW50" },
        { "district", "{ mealPoints(district: \"110101\") { nodes { id } } }", null, "321102" },
        { "Meal", "{ nearestMealPoints(latitude: 1, longitude: 1, date: \"2026-03-02\", meal: lunch) { metres } }", null, "BREAKFAST, LUNCH, DINNER" },
        { "1 to 100", "query($v: Int) { mealPoints(first: $v) { nodes { id } } }", 101, "101" },
        { "Meal", "query($v: Meal!) { mealPointBoard(mealPoint: \"P\", date: \"2026-03-02\") { date } nearestMealPoints(latitude: 1, longitude: 1, date: \"2026-03-02\", meal: $v) { metres } }", "lunch", "LUNCH" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task In_a_query(string what, string query, object? v, string how)
    {
        var point = TestApi.GlobalId(FakeCity.PointA);
        var reply = await api.AskAsync(
            Role.CityOffice, query.Replace("\"P\"", $"\"{point}\"", StringComparison.Ordinal), new { v = v is "ELDER" ? TestApi.GlobalId(FakeCity.Anna) : v });
        AssertSays(reply, what, how);
    }

    [Theory]
    [InlineData("date", "tomorrow", "LocalDate", "2026-03-02")]
    [InlineData("mealPoint", "point-1", "MealPoint", "TWVhbFBvaW50")]
    [InlineData("meal", "lunch", "Meal", "LUNCH")]
    public async Task In_an_input(string field, object value, string what, string how)
    {
        var input = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["idempotencyKey"] = "k",
            ["mealPoint"] = TestApi.GlobalId(FakeCity.PointA),
            ["date"] = "2026-03-02",
            ["meal"] = "LUNCH",
            ["elder"] = TestApi.GlobalId(FakeCity.Anna),
            ["channel"] = "DINE_IN",
            [field] = value,
        };
        AssertSays(
            await api.AskAsync(Role.CityOffice, "mutation($input: BookMealInput!) { bookMeal(input: $input) { errors { __typename } } }", new { input }), what, how);
    }

    private static void AssertSays(Reply reply, string what, string how)
    {
        Assert.Contains(reply.Codes[0], (string[])["BAD_INPUT", "VALIDATION_FAILED"]);
        var message = reply.Root.GetProperty("errors")[0].GetProperty("message").GetString()!;
        Assert.Contains(what, message, StringComparison.Ordinal);
        Assert.True(message.Contains(how, StringComparison.Ordinal), message);
    }
}
