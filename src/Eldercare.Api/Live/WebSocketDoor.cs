using System.Net.WebSockets;
using System.Text;
using Eldercare.Api.GraphQL;
using Eldercare.Api.GraphQL.Execution;
using Eldercare.Api.Http;
using Eldercare.Api.SignIn;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace Eldercare.Api.Live;

/// <summary>GraphQL over WebSocket by the protocol <c>graphql-transport-ws</c>: subscriptions, queries and mutations on one connection.</summary>
public sealed class WebSocketDoor(LiveServices host, LiveGate gate, ApiServices api)
{
    public const string Protocol = "graphql-transport-ws";

    private static readonly TimeSpan s_goodBye = TimeSpan.FromSeconds(2);

    public async Task HandleAsync(HttpContext http)
    {
        if (!SocketOrigin.Allows(http.Request, api.Settings.Cors.Origins))
        {
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        if (!gate.TryEnter())
        {
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            http.Response.Headers.RetryAfter = "5";
            return;
        }

        try
        {
            // Who is slow is cut off by rules of ours.
            if (http.Features.Get<IHttpMinResponseDataRateFeature>() is { } rate && HttpProtocol.IsHttp11(http.Request.Protocol)) rate.MinDataRate = null;
            var speaks = http.WebSockets.WebSocketRequestedProtocols.Contains(Protocol, StringComparer.Ordinal);
            using var socket = await http.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext
            {
                SubProtocol = speaks ? Protocol : null,
                KeepAliveInterval = host.Settings.KeepAlive,
                KeepAliveTimeout = host.Settings.KeepAlive,
            });
            if (!speaks) await CloseAsync(socket, new LiveEnd(4406, "Subprotocol not acceptable", "protocol"));
            else await TalkAsync(http, socket);
        }
        catch (Exception fault) when (fault is OperationCanceledException or WebSocketException or IOException)
        {
            // The client has gone.
        }
        finally
        {
            gate.Leave();
        }
    }

    private async Task TalkAsync(HttpContext http, WebSocket socket)
    {
        await using var session = new LiveSession(host, new WebSocketWire(socket));
        var talk = new SocketTalk(http, session, host, gate, Origins.Of(http.Request, api.Settings));
        using var hangUp = new CancellationTokenSource();
        var listening = ListenAsync(socket, session, talk, hangUp.Token);
        try
        {
            await session.RunAsync();
            await CloseAsync(socket, await session.Ended);
        }
        finally
        {
            // The client's own good-bye, or nothing.
            hangUp.CancelAfter(s_goodBye);
            await listening;
            talk.Leave();
        }
    }

    private async Task ListenAsync(WebSocket socket, LiveSession session, SocketTalk talk, CancellationToken hangUp)
    {
        var most = api.Settings.MaxRequestBytes;
        var buffer = new byte[4096];
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
        try
        {
            var filled = 0;
            while (true)
            {
                if (filled == buffer.Length) Array.Resize(ref buffer, Math.Min(buffer.Length * 2, most + 1));
                // A frame is given whole, or as much of it as is asked for: by its first byte one knows that a message has begun.
                var part = await socket.ReceiveAsync(filled == 0 && !session.Ended.IsCompleted ? buffer.AsMemory(0, 1) : buffer.AsMemory(filled), hangUp);
                if (part.MessageType == WebSocketMessageType.Close) break;
                session.Hears(part.EndOfMessage);
                filled += part.Count;
                if (filled > most) session.End(LiveEnd.TooLarge);
                else if (part.MessageType != WebSocketMessageType.Text) session.End(LiveEnd.BadMessage("Messages are text"));
                // Once it has to end, what still comes is only read past.
                if (session.Ended.IsCompleted) filled = 0;
                if (session.Ended.IsCompleted || !part.EndOfMessage) continue;
                await talk.HeardAsync(buffer.AsMemory(0, filled));
                filled = 0;
                if (buffer.Length > 64 * 1024) buffer = new byte[4096];
            }

            session.End(LiveEnd.Left);
        }
        catch (Exception fault) when (fault is OperationCanceledException or WebSocketException or IOException or ObjectDisposedException)
        {
            session.End(LiveEnd.Gone);
        }
    }

    /// <summary>A close frame holds 123 bytes of reason.</summary>
    private static string Shortened(string reason)
    {
        while (Encoding.UTF8.GetByteCount(reason) > 123) reason = reason[..^1];
        return reason;
    }

    private static async Task CloseAsync(WebSocket socket, LiveEnd end)
    {
        if (socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived)) return;
        using var patience = new CancellationTokenSource(s_goodBye);
        try
        {
            await socket.CloseOutputAsync((WebSocketCloseStatus)end.Code, Shortened(end.Reason), patience.Token);
        }
        catch (OperationCanceledException)
        {
            socket.Abort();
        }
    }
}
