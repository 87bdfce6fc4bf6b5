using System.Net.WebSockets;
using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Eldercare.Benchmarks.Live;

/// <summary>The least that can be done: a host that sends ready bytes to sockets of both kinds, each by its own loop.</summary>
internal sealed class Broadcast : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Channel<byte[]>[] _outboxes;

    private Broadcast(WebApplication app, Channel<byte[]>[] outboxes) => (_app, _outboxes) = (app, outboxes);

    public Uri Address => new(_app.Urls.First());

    public static async Task<Broadcast> StartAsync(int clients)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var outboxes = Enumerable.Range(0, clients).Select(_ => System.Threading.Channels.Channel.CreateUnbounded<byte[]>()).ToArray();
        app.UseWebSockets();
        app.Map("/{client:int}", async (HttpContext http, int client) =>
        {
            if (http.WebSockets.IsWebSocketRequest)
            {
                using var socket = await http.WebSockets.AcceptWebSocketAsync();
                await foreach (var bytes in outboxes[client].Reader.ReadAllAsync(http.RequestAborted))
                    await socket.SendAsync(bytes, WebSocketMessageType.Text, true, http.RequestAborted);
                return;
            }

            http.Response.ContentType = "text/event-stream";
            await foreach (var bytes in outboxes[client].Reader.ReadAllAsync(http.RequestAborted))
            {
                await http.Response.Body.WriteAsync(Encoding.ASCII.GetBytes($"event: next\ndata: {Encoding.UTF8.GetString(bytes)}\n\n"), http.RequestAborted);
                await http.Response.Body.FlushAsync(http.RequestAborted);
            }
        });
        await app.StartAsync();
        return new Broadcast(app, outboxes);
    }

    public void Send(int client, byte[] message) => _outboxes[client].Writer.TryWrite(message);

    public async ValueTask DisposeAsync()
    {
        foreach (var outbox in _outboxes) outbox.Writer.TryComplete();
        await _app.StopAsync(new CancellationTokenSource(TimeSpan.FromSeconds(1)).Token);
        await _app.DisposeAsync();
    }
}
