using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;
using Eldercare.Api.GraphQL;
using Eldercare.Api.SignIn;
using Eldercare.Beds;
using Eldercare.Beds.Applications;
using ApplicationId = Eldercare.Beds.ApplicationId;

namespace Eldercare.Scenarios;

/// <summary>A place that is watched: told when those ahead get a bed or go.</summary>
public sealed partial class QueueTests
{
    [Fact]
    public async Task Who_watches_a_place_over_either_transport_is_told_when_somebody_ahead_gets_a_bed_or_goes()
    {
        var home = new HomeId(Guid.CreateVersion7());
        var bed = Assert.Single(await _city.OpenHomeAsync(home, 1));
        var elders = await _city.RegisterEldersAsync(3);
        var applications = new List<ApplicationId>();
        foreach (var elder in elders) applications.Add(await ApplyAsync(elder, home));
        await Eventually.EqualAsync(3, () => _city.CountAsync("select count(*) from eldercare.queue_entries"));

        using var anna = _city.As(Role.Elder, elders[2]);
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        using var socket = new ClientWebSocket();
        var watch = $"subscription {{ queuePositionChanged(application: \"{GlobalId.Of(applications[2])}\") {{ sequence position {{ places {{ number }} }} }} }}";
        await SubscribeAsync(socket, anna, watch, patience.Token);
        using var events = await StreamAsync(anna, watch, patience.Token);
        Assert.Equal([(3, 3), (3, 3)], [(await ByEventAsync()).Places, (await BySocketAsync()).Places]);

        await _city.SendAsync(new OfferBed(applications[0], elders[0], bed, DateTimeOffset.UtcNow.AddDays(2)));
        var (one, other) = (await ByEventAsync(), await BySocketAsync());
        Assert.Equal(((2, 2), (2, 2)), (one.Places, other.Places));
        await _city.SendAsync(new EndApplication(applications[1], elders[1], null, EndReason.Withdrawn));
        var (last, likewise) = (await ByEventAsync(), await BySocketAsync());
        Assert.Equal(((1, 1), (1, 1)), (last.Places, likewise.Places));
        Assert.True(one.Sequence < last.Sequence && other.Sequence < likewise.Sequence);
        Assert.Equal(await _city.CountAsync("select max(seq_id) from eldercare.mt_events where type = 'application_ended'"), last.Sequence);

        async Task<(long Sequence, (int, int) Places)> ByEventAsync()
        {
            while (await events.ReadLineAsync(patience.Token) is { } line)
                if (line.StartsWith("data: {", StringComparison.Ordinal)) return Told(JsonDocument.Parse(line["data: ".Length..]).RootElement);
            throw new InvalidOperationException("The stream ended.");
        }

        async Task<(long Sequence, (int, int) Places)> BySocketAsync()
        {
            while (true)
            {
                var message = await ReceiveAsync(socket, patience.Token);
                if (message.GetProperty("type").GetString() == "next") return Told(message.GetProperty("payload"));
            }
        }
    }

    /// <summary>Numbers in the city's queue and in that of the home.</summary>
    private static (long Sequence, (int, int) Places) Told(JsonElement result)
    {
        var message = result.GetProperty("data").GetProperty("queuePositionChanged");
        var places = message.GetProperty("position").GetProperty("places").EnumerateArray().Select(p => p.GetProperty("number").GetInt32()).ToArray();
        return (message.GetProperty("sequence").GetInt64(), (places[0], places[1]));
    }

    private static async Task<StreamReader> StreamAsync(HttpClient who, string query, CancellationToken cancellation)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query }), Headers = { Accept = { new("text/event-stream") } } };
        return new StreamReader(await (await who.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation)).Content.ReadAsStreamAsync(cancellation));
    }

    private static async Task SubscribeAsync(ClientWebSocket socket, HttpClient who, string query, CancellationToken cancellation)
    {
        socket.Options.AddSubProtocol("graphql-transport-ws");
        await socket.ConnectAsync(new UriBuilder(new Uri(who.BaseAddress!, "/graphql")) { Scheme = "ws" }.Uri, cancellation);
        await SayAsync(new { type = "connection_init", payload = new { authorization = who.DefaultRequestHeaders.Authorization!.ToString() } });
        Assert.Equal("connection_ack", (await ReceiveAsync(socket, cancellation)).GetProperty("type").GetString());
        await SayAsync(new { type = "subscribe", id = "1", payload = new { query } });

        async Task SayAsync(object message) =>
            await socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, endOfMessage: true, cancellation);
    }

    private static async Task<JsonElement> ReceiveAsync(ClientWebSocket socket, CancellationToken cancellation)
    {
        var (buffer, length) = (new byte[64 * 1024], 0);
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(length), cancellation);
            length += part.Count;
            if (part.EndOfMessage) return JsonDocument.Parse(buffer.AsMemory(0, length)).RootElement;
        }
    }
}
