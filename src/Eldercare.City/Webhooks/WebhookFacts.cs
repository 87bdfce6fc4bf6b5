using Eldercare.Store.Deciding;

namespace Eldercare.City.Webhooks;

public abstract record WebhookFact;

/// <param name="Webhook">Which.</param>
/// <param name="District">Whose events it is told; the whole city's when null.</param>
/// <param name="Kinds">Which events, in order.</param>
/// <param name="Slot">Which of the webhooks its owner may have.</param>
public sealed record WebhookCreated(WebhookId Webhook, string? District, ImmutableArray<WebhookKind> Kinds, int Slot) : WebhookFact
{
    public bool Equals(WebhookCreated? other) => other is not null
        && (Webhook, District, Slot) == (other.Webhook, other.District, other.Slot) && Kinds.AsSpan().SequenceEqual(other.Kinds.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Webhook, District, Slot);
}

/// <param name="Webhook">Which.</param>
/// <param name="Kinds">Which events from now on, in order.</param>
/// <param name="Moved">They go to another address.</param>
public sealed record WebhookChanged(WebhookId Webhook, ImmutableArray<WebhookKind> Kinds, bool Moved) : WebhookFact
{
    public bool Equals(WebhookChanged? other) => other is not null
        && (Webhook, Moved) == (other.Webhook, other.Moved) && Kinds.AsSpan().SequenceEqual(other.Kinds.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Webhook, Moved);
}

/// <summary>It signs with a new secret; until an instant with the old one too.</summary>
public sealed record WebhookSecretRotated(WebhookId Webhook, DateTimeOffset OldUntil) : WebhookFact;

/// <summary>Nothing is sent until it is resumed; nothing is lost either.</summary>
public sealed record WebhookPaused(WebhookId Webhook) : WebhookFact;

/// <summary>It goes on where it stood.</summary>
public sealed record WebhookResumed(WebhookId Webhook) : WebhookFact;

public enum SwitchedOffBecause
{
    /// <summary>The receiver said so (HTTP 410).</summary>
    Gone,

    /// <summary>For five days every attempt failed.</summary>
    Failing,

    /// <summary>Its secret cannot be read any more: the host has another key.</summary>
    SecretUnreadable,
}

/// <summary>It stopped by itself, until a person resumes it.</summary>
public sealed record WebhookSwitchedOff(WebhookId Webhook, SwitchedOffBecause Because) : WebhookFact;

/// <summary>Nothing follows.</summary>
public sealed record WebhookDeleted(WebhookId Webhook) : WebhookFact;

/// <summary>Somebody wants events told again.</summary>
/// <param name="Webhook">To which.</param>
/// <param name="Replay">Its how manieth replay, from 1.</param>
/// <param name="From">The first event's sequence number.</param>
public sealed record WebhookReplayAsked(WebhookId Webhook, int Replay, long From) : WebhookFact;

/// <summary>Somebody tries it: this event is told to it.</summary>
public sealed record WebhookTested(WebhookId Webhook) : WebhookFact;

/// <summary>Somebody had a dead letter sent again.</summary>
public sealed record WebhookDeliveryResent(WebhookId Webhook, WebhookDeliveryId Delivery) : WebhookFact;

public enum WebhookState
{
    Active,

    /// <summary>By a person.</summary>
    Paused,

    /// <summary>By itself; the reason says why.</summary>
    SwitchedOff,

    Deleted,
}

/// <summary>What decisions about a webhook need. Address and secret stand in its row, which is gone when it is deleted.</summary>
public sealed record WebhookHistory(WebhookId Id, string? District, ImmutableArray<WebhookKind> Kinds, int Slot, WebhookState State, int Replays)
{
    public static StreamType<WebhookHistory, WebhookFact> Stream { get; } = new("webhook", Fold);

    public static WebhookHistory? Fold(WebhookHistory? webhook, WebhookFact fact) => (webhook, fact) switch
    {
        (null, WebhookCreated f) => new(f.Webhook, f.District, f.Kinds, f.Slot, WebhookState.Active, 0),
        ({ } w, WebhookChanged f) => w with { Kinds = f.Kinds },
        ({ } w, WebhookPaused) => w with { State = WebhookState.Paused },
        ({ } w, WebhookResumed) => w with { State = WebhookState.Active },
        ({ } w, WebhookSwitchedOff) => w with { State = WebhookState.SwitchedOff },
        ({ } w, WebhookDeleted) => w with { State = WebhookState.Deleted },
        ({ } w, WebhookReplayAsked f) => w with { Replays = f.Replay },
        ({ } w, WebhookSecretRotated or WebhookTested or WebhookDeliveryResent) => w,
        _ => throw new InvalidOperationException($"{fact.GetType().Name} cannot follow a webhook's history."),
    };

    /// <summary>Null for one that was deleted too: nothing can be done about it any more.</summary>
    public static WebhookHistory? Living(WebhookHistory? webhook) => webhook is { State: WebhookState.Deleted } ? null : webhook;
}
