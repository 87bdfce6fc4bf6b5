using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Eldercare.Api.Tests.Live;

/// <summary>A client that says exactly what a test wants it to say.</summary>
internal sealed class TestSocket : IDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromSeconds(20));

    /// <summary>How the server closed, once it has.</summary>
    public (int Code, string? Reason)? Closed => _socket.CloseStatus is { } status ? ((int)status, _socket.CloseStatusDescription) : null;

    /// <param name="api">The host.</param>
    /// <param name="protocol">The subprotocol.</param>
    /// <param name="origin">The page, as a browser says it.</param>
    public static async Task<TestSocket> OpenAsync(TestApi api, string protocol = "graphql-transport-ws", string? origin = null)
    {
        var socket = new TestSocket();
        socket._socket.Options.AddSubProtocol(protocol);
        if (origin is not null) socket._socket.Options.SetRequestHeader("Origin", origin);
        await socket._socket.ConnectAsync(new Uri(api.Address.Replace("http:", "ws:", StringComparison.Ordinal)), socket._patience.Token);
        return socket;
    }

    /// <summary>One that has been let in.</summary>
    public static async Task<TestSocket> BegunAsync(TestApi api, string? token = null)
    {
        var socket = await OpenAsync(api);
        await socket.SendAsync(new { type = "connection_init", payload = token is null ? null : new { authorization = $"Bearer {token}" } });
        Assert.Equal("connection_ack", (await socket.ReceiveAsync())?.GetProperty("type").GetString());
        return socket;
    }

    public Task SendAsync(object message) => SendAsync(JsonSerializer.Serialize(message));

    public Task SendAsync(string text, WebSocketMessageType type = WebSocketMessageType.Text) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(text), type, endOfMessage: true, _patience.Token);

    public Task SubscribeAsync(string query, string id = "1", object? variables = null) =>
        SendAsync(new { type = "subscribe", id, payload = new { query, variables } });

    /// <summary>The next message; null when the server has closed.</summary>
    public async Task<JsonElement?> ReceiveAsync()
    {
        var buffer = new byte[64 * 1024];
        var length = 0;
        while (true)
        {
            var part = await _socket.ReceiveAsync(buffer.AsMemory(length), _patience.Token);
            if (part.MessageType == WebSocketMessageType.Close) return null;
            length += part.Count;
            if (part.EndOfMessage) return JsonDocument.Parse(buffer.AsMemory(0, length)).RootElement;
            if (length == buffer.Length) Array.Resize(ref buffer, length * 2);
        }
    }

    /// <summary>The data of the next message's one field; fails at anything but a <c>next</c>.</summary>
    public async Task<JsonElement> NextAsync()
    {
        var message = (await ReceiveAsync())!.Value;
        Assert.True(message.GetProperty("type").GetString() == "next", message.ToString());
        return message.GetProperty("payload").GetProperty("data").EnumerateObject().Single().Value;
    }

    /// <summary>How the server closes, whatever it says before.</summary>
    public async Task<int?> ClosedAsync()
    {
        while (await ReceiveAsync() is not null)
        {
        }

        return Closed?.Code;
    }

    public void Dispose()
    {
        _socket.Dispose();
        _patience.Dispose();
    }
}
