using System.Net.WebSockets;
using System.Text.Json;
using Eldercare.Api.SignIn;

namespace Eldercare.Api.Tests.Live;

/// <summary>By the text of <c>graphql-transport-ws</c>: what a client may say, and how a connection ends when it says anything else.</summary>
public sealed class SocketProtocolTests(TestApi api)
{
    [Theory]
    [InlineData("no json", 4400)]
    [InlineData("[]", 4400)]
    [InlineData("{}", 4400)]
    [InlineData("""{"type":7}""", 4400)]
    [InlineData("""{"type":"next","id":"1"}""", 4400)]
    [InlineData("""{"type":"connection_init","payload":"token"}""", 4400)]
    [InlineData("""{"type":"subscribe","id":"1","payload":{"query":"{ __typename }"}}""", 4401)]
    [InlineData("""{"type":"connection_init","payload":{"authorization":"Bearer nonsense"}}""", 4403)]
    public async Task Before_it_is_let_in_a_client_says_who_it_is_and_nothing_else(string said, int code)
    {
        using var socket = await TestSocket.OpenAsync(api);
        await socket.SendAsync(said);
        Assert.Equal(code, await socket.ClosedAsync());
    }

    [Theory]
    [InlineData("""{"type":"connection_init"}""", 4429)]
    [InlineData("""{"type":"subscribe","payload":{"query":"{ __typename }"}}""", 4400)]
    [InlineData("""{"type":"subscribe","id":"","payload":{"query":"{ __typename }"}}""", 4400)]
    [InlineData("""{"type":"subscribe","id":"1"}""", 4400)]
    [InlineData("""{"type":"subscribe","id":"1","payload":{}}""", 4400)]
    [InlineData("""{"type":"subscribe","id":"1","payload":{"query":7}}""", 4400)]
    [InlineData("""{"type":"complete"}""", 4400)]
    public async Task A_message_that_is_none_ends_the_connection(string said, int code)
    {
        using var socket = await TestSocket.BegunAsync(api);
        await socket.SendAsync(said);
        Assert.Equal(code, await socket.ClosedAsync());
    }

    [Fact]
    public async Task An_id_that_runs_already_ends_the_connection()
    {
        using var socket = await TestSocket.BegunAsync(api);
        await socket.SubscribeAsync(Watching.Board, "same");
        await socket.NextAsync();
        await socket.SubscribeAsync(Watching.Board, "same");
        Assert.Equal(4409, await socket.ClosedAsync());
        Assert.Equal("Subscriber for same already exists", socket.Closed?.Reason);
    }

    [Fact]
    public async Task Another_protocol_is_not_spoken()
    {
        using var socket = await TestSocket.OpenAsync(api, "graphql-ws");
        Assert.Equal(4406, await socket.ClosedAsync());
    }

    [Fact]
    public async Task Binary_messages_and_large_ones_end_the_connection()
    {
        using var binary = await TestSocket.BegunAsync(api);
        await binary.SendAsync("""{"type":"ping"}""", WebSocketMessageType.Binary);
        Assert.Equal(4400, await binary.ClosedAsync());
        using var large = await TestSocket.BegunAsync(api);
        await large.SendAsync(new string(' ', 300 * 1024));
        Assert.Equal(1009, await large.ClosedAsync());
    }

    [Fact]
    public async Task Pings_are_answered_and_pongs_are_not()
    {
        using var socket = await TestSocket.BegunAsync(api);
        await socket.SendAsync("""{"type":"pong"}""");
        await socket.SendAsync("""{"type":"ping","payload":{}}""");
        Assert.Equal("""{"type":"pong"}""", (await socket.ReceiveAsync()).ToString());
    }

    [Fact]
    public async Task Queries_and_mutations_are_answered_once()
    {
        api.City.Reset();
        using var socket = await TestSocket.BegunAsync(api, api.Token(Role.CityOffice));
        await socket.SubscribeAsync("{ __typename }");
        Assert.Equal("""{"type":"next","id":"1","payload":{"data":{"__typename":"Query"}}}""", (await socket.ReceiveAsync()).ToString());
        Assert.Equal("""{"type":"complete","id":"1"}""", (await socket.ReceiveAsync()).ToString());
        var point = TestApi.GlobalId(FakeCity.PointA);
        await socket.SubscribeAsync(
            $$"""mutation { resumeMealPoint(input: { mealPoint: "{{point}}", idempotencyKey: "over a socket" }) { errors { ... on UserError { code } } } }""", "2");
        Assert.Equal(0, (await socket.NextAsync()).GetProperty("errors").GetArrayLength());
        Assert.Equal("complete", (await socket.ReceiveAsync())?.GetProperty("type").GetString());
    }

    [Fact]
    public async Task What_is_not_run_ends_by_an_error_and_the_connection_goes_on()
    {
        using var socket = await TestSocket.BegunAsync(api);
        await socket.SubscribeAsync("{ nothing }");
        var error = (await socket.ReceiveAsync())!.Value;
        Assert.Equal(("error", "VALIDATION_FAILED"), (error.GetProperty("type").GetString(), CodeIn(error)));
        await socket.SubscribeAsync("{ me { subject } }");
        Assert.Equal("UNAUTHENTICATED", CodeIn((await socket.ReceiveAsync())!.Value));
        await socket.SubscribeAsync("{ __typename }");
        Assert.Equal("next", (await socket.ReceiveAsync())?.GetProperty("type").GetString());
    }

    [Fact]
    public async Task Whoever_reads_the_last_word_of_an_operation_may_use_its_id_again_at_once()
    {
        using var socket = await TestSocket.BegunAsync(api, api.Token(Role.CityOffice));
        for (var turn = 0; turn < 100; turn++)
        {
            await socket.SubscribeAsync("{ nothing }");
            Assert.Equal("error", (await socket.ReceiveAsync())?.GetProperty("type").GetString());
            await socket.SubscribeAsync("{ __typename }");
            Assert.Equal("next", (await socket.ReceiveAsync())?.GetProperty("type").GetString());
            Assert.Equal("complete", (await socket.ReceiveAsync())?.GetProperty("type").GetString());
        }
    }

    [Fact]
    public async Task Pages_of_other_hosts_are_kept_out_unless_they_are_named()
    {
        await using var host = new TestApi(clock: null, new KeyValuePair<string, string?>("Api:Cors:Origins:0", "https://app.example.cn"));
        await host.InitializeAsync();
        foreach (var origin in (string[])["https://elsewhere.example", "null", "https://app.example.cn.elsewhere.example"])
            Assert.Contains("403", (await Assert.ThrowsAsync<WebSocketException>(() => TestSocket.OpenAsync(host, origin: origin))).Message, StringComparison.Ordinal);
        foreach (var origin in (string[])["https://app.example.cn", host.Address[..^"/graphql".Length]])
            (await TestSocket.OpenAsync(host, origin: origin)).Dispose();
    }

    private static string? CodeIn(JsonElement error) => error.GetProperty("payload")[0].GetProperty("extensions").GetProperty("code").GetString();
}
