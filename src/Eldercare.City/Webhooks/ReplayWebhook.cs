using Eldercare.Store.Deciding;

namespace Eldercare.City.Webhooks;

/// <summary>
/// Has a webhook told again what it asks for, from an event on to where it stands now; in place of an earlier replay that has not come to
/// its end. What happens meanwhile is told beside it.
/// </summary>
/// <param name="Webhook">Which.</param>
/// <param name="From">The first event's sequence number, 1 or more.</param>
public sealed record ReplayWebhook(WebhookId Webhook, long From) : WebhookCommand(Webhook), ICommand
{
    public Outcome Decide(Known known) => OfLiving(
        known, w => w.State == WebhookState.Active ? new WebhookReplayAsked(Webhook, w.Replays + 1, From) : new WebhookNotActive(Webhook),
        (row, w) => row with { Replay = w.Replays + 1, ReplayFrom = From });
}

/// <summary>Has an event of its own told to a webhook, for whoever wants to see it arrive.</summary>
public sealed record TestWebhook(WebhookId Webhook) : WebhookCommand(Webhook), ICommand
{
    public Outcome Decide(Known known) => OfLiving(
        known, w => w.State == WebhookState.Active ? new WebhookTested(Webhook) : new WebhookNotActive(Webhook));
}
