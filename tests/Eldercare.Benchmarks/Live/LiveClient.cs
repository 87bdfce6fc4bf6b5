using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using HdrHistogram;

namespace Eldercare.Benchmarks.Live;

/// <summary>One who watches, over either transport: waits for what it was told to expect, and takes the time.</summary>
internal sealed class LiveClient(LongConcurrentHistogram times)
{
    private readonly Lock _gate = new();
    private readonly List<(long Sequence, long At)> _expected = [];
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _seen;

    /// <summary>Done when the first message is there.</summary>
    public Task Watching => _first.Task;

    /// <summary>What it still waits for.</summary>
    public int Open
    {
        get
        {
            lock (_gate) return _expected.Count;
        }
    }

    /// <summary>Something happened just now that it has to be told.</summary>
    public void Expect(long sequence)
    {
        lock (_gate)
        {
            if (sequence <= _seen) times.RecordValue(1);
            else _expected.Add((sequence, Stopwatch.GetTimestamp()));
        }
    }

    /// <summary>Watches over a WebSocket until it is stopped.</summary>
    public async Task OverSocketAsync(Uri address, object? init, object? subscribe, CancellationToken stop)
    {
        using var socket = new ClientWebSocket();
        if (init is not null) socket.Options.AddSubProtocol("graphql-transport-ws");
        await socket.ConnectAsync(address, stop);
        if (init is not null) await socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(init), WebSocketMessageType.Text, true, stop);
        if (subscribe is not null) await socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(subscribe), WebSocketMessageType.Text, true, stop);
        var buffer = new byte[16 * 1024];
        while (await socket.ReceiveAsync(buffer.AsMemory(), stop) is { MessageType: not WebSocketMessageType.Close } part) Heard(buffer.AsSpan(0, part.Count));
        throw new InvalidOperationException($"The server closed: {socket.CloseStatus} {socket.CloseStatusDescription}");
    }

    /// <summary>Watches over Server-Sent Events until it is stopped.</summary>
    public async Task OverStreamAsync(HttpClient http, Uri address, object body, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = JsonContent.Create(body) };
        request.Headers.TryAddWithoutValidation("Accept", "text/event-stream");
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(stop), Encoding.UTF8);
        while (await lines.ReadLineAsync(stop) is { } line) Heard(Encoding.UTF8.GetBytes(line));
        throw new InvalidOperationException("The server ended the stream.");
    }

    private void Heard(ReadOnlySpan<byte> text)
    {
        var at = text.IndexOf("\"sequence\":"u8);
        if (at < 0) return;
        var digits = text[(at + "\"sequence\":".Length)..];
        var length = digits.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        var sequence = long.Parse(digits[..length], NumberStyles.None, CultureInfo.InvariantCulture);
        var now = Stopwatch.GetTimestamp();
        lock (_gate)
        {
            _seen = Math.Max(_seen, sequence);
            foreach (var (_, since) in _expected.Where(e => e.Sequence <= sequence)) times.RecordValue(Math.Max(1, (now - since) * TimeSpan.TicksPerSecond / Stopwatch.Frequency));
            _expected.RemoveAll(e => e.Sequence <= sequence);
        }

        _first.TrySetResult();
    }
}
