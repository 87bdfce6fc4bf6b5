using System.Diagnostics;
using Eldercare.Api.SignIn;

namespace Eldercare.Api.Tests;

public sealed class LimitTests(TestApi api)
{
    public static TheoryData<string, string> TooMuch => new()
    {
        { "characters", "{ cityFigures { on } } #" + new string('x', 70_000) },
        { "fields", "{ cityFigures { " + string.Concat(Enumerable.Repeat("on ", 2_001)) + "} }" },
        { "fields in fragments", "{ " + string.Concat(Enumerable.Repeat("cityFigures { ...F } ", 60)) + "} fragment F on CityFigures { " + string.Concat(Enumerable.Repeat("on ", 40)) + "}" },
        { "levels", "{ mealPoints { nodes " + string.Concat(Enumerable.Repeat("{ sittings(date: \"2026-03-02\") { mealPoint ", 8)) + "{ id }" + string.Concat(Enumerable.Repeat("} }", 8)) + " } }" },
        { "nesting", "{ a " + string.Concat(Enumerable.Repeat("{ a ", 5_000)) + string.Concat(Enumerable.Repeat("}", 5_000)) + " }" },
        { "aliases", "{ " + string.Concat(Enumerable.Range(0, 51).Select(i => $"a{i}: cityFigures {{ on }} ")) + "}" },
        { "directives", "{ " + string.Concat(Enumerable.Repeat("cityFigures @include(if: true) { on } ", 51)) + "}" },
        { "operations", string.Concat(Enumerable.Range(0, 21).Select(i => $"query Q{i} {{ cityFigures {{ on }} }} ")) },
    };

    [Theory]
    [MemberData(nameof(TooMuch))]
    public async Task Refuses_a_document_with_too_many(string what, string query)
    {
        var reply = await api.AskAsync(Role.None, query);
        Assert.True(reply is { Status: 400, Codes: ["LIMIT_EXCEEDED"] }, $"{what}: {reply.Status} {reply.Text[..Math.Min(200, reply.Text.Length)]}");
    }

    [Fact]
    public async Task Refuses_nested_duplicates_of_80_KB_at_once()
    {
        // Without a bound before validation this takes seconds: every field is compared with every other.
        var query = "{ " + string.Concat(Enumerable.Repeat("cityFigures { on on on on } ", 2_200)) + "}";
        await api.AskAsync(Role.None, "{ cityFigures { on } }");
        var watch = Stopwatch.StartNew();
        var reply = await api.AskAsync(Role.None, query);
        Assert.Equal((400, "LIMIT_EXCEEDED"), (reply.Status, reply.Codes.Single()));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(1), $"took {watch.Elapsed}");
    }

    [Fact]
    public async Task Refuses_a_body_above_the_limit()
    {
        var reply = await api.PostAsync("{\"query\":\"" + new string(' ', 300_000) + "\"}");
        Assert.Equal((413, "LIMIT_EXCEEDED"), (reply.Status, reply.Codes.Single()));
    }

    [Fact]
    public async Task Takes_a_large_document_within_bounds()
    {
        var reply = await api.AskAsync(Role.None, "{ cityFigures { " + string.Concat(Enumerable.Repeat("on ", 1_900)) + "} }");
        Assert.Equal(200, reply.Status);
    }
}
