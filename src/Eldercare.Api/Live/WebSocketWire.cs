using System.Buffers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Eldercare.Api.Live;

/// <summary>Messages of <c>graphql-transport-ws</c>, one text message each.</summary>
internal sealed class WebSocketWire(WebSocket socket) : LiveWire
{
    private readonly ArrayBufferWriter<byte> _buffer = new(1024);

    public override string Transport => "websocket";

    public override Task NextAsync(string id, Message message, CancellationToken cancellation) => SendAsync("next", id, message.Result, cancellation);

    public override Task ErrorAsync(string id, Message message, CancellationToken cancellation) => SendAsync("error", id, message.Errors, cancellation);

    public override Task CompleteAsync(string id, CancellationToken cancellation) => SendAsync("complete", id, default, cancellation);

    /// <summary>A sign of life needs none of ours: the socket pings by itself.</summary>
    public override Task SayAsync(string type, CancellationToken cancellation) =>
        type == Alive ? Task.CompletedTask : SendAsync(type, id: null, default, cancellation);

    private async Task SendAsync(string type, string? id, ReadOnlyMemory<byte> payload, CancellationToken cancellation)
    {
        _buffer.ResetWrittenCount();
        _buffer.Write("{\"type\":\""u8);
        _buffer.Write(Encoding.ASCII.GetBytes(type));
        _buffer.Write("\""u8);
        if (id is not null)
        {
            _buffer.Write(",\"id\":"u8);
            _buffer.Write(JsonSerializer.SerializeToUtf8Bytes(id));
        }

        if (payload.Length > 0)
        {
            _buffer.Write(",\"payload\":"u8);
            _buffer.Write(payload.Span);
        }

        _buffer.Write("}"u8);
        await socket.SendAsync(_buffer.WrittenMemory, WebSocketMessageType.Text, endOfMessage: true, cancellation);
    }
}
