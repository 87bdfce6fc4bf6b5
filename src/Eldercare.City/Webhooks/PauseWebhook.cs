using Eldercare.Store.Deciding;

namespace Eldercare.City.Webhooks;

/// <summary>Holds a webhook: its events wait.</summary>
public sealed record PauseWebhook(WebhookId Webhook) : WebhookCommand(Webhook), ICommand
{
    protected override Decision<WebhookFact> Decide(WebhookHistory webhook, DateTimeOffset now) =>
        webhook.State == WebhookState.Active ? new WebhookPaused(Webhook) : Decision<WebhookFact>.NoChange;

    protected override Webhook Change(Webhook row, WebhookHistory webhook, DateTimeOffset now) =>
        row with { State = WebhookState.Paused, StateSince = now };
}

/// <summary>Has a webhook go on where it stood, also one that was switched off.</summary>
public sealed record ResumeWebhook(WebhookId Webhook) : WebhookCommand(Webhook), ICommand
{
    protected override Decision<WebhookFact> Decide(WebhookHistory webhook, DateTimeOffset now) =>
        webhook.State == WebhookState.Active ? Decision<WebhookFact>.NoChange : new WebhookResumed(Webhook);

    protected override Webhook Change(Webhook row, WebhookHistory webhook, DateTimeOffset now) =>
        row with { State = WebhookState.Active, StateSince = now, Because = null };
}

/// <summary>Follows by itself: there is no use in going on.</summary>
public sealed record SwitchOffWebhook(WebhookId Webhook, SwitchedOffBecause Because) : WebhookCommand(Webhook), ICommand
{
    protected override Decision<WebhookFact> Decide(WebhookHistory webhook, DateTimeOffset now) =>
        webhook.State == WebhookState.Active ? new WebhookSwitchedOff(Webhook, Because) : Decision<WebhookFact>.NoChange;

    protected override Webhook Change(Webhook row, WebhookHistory webhook, DateTimeOffset now) =>
        row with { State = WebhookState.SwitchedOff, StateSince = now, Because = Because };
}
