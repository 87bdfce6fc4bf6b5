using Eldercare.Store.Deciding;

namespace Eldercare.City.Webhooks;

/// <summary>Ends a webhook; its address and secrets are erased at once, what waited for it is swept up after.</summary>
public sealed record DeleteWebhook(WebhookId Webhook) : WebhookCommand(Webhook), ICommand
{
    public override Footprint Footprint => base.Footprint with
    {
        Claims = [.. Enumerable.Range(0, CreateWebhook.Most).Select(slot => CreateWebhook.Slot(District, slot))],
    };

    public Outcome Decide(Known known)
    {
        var outcome = OfLiving(known, _ => new WebhookDeleted(Webhook));
        return known.State<WebhookHistory>(Stream) is { } webhook
            ? outcome.Releasing(CreateWebhook.Slot(webhook.District, webhook.Slot), Stream).Removing<Webhook>(Webhook.Value)
            : outcome;
    }
}
