using System.Text;
using System.Text.Json;
using Eldercare.Api.SignIn;

namespace Eldercare.Api.Tests;

/// <summary>Whatever a client sends: a typed answer, no 500, no internals, nothing done.</summary>
public sealed class BadInputTests(TestApi api)
{
    private const string Book = "mutation($input: BookMealInput!) { bookMeal(input: $input) { errors { __typename } } }";

    public static TheoryData<string, object?> Inputs => new()
    {
        { "idempotencyKey", "" }, { "idempotencyKey", null }, { "idempotencyKey", new string('k', 201) }, { "idempotencyKey", "a\nb" },
        { "idempotencyKey", 7 }, { "idempotencyKey", new string('k', 100_000) }, { "idempotencyKey", "a\0b" },
        { "mealPoint", "" }, { "mealPoint", null }, { "mealPoint", "%%%" }, { "mealPoint", 1 }, { "mealPoint", new string('A', 100_000) },
        { "mealPoint", "TWVhbFBvaW50Og" }, { "mealPoint", TestApi.GlobalId(FakeCity.Anna) }, { "mealPoint", Guid.Empty.ToString() },
        { "date", "" }, { "date", null }, { "date", "2026-02-30" }, { "date", "0001-01-01" }, { "date", "9999-12-31" },
        { "date", "2026-3-2" }, { "date", 20260302 }, { "date", "2026-03-02T00:00:00Z" }, { "date", new string('2', 100_000) },
        { "meal", "BRUNCH" }, { "meal", "lunch" }, { "meal", 1 }, { "meal", null },
        { "channel", "" }, { "late", "yes" }, { "late", 1 }, { "unknown", 1 }, { "elder", new[] { 1 } }, { "elder", new { a = 1 } },
    };

    [Theory]
    [MemberData(nameof(Inputs))]
    public async Task Refuses_an_input_field(string field, object? value)
    {
        api.City.Reset();
        var input = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["idempotencyKey"] = "k",
            ["mealPoint"] = TestApi.GlobalId(FakeCity.PointA),
            ["date"] = "2026-03-02",
            ["meal"] = "LUNCH",
            ["elder"] = TestApi.GlobalId(FakeCity.Anna),
            ["channel"] = "DINE_IN",
        };
        input[field] = value;
        var reply = await api.AskAsync(Role.CityOffice, Book, new { input });
        AssertClean(reply);
        Assert.Empty(api.City.Commands);
    }

    [Theory]
    [InlineData("{ mealPoints(first: 0) { nodes { id } } }")]
    [InlineData("{ mealPoints(first: 101) { nodes { id } } }")]
    [InlineData("{ mealPoints(first: -1) { nodes { id } } }")]
    [InlineData("{ mealPoints(first: 99999999999) { nodes { id } } }")]
    [InlineData("{ mealPoints(first: 1, last: 1) { nodes { id } } }")]
    [InlineData("{ mealPoints(after: \"junk!\") { nodes { id } } }")]
    [InlineData("{ mealPoints(after: \"AAAA\") { nodes { id } } }")]
    [InlineData("{ mealPoints(district: \"999999\") { nodes { id } } }")]
    [InlineData("{ mealPoints(district: \"\\u0000\") { nodes { id } } }")]
    [InlineData("{ mealPoints(district: \"\\uD800\") { nodes { id } } }")]
    [InlineData("{ nearestMealPoints(latitude: 91, longitude: 0, date: \"2026-03-02\", meal: LUNCH) { metres } }")]
    [InlineData("{ nearestMealPoints(latitude: 1e400, longitude: 0, date: \"2026-03-02\", meal: LUNCH) { metres } }")]
    [InlineData("{ nearestMealPoints(latitude: \"1\", longitude: 0, date: \"2026-03-02\", meal: LUNCH) { metres } }")]
    [InlineData("{ districtDays(district: \"321102\", from: \"2026-03-02\", to: \"2026-03-01\") { date } }")]
    [InlineData("{ districtDays(district: \"321102\", from: \"2020-03-02\", to: \"2026-03-01\") { date } }")]
    [InlineData("{ homeBoard(home: \"x\") { beds } }")]
    [InlineData("{ nodes(ids: [null]) { id } }")]
    public async Task Refuses_an_argument(string query)
    {
        var reply = await api.AskAsync(Role.CityOffice, query);
        Assert.NotEmpty(reply.Codes);
        Assert.True(reply.Status is 200 or 400, reply.Text);
        Assert.DoesNotContain("INTERNAL", reply.Codes);
        Assert.DoesNotContain("System.", reply.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("C:\\\\user")]
    [InlineData("\\u91d1\\u5c71")]
    public async Task Takes_any_escape_that_is_one(string literal)
    {
        var reply = await api.AskAsync(Role.None, "{ mealPoints(after: \"" + literal + "\") { nodes { id } } }");
        Assert.DoesNotContain("null character", reply.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("junk!")]
    [InlineData("zzz")]
    [InlineData("AAAAA")]
    public async Task Says_that_a_cursor_is_none_of_the_list(string cursor)
    {
        var reply = await api.AskAsync(Role.None, $"{{ mealPoints(after: \"{cursor}\") {{ nodes {{ id }} }} }}");
        Assert.Contains("This is not a cursor of this list.", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_id_is_null()
    {
        var id = Eldercare.Api.GraphQL.GlobalId.Of("MealPoint", Guid.NewGuid());
        var reply = await api.AskAsync(
            Role.None, $"{{ a: node(id: \"{id}\") {{ id }} b: node(id: \"junk\") {{ id }} mealPointBoard(mealPoint: \"{id}\", date: \"2026-03-02\") {{ date }} }}");
        Assert.Equal("{\"a\":null,\"b\":null,\"mealPointBoard\":null}", reply.Data.GetRawText());
    }

    public static TheoryData<string, byte[]> Bytes => new()
    {
        { "broken UTF-8", [.. "{\"query\":\""u8, 0xC3, 0x28, .. "\"}"u8] },
        { "overlong", [.. "{\"query\":\"{ __typename }\", \"variables\":{\"a\":\""u8, 0xC0, 0x80, .. "\"}}"u8] },
        { "raw null", [.. "{\"query\":\"{ __typename }"u8, 0, .. "\"}"u8] },
        { "escaped null", [.. "{\"query\":\"{ __typename }\\u0000\"}"u8] },
        { "null in a variable", [.. "{\"query\":\"{ __typename }\",\"variables\":{\"a\":\"\\u0000\"}}"u8] },
        { "half a pair", [.. "{\"query\":\"{ __typename }\",\"variables\":{\"a\":[\"\\ud800\"]}}"u8] },
        { "UTF-16", Encoding.Unicode.GetBytes("{\"query\":\"{ __typename }\"}") },
        { "deep JSON", Encoding.UTF8.GetBytes("{\"query\":\"{ __typename }\",\"variables\":{\"a\":" + new string('[', 5_000) + new string(']', 5_000) + "}}") },
        { "no bytes", [] },
    };

    [Theory]
    [MemberData(nameof(Bytes))]
    public async Task Refuses_bytes(string what, byte[] body)
    {
        var reply = await api.PostAsync(body);
        Assert.True(reply.Status == 400 && reply.Codes is ["BAD_REQUEST"] or ["BAD_INPUT"], $"{what}: {reply.Status} {reply.Text}");
    }

    private static void AssertClean(Reply reply)
    {
        Assert.True(reply.Status == 400, $"{reply.Status} {reply.Text}");
        Assert.NotEmpty(reply.Codes);
        Assert.DoesNotContain("INTERNAL", reply.Codes);
        Assert.True(reply.Text.Length < 3_000, reply.Text[..Math.Min(500, reply.Text.Length)]);
        foreach (var word in (string[])["System.", "Exception", "GraphQL.", "   at "])
            Assert.DoesNotContain(word, JsonSerializer.Serialize(reply.Text), StringComparison.Ordinal);
    }
}
