using Eldercare.Store.Deciding;

namespace Eldercare.City.Webhooks;

/// <summary>Ends a webhook; its address and secrets are erased at once, what waited for it is swept up after.</summary>
public sealed record DeleteWebhook(WebhookId Webhook) : WebhookCommand(Webhook), ICommand
{
    public override Footprint Footprint => base.Footprint with
    {
        Claims = [.. Enumerable.Range(0, CreateWebhook.Most).Select(slot => CreateWebhook.Slot(District, slot))],
    };

    public override Outcome Decide(Known known)
    {
        if (WebhookHistory.Living(known.State<WebhookHistory>(Stream)) is not { } webhook) return Outcome.Refuse(new WebhookUnknown(Webhook));
        return Decide(webhook, known.Now).On(Stream).Releasing(CreateWebhook.Slot(webhook.District, webhook.Slot), Stream).Removing<Webhook>(Webhook.Value);
    }

    protected override Decision<WebhookFact> Decide(WebhookHistory webhook, DateTimeOffset now) => new WebhookDeleted(Webhook);
}
