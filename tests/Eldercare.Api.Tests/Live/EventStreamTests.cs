using System.Net;

namespace Eldercare.Api.Tests.Live;

/// <summary>By the text of GraphQL over Server-Sent Events, distinct connections.</summary>
public sealed class EventStreamTests(TestApi api)
{
    [Fact]
    public async Task A_query_is_answered_by_one_event_and_complete()
    {
        using var stream = await TestStream.OpenAsync(api, "{ __typename }");
        Assert.Equal("text/event-stream", stream.Response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("""next {"data":{"__typename":"Query"}}""", await stream.ReadAsync());
        Assert.Equal("complete ", await stream.ReadAsync());
        Assert.Null(await stream.ReadAsync());
    }

    [Fact]
    public async Task A_document_that_is_wrong_is_told_within_the_stream()
    {
        using var stream = await TestStream.OpenAsync(api, "subscription { nothing }");
        Assert.Equal(HttpStatusCode.OK, stream.Response.StatusCode);
        Assert.Contains("VALIDATION_FAILED", await stream.ReadAsync(), StringComparison.Ordinal);
        Assert.Equal("complete ", await stream.ReadAsync());
    }

    [Fact]
    public async Task A_board_is_watched()
    {
        using var stream = await TestStream.OpenAsync(api, Watching.Board);
        Assert.Contains("\"happened\":[]", await stream.ReadAsync(), StringComparison.Ordinal);
        api.Feed.Happens(FakeCity.Lunch.Value, Watching.Booked);
        Assert.Contains("\"happened\":[\"BOOKED\"]", await stream.ReadAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/graphql-response+json, application/json, text/event-stream, multipart/mixed", false)]
    [InlineData("text/event-stream, multipart/mixed", true)]
    [InlineData("text/event-stream, */*", true)]
    [InlineData("application/json;q=0.5, text/event-stream", true)]
    [InlineData("*/*", false)]
    public async Task A_stream_is_for_who_wants_it_rather_than_json(string accept, bool streams)
    {
        using var stream = await TestStream.OpenAsync(api, "{ __typename }", accept: accept);
        Assert.Equal(streams, stream.Response.Content.Headers.ContentType?.MediaType == "text/event-stream");
    }

    [Fact]
    public async Task A_token_that_is_not_good_is_refused_before_the_stream()
    {
        using var stream = await TestStream.OpenAsync(api, Watching.Board, "nonsense");
        Assert.Equal(HttpStatusCode.Unauthorized, stream.Response.StatusCode);
    }

    [Fact]
    public async Task Without_a_stream_a_subscription_says_how_it_is_sent()
    {
        var reply = await api.AskAsync(SignIn.Role.None, Watching.Board);
        Assert.Equal((400, "BAD_REQUEST"), (reply.Status, Assert.Single(reply.Codes)));
        Assert.Contains("text/event-stream", reply.Text, StringComparison.Ordinal);
    }
}
