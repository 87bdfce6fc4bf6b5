using System.Net.WebSockets;

namespace Eldercare.Api.Live;

/// <summary>How messages go to one client. Called by one at a time.</summary>
public abstract class LiveWire
{
    /// <summary>The word that says nothing but that the host is there.</summary>
    public const string Alive = "";

    /// <summary>As metrics name it.</summary>
    public abstract string Transport { get; }

    public abstract Task NextAsync(string id, Message message, CancellationToken cancellation);

    /// <summary>An operation ended by errors; nothing more comes of it.</summary>
    public abstract Task ErrorAsync(string id, Message message, CancellationToken cancellation);

    public abstract Task CompleteAsync(string id, CancellationToken cancellation);

    /// <summary>A word of the protocol that belongs to no operation.</summary>
    public abstract Task SayAsync(string type, CancellationToken cancellation);
}

/// <summary>Why a connection ends, as the client is told.</summary>
/// <param name="Code">WebSocket close code.</param>
/// <param name="Reason">In words, at most 123 bytes.</param>
/// <param name="Metric">As metrics name it; null when the client left as it should.</param>
public sealed record LiveEnd(int Code, string Reason, string? Metric)
{
    public static LiveEnd Left { get; } = new((int)WebSocketCloseStatus.NormalClosure, "Bye", Metric: null);

    /// <summary>The host goes down: connect again, and another will answer.</summary>
    public static LiveEnd Restarting { get; } = new(1012, "The host goes down: connect again", "restarting");

    public static LiveEnd TooSlow { get; } = new(4430, "Too slow: connect again with after", "slow");

    public static LiveEnd SignInOver { get; } = new(4403, "Forbidden: the sign-in is not good any more", "sign-in");

    public static LiveEnd Idle { get; } = new((int)WebSocketCloseStatus.NormalClosure, "Nothing ran for long", "idle");

    /// <summary>Nobody is there to be told.</summary>
    public static LiveEnd Gone { get; } = new((int)WebSocketCloseStatus.EndpointUnavailable, "Gone", Metric: null);

    public static LiveEnd Failed { get; } = new(4500, "Something failed on our side", "fault");

    public static LiveEnd TooLarge { get; } = new((int)WebSocketCloseStatus.MessageTooBig, "The message is too large", "protocol");

    public static LiveEnd BadMessage(string why) => new(4400, why.Length > 100 ? why[..100] : why, "protocol");
}
