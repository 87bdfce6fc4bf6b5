using System.Net.Sockets;
using System.Text;
using Eldercare.Api.SignIn;

namespace Eldercare.Api.Tests.Live;

/// <summary>Who does not take what she is sent, or asks for too much, is cut off; the others go on.</summary>
public sealed class SlowClientTests
{
    [Fact]
    public async Task Who_takes_nothing_is_cut_off_and_others_miss_nothing()
    {
        await using var host = new TestApi(
            clock: null, new KeyValuePair<string, string?>("Live:LookEvery", "00:00:00.05"), new("Live:StalledAfter", "00:00:01"), new("Live:MostWaiting", "200"));
        await host.InitializeAsync();
        using var good = await TestSocket.BegunAsync(host, host.Token(Role.MealPointStaff));
        await good.SubscribeAsync(Watching.Work(null));
        await good.NextAsync();
        using var slow = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
        await slow.ConnectAsync("127.0.0.1", new Uri(host.Address).Port, TestContext.Current.CancellationToken);
        // Wide messages, so that what lies in buffers between is soon full.
        var wide = string.Join(' ', Enumerable.Range(0, 45).Select(i => $"a{i}: item {{ mealPoint {{ name address id district }} }}"));
        var query = Watching.Work(null).Replace("item { kind", $"{wide} item {{ kind", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
        var body = Encoding.UTF8.GetBytes($$"""{"query":"{{query}}"}""");
        await slow.SendAsync(Encoding.ASCII.GetBytes(
            $"POST /graphql HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAccept: text/event-stream\r\nContent-Type: application/json\r\nAuthorization: Bearer {host.Token(Role.MealPointStaff)}\r\nContent-Length: {body.Length}\r\n\r\n"));
        await slow.SendAsync(body);
        for (var round = 0; round < 40; round++)
        {
            var last = host.Feed.Happens(FakeCity.Lunch.Value, [.. Enumerable.Repeat<object>(Watching.Displaced, 50)]);
            for (var i = 49; i >= 0; i--) Assert.Equal(last - i, (await good.NextAsync()).Sequence());
        }

        // What lay in between is read, and then nothing more comes.
        var (buffer, all) = (new byte[64 * 1024], 0L);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        try
        {
            while (await slow.ReceiveAsync(buffer, patience.Token) is > 0 and var part) all += part;
        }
        catch (SocketException)
        {
            // Cut off in the middle.
        }

        Assert.InRange(all, 1, 2_000 * 5_000 / 2);
    }

    [Fact]
    public async Task Over_a_socket_whoever_lets_too_much_wait_is_told_that_she_is_too_slow()
    {
        await using var host = new TestApi(clock: null, new KeyValuePair<string, string?>("Live:MostWaiting", "200"));
        await host.InitializeAsync();
        using var slow = await TestSocket.BegunAsync(host, host.Token(Role.MealPointStaff));
        await slow.SubscribeAsync(Watching.Work(null));
        await slow.NextAsync();
        // More at once than may wait: whatever of it was sent comes, and then why it is not all.
        host.Feed.Happens(FakeCity.Lunch.Value, [.. Enumerable.Repeat<object>(Watching.Displaced, 2_000)]);
        Assert.Equal(4430, await slow.ClosedAsync());
    }

    [Fact]
    public async Task Who_opens_a_socket_and_says_nothing_is_not_waited_for()
    {
        await using var host = new TestApi(clock: null, new KeyValuePair<string, string?>("Live:InitWithin", "00:00:00.2"));
        await host.InitializeAsync();
        using var silent = await TestSocket.OpenAsync(host);
        Assert.Equal(4408, await silent.ClosedAsync());
    }

    [Fact]
    public async Task Connections_and_operations_are_counted()
    {
        await using var host = new TestApi(
            clock: null, new KeyValuePair<string, string?>("Live:MostConnectionsOfClient", "1"), new("Live:MostOperations", "2"));
        await host.InitializeAsync();
        using var one = await TestSocket.BegunAsync(host, host.Token(Role.MealPointStaff));
        using var two = await TestSocket.OpenAsync(host);
        await two.SendAsync(new { type = "connection_init", payload = new { authorization = $"Bearer {host.Token(Role.MealPointStaff)}" } });
        Assert.Equal(4429, await two.ClosedAsync());
        using var other = await TestSocket.BegunAsync(host, host.Token(Role.CityOffice));
        foreach (var id in (string[])["a", "b", "c"]) await one.SubscribeAsync(Watching.Board, id);
        Assert.Equal(4429, await one.ClosedAsync());
        await other.SubscribeAsync("{ __typename }");
        Assert.Equal("next", (await other.ReceiveAsync())?.GetProperty("type").GetString());
    }

    [Fact]
    public async Task When_the_host_goes_down_sockets_are_told_to_connect_again_and_streams_break_off()
    {
        var host = new TestApi();
        await host.InitializeAsync();
        using var socket = await TestSocket.BegunAsync(host);
        await socket.SubscribeAsync(Watching.Board);
        await socket.NextAsync();
        using var stream = await TestStream.OpenAsync(host, Watching.Board);
        await stream.ReadAsync();
        var down = host.App.StopAsync(TestContext.Current.CancellationToken);
        Assert.Equal(1012, await socket.ClosedAsync());
        await Assert.ThrowsAnyAsync<IOException>(stream.ReadAsync);
        await down;
        await host.DisposeAsync();
    }
}
