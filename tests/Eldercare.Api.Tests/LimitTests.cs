using Eldercare.Api.GraphQL;
using Eldercare.Api.SignIn;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

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

    /// <summary>
    /// 80 KB of duplicates took seconds, for validation compares every field with every other. Both documents are invalid as well, and it
    /// is not validation that says so.
    /// </summary>
    [Theory]
    [InlineData(2_900, "characters")]
    [InlineData(2_200, "fields")]
    public async Task Refuses_nested_duplicates_before_it_validates(int repeated, string limit)
    {
        var reply = await api.AskAsync(Role.None, "{ unknown " + string.Concat(Enumerable.Repeat("cityFigures { on on on on }\n", repeated)) + "}");
        Assert.Equal((400, "LIMIT_EXCEEDED"), (reply.Status, reply.Codes.Single()));
        Assert.Contains(limit, reply.Root.GetProperty("errors")[0].GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    public static TheoryData<string> Endless => new()
    {
        "mutation { closeBed(input: { idempotencyKey: \"k\", bed: \"" + TestApi.GlobalId(FakeCity.BedA) + "\", reason: \"Lamp\" }) { errors { __typename } } }",
        "{ cityFigures { on } }",
        "{ mealPointBoard(mealPoint: \"" + TestApi.GlobalId(FakeCity.PointA) + "\", date: \"2026-03-02\") { date } }",
    };

    /// <summary>A command, a read of its own, and one for all requests together.</summary>
    [Theory]
    [MemberData(nameof(Endless))]
    public async Task Answers_in_time_when_writer_and_readers_do_not(string query)
    {
        api.City.Reset();
        var settings = api.App.Services.GetRequiredService<IOptions<ApiSettings>>().Value;
        var time = settings.Timeout;
        try
        {
            (settings.Timeout, api.City.Hangs) = (TimeSpan.FromMilliseconds(100), true);
            var reply = await api.AskAsync(Role.CityOffice, query).WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
            Assert.Equal((503, "TIMEOUT"), (reply.Status, reply.Codes.Single()));
        }
        finally
        {
            settings.Timeout = time;
            api.City.Reset();
        }
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
