using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Eldercare.Fuzz;

/// <summary>HTTP as no client would write it: half requests, wrong lengths, many behind each other.</summary>
internal sealed class RawFrames(Uri address, Random dice)
{
    private static readonly string[] s_lines =
    [
        "GET /graphql HTTP/9.9", "GET  /graphql HTTP/1.1", "\0\0\0", "PRI * HTTP/2.0\r\n\r\nSM", "GET http://[::1/graphql HTTP/1.1", "POST /graphql HTTP/1.0", "OPTIONS * HTTP/1.1", "CONNECT a:1 HTTP/1.1",
        "GET /graphql?query={__typename} HTTP/1.1", "GET /%zz HTTP/1.1", "GET /graphql#x HTTP/1.1", "get /graphql HTTP/1.1", "\u0016\u0003\u0001",
    ];

    public (string What, byte[] Sent) Next(Call call)
    {
        var body = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new { query = call.Query }));
        var whole = Request(body, body.Length);
        return dice.Next(14) switch
        {
            0 => ("half a request", whole[..dice.Next(whole.Length)]),
            1 => ("a body shorter than its length", Request(body, body.Length + dice.Next(1, 100))),
            2 => ("a body longer than its length", Request(body, dice.Next(body.Length))),
            3 => ("a pipeline", [.. Enumerable.Repeat(whole, dice.Next(2, 30)).SelectMany(r => r)]),
            4 => ("two lengths", Head(body, "Content-Length: 5", $"Content-Length: {body.Length}")),
            5 => ("a length and chunks", Head(body, $"Content-Length: {body.Length}", "Transfer-Encoding: chunked")),
            6 => ("broken chunks", Head([.. "zz\r\n"u8, .. body], "Transfer-Encoding: chunked")),
            7 => ("a huge chunk", Head([.. "FFFFFFFFFFFFFFFF\r\n"u8, .. body], "Transfer-Encoding: chunked")),
            8 => ("many headers", Head(body, [.. Enumerable.Range(0, dice.Next(60, 3_000)).Select(i => $"X-{i}: y")])),
            9 => ("a long header", Head(body, $"X: {new string('x', dice.Next(1_000, 60_000))}")),
            12 or 13 => ("frames of a socket", [.. Encoding.Latin1.GetBytes(Upgrade), .. Enumerable.Range(0, dice.Next(1, 12)).SelectMany(_ => Frame(call))]),
            10 => ("an odd line", Encoding.UTF8.GetBytes($"{s_lines[dice.Next(s_lines.Length)]}\r\nHost: {address.Authority}\r\n\r\n")),
            _ => ("mutated bytes", Mutated(whole)),
        };
    }

    private string Upgrade =>
        $"GET /graphql HTTP/1.1\r\nHost: {address.Authority}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
        + $"Sec-WebSocket-Protocol: graphql-transport-ws\r\n{(dice.Next(5) == 0 ? "Sec-WebSocket-Extensions: permessage-deflate\r\n" : "")}\r\n";

    /// <summary>A frame of RFC 6455, most of them right: of whatever kind, whole or a part, masked or not, as long as it says or not.</summary>
    private byte[] Frame(Call call)
    {
        byte[] payload = dice.Next(6) switch
        {
            0 => [],
            1 => [.. Enumerable.Range(0, dice.Next(1, 300)).Select(_ => (byte)dice.Next(256))],
            2 => "{\"type\":\"ping\"}"u8.ToArray(),
            3 => Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new { type = "subscribe", id = "1", payload = new { query = call.Query } })),
            _ => "{\"type\":\"connection_init\"}"u8.ToArray(),
        };
        var first = (byte)((dice.Next(5) == 0 ? 0 : 0x80) | (dice.Next(20) == 0 ? dice.Next(8) << 4 : 0) | (dice.Next(3) == 0 ? dice.Next(16) : 1));
        var masked = dice.Next(15) == 0 ? 0 : 0x80;
        var mask = BitConverter.GetBytes(dice.Next());
        for (var i = 0; masked != 0 && i < payload.Length; i++) payload[i] ^= mask[i % 4];
        var said = (ulong)(dice.Next(15) == 0 ? dice.NextInt64() : payload.Length);
        byte[] length = said switch
        {
            < 126 => [(byte)(masked | (int)said)],
            <= ushort.MaxValue => [(byte)(masked | 126), (byte)(said >> 8), (byte)said],
            _ => [(byte)(masked | 127), .. BitConverter.GetBytes(said).Reverse()],
        };
        return [first, .. length, .. masked == 0 ? [] : mask, .. payload];
    }

    /// <returns>What came until the host closed the connection or, its part done, waits; and whether it did either.</returns>
    public static async Task<(string Answer, bool Ended)> SendAsync(Uri address, byte[] sent, TimeSpan longest)
    {
        using var time = new CancellationTokenSource(longest);
        var answer = new StringBuilder();
        try
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(address.Host, address.Port, time.Token);
            await socket.SendAsync(sent, time.Token);
            socket.Shutdown(SocketShutdown.Send);
            var buffer = new byte[16_384];
            int read;
            while ((read = await socket.ReceiveAsync(buffer, time.Token)) > 0)
            {
                if (answer.Length < 200_000) answer.Append(Encoding.Latin1.GetString(buffer, 0, read));
            }

            return (answer.ToString(), true);
        }
        catch (SocketException)
        {
            return (answer.ToString(), true);
        }
        catch (OperationCanceledException)
        {
            return (answer.ToString(), false);
        }
    }

    private byte[] Request(byte[] body, int length) => Head(body, $"Content-Length: {length}");

    private byte[] Head(byte[] body, params string[] headers) =>
        [.. Encoding.Latin1.GetBytes($"POST /graphql HTTP/1.1\r\nHost: {address.Authority}\r\nContent-Type: application/json\r\n{string.Concat(headers.Select(h => h + "\r\n"))}\r\n"), .. body];

    private byte[] Mutated(byte[] bytes)
    {
        var mutated = bytes.ToArray();
        for (var i = dice.Next(1, 10); i > 0; i--) mutated[dice.Next(mutated.Length)] = (byte)dice.Next(256);
        return mutated;
    }
}
