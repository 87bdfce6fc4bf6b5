using Eldercare.Store.Tables;

namespace Eldercare.City.Webhooks;

/// <summary>A webhook as people set it up. Written with the events of its stream; deleted with it.</summary>
/// <param name="Id">Which.</param>
/// <param name="District">Whose events it is told; the whole city's when null.</param>
/// <param name="Url">Where to. May hold a password of the receiver's, so it is in no event.</param>
/// <param name="Kinds">Which events.</param>
/// <param name="Secret">What it signs with, sealed (<see cref="WebhookSecrets"/>).</param>
/// <param name="OldSecret">What it signs with beside it, until <paramref name="OldUntil"/>.</param>
/// <param name="OldUntil">A day after a rotation.</param>
/// <param name="State">Whether it is sent.</param>
/// <param name="StateSince">Since when.</param>
/// <param name="Because">Why it was switched off.</param>
/// <param name="Replay">How many replays were asked for.</param>
/// <param name="ReplayFrom">From which event on the last of them goes.</param>
/// <param name="CreatedAt">When it was set up.</param>
[Table("webhooks", Indexes = ["district, created_at, id"])]
public sealed record Webhook(
    [Key] WebhookId Id, string? District, string Url, ImmutableArray<WebhookKind> Kinds, string Secret, string? OldSecret, DateTimeOffset? OldUntil,
    WebhookState State, DateTimeOffset StateSince, SwitchedOffBecause? Because, int Replay, long ReplayFrom, DateTimeOffset CreatedAt)
{
    /// <summary>Without address and secrets, for logs.</summary>
    public override string ToString() => $"{nameof(Webhook)} {Id}";
}

/// <summary>How far a webhook has come. Written by whoever has its turn, and by nobody else.</summary>
/// <param name="Webhook">Which.</param>
/// <param name="ReadTo">The last event of the store that was looked at for it.</param>
/// <param name="Replay">Which replay the next three are about; 0 while there was none.</param>
/// <param name="ReplayRead">The last event that was looked at for the replay.</param>
/// <param name="ReplayTo">The replay's last event: what came later was told anyway.</param>
/// <param name="FailuresInARow">Attempts that failed since the last that did not.</param>
/// <param name="FailingSince">When the first of them was.</param>
/// <param name="RestingUntil">Nothing is sent before: the receiver asked for it, or it fails all the time.</param>
/// <param name="LastStatus">The HTTP status of its last answer.</param>
/// <param name="LastDeliveredAt">When something was taken last.</param>
[Table("webhook_progress")]
public sealed record WebhookProgress(
    [Key] WebhookId Webhook, long ReadTo, int Replay, long ReplayRead, long ReplayTo, int FailuresInARow, DateTimeOffset? FailingSince,
    DateTimeOffset? RestingUntil, int? LastStatus, DateTimeOffset? LastDeliveredAt);

public enum WebhookDeliveryState
{
    /// <summary>To be sent, for the first time or again; or an earlier one of its stream is.</summary>
    Waiting,

    /// <summary>The receiver took it.</summary>
    Delivered,

    /// <summary>Not taken within three days of attempts: a person has to look at it.</summary>
    Dead,
}

/// <summary>One event for one webhook. What it says stays in the event.</summary>
/// <param name="Id">The same however often it is sent.</param>
/// <param name="Webhook">To whom.</param>
/// <param name="Replay">Of which replay; 0 when told for the first time.</param>
/// <param name="Sequence">The event's number.</param>
/// <param name="Stream">The event's stream: within it the order is kept.</param>
/// <param name="Kind">Which kind.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="DueAt">While waiting: not before; afterwards when it came to its end.</param>
/// <param name="Status">The HTTP status of the last answer, if there was one.</param>
/// <param name="Reason">Why it was not taken the last time: a code in upper snake case, never the receiver's words.</param>
[Table("webhook_deliveries", Indexes = ["webhook, state, replay, sequence", "webhook, state, stream, replay, sequence"])]
public sealed record WebhookDelivery(
    [Key] WebhookDeliveryId Id, WebhookId Webhook, int Replay, long Sequence, Guid Stream, WebhookKind Kind, WebhookDeliveryState State, int Attempts,
    DateTimeOffset DueAt, int? Status, string? Reason);
