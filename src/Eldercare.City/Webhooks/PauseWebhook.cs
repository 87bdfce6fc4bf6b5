using Eldercare.Store.Deciding;

namespace Eldercare.City.Webhooks;

/// <summary>Holds a webhook: its events wait.</summary>
public sealed record PauseWebhook(WebhookId Webhook) : WebhookCommand(Webhook), ICommand
{
    public Outcome Decide(Known known) => OfLiving(
        known, w => w.State == WebhookState.Active ? new WebhookPaused(Webhook) : Decision<WebhookFact>.NoChange,
        (row, _) => row with { State = WebhookState.Paused, StateSince = known.Now });
}

/// <summary>Has a webhook go on where it stood, also one that was switched off.</summary>
public sealed record ResumeWebhook(WebhookId Webhook) : WebhookCommand(Webhook), ICommand
{
    public Outcome Decide(Known known) => OfLiving(
        known, w => w.State == WebhookState.Active ? Decision<WebhookFact>.NoChange : new WebhookResumed(Webhook),
        (row, _) => row with { State = WebhookState.Active, StateSince = known.Now, Because = null });
}

/// <summary>Follows by itself: there is no use in going on.</summary>
public sealed record SwitchOffWebhook(WebhookId Webhook, SwitchedOffBecause Because) : WebhookCommand(Webhook), ICommand
{
    public Outcome Decide(Known known) => OfLiving(
        known, w => w.State == WebhookState.Active ? new WebhookSwitchedOff(Webhook, Because) : Decision<WebhookFact>.NoChange,
        (row, _) => row with { State = WebhookState.SwitchedOff, StateSince = known.Now, Because = Because });
}
