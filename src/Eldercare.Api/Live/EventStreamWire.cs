using System.Buffers;

namespace Eldercare.Api.Live;

/// <summary>Server-Sent Events: <c>next</c> with a result, <c>complete</c>, and comments as signs of life.</summary>
internal sealed class EventStreamWire(HttpResponse response) : LiveWire
{
    public override string Transport => "event-stream";

    /// <summary>Told when the one operation is over.</summary>
    public Action? Completed { get; set; }

    public override Task NextAsync(string id, Message message, CancellationToken cancellation)
    {
        response.BodyWriter.Write("event: next\ndata: "u8);
        response.BodyWriter.Write(message.Result.Span);
        response.BodyWriter.Write("\n\n"u8);
        return FlushAsync(cancellation);
    }

    public override async Task ErrorAsync(string id, Message message, CancellationToken cancellation)
    {
        await NextAsync(id, message, cancellation);
        await CompleteAsync(id, cancellation);
    }

    public override async Task CompleteAsync(string id, CancellationToken cancellation)
    {
        // The empty data is for clients that drop events without any.
        response.BodyWriter.Write("event: complete\ndata:\n\n"u8);
        await FlushAsync(cancellation);
        Completed?.Invoke();
    }

    public override Task SayAsync(string type, CancellationToken cancellation)
    {
        response.BodyWriter.Write(":\n\n"u8);
        return FlushAsync(cancellation);
    }

    private async Task FlushAsync(CancellationToken cancellation) => await response.BodyWriter.FlushAsync(cancellation);
}
