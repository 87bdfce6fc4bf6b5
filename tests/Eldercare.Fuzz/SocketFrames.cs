using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Eldercare.Fuzz;

/// <summary>Messages of <c>graphql-transport-ws</c>, in order and out of it, where the host has a socket.</summary>
internal static class SocketFrames
{
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(10);

    public static async Task TalkAsync(FuzzTarget target, Documents documents, Random dice, Findings findings, CancellationToken stop)
    {
        using var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol(dice.Next(20) == 0 ? "graphql-ws" : "graphql-transport-ws");
        using var time = CancellationTokenSource.CreateLinkedTokenSource(stop);
        time.CancelAfter(s_longest);
        var said = new StringBuilder();
        try
        {
            await socket.ConnectAsync(new UriBuilder(target.Address) { Scheme = "ws", Path = "/graphql" }.Uri, time.Token);
            var hearing = HearAsync(socket, target, said, findings, time.Token);
            if (dice.Next(6) > 0) await SayAsync(Init(target, dice));
            for (var i = dice.Next(1, 8); i > 0 && socket.State == WebSocketState.Open; i--) await SayAsync(Message(documents.Next(), dice));
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, time.Token);
            await hearing;
        }
        catch (Exception fault) when (fault is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            // There is no socket, or the host closed it on what was said: both may be.
        }

        async Task SayAsync(string text)
        {
            said.AppendLine(text);
            var (bytes, type) = (Encoding.UTF8.GetBytes(text), dice.Next(30) == 0 ? WebSocketMessageType.Binary : WebSocketMessageType.Text);
            var cut = dice.Next(8) == 0 ? dice.Next(bytes.Length + 1) : bytes.Length;
            if (cut < bytes.Length) await socket.SendAsync(bytes.AsMemory(0, cut), type, endOfMessage: false, time.Token);
            await socket.SendAsync(bytes.AsMemory(cut < bytes.Length ? cut : 0), type, endOfMessage: true, time.Token);
        }
    }

    private static async Task HearAsync(ClientWebSocket socket, FuzzTarget target, StringBuilder said, Findings findings, CancellationToken stop)
    {
        var (buffer, message) = (new byte[16_384], new MemoryStream());
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(), stop);
            if (part.MessageType == WebSocketMessageType.Close) return;
            message.Write(buffer.AsSpan(0, part.Count));
            if (!part.EndOfMessage) continue;
            var text = Encoding.UTF8.GetString(message.ToArray());
            message.SetLength(0);
            var payload = text;
            if (JsonNode.Parse(text) is JsonObject { } envelope && envelope["type"]?.GetValue<string>() == "error") payload = new JsonObject { ["errors"] = envelope["payload"]?.DeepClone() }.ToJsonString();
            if (Judge.Of(200, "application/json", payload, isGraphQL: payload != text) is { } wrong) findings.Add($"socket: {wrong}", Encoding.UTF8.GetBytes(said.ToString()), text, $"wscat -s graphql-transport-ws -c '{target.Address}graphql' < FILE", target.Address);
        }
    }

    private static string Init(FuzzTarget target, Random dice) => dice.Next(4) switch
    {
        0 => "{\"type\":\"connection_init\"}",
        1 => JsonSerializer.Serialize(new { type = "connection_init", payload = new { authorization = "Bearer " + target.BadTokens[dice.Next(target.BadTokens.Count)] } }),
        _ => JsonSerializer.Serialize(new { type = "connection_init", payload = new { authorization = "Bearer " + target.Tokens[dice.Next(target.Tokens.Count)] } }),
    };

    private static string Message(Call call, Random dice) => dice.Next(10) switch
    {
        0 => "{\"type\":\"ping\",\"payload\":{}}",
        1 => "{\"type\":\"complete\",\"id\":\"1\"}",
        2 => "{\"type\":\"connection_init\"}",
        3 => "{\"type\":",
        4 => "[]",
        5 => new string('{', dice.Next(1, 20_000)),
        6 => JsonSerializer.Serialize(new { type = "subscribe", id = new string('i', dice.Next(0, 3_000)), payload = new { query = "subscription { __typename }" } }),
        _ => JsonSerializer.Serialize(new { type = "subscribe", id = dice.Next(3).ToString(System.Globalization.CultureInfo.InvariantCulture), payload = new { query = call.Query, variables = call.Variables } }),
    };
}
