using Eldercare.Store.Deciding;

namespace Eldercare.City.Webhooks;

/// <summary>
/// Has a webhook go to another address, or be told other events: from where it stands on. What waits to be sent goes to the new address too.
/// </summary>
/// <param name="Webhook">Which.</param>
/// <param name="Url">Where to; as before when null.</param>
/// <param name="Kinds">Which events, all of them; as before when null.</param>
/// <param name="Loopback">Whether this machine may be named.</param>
public sealed record ChangeWebhook(WebhookId Webhook, string? Url, ImmutableArray<WebhookKind>? Kinds, bool Loopback)
    : WebhookCommand(Webhook), ICommand
{
    public override string ToString() => $"{nameof(ChangeWebhook)} {Webhook}";

    public Outcome Decide(Known known) => OfLiving(known, Decide, (row, webhook) => row with { Url = Url ?? row.Url, Kinds = KindsOf(webhook) });

    private Decision<WebhookFact> Decide(WebhookHistory webhook)
    {
        if (Url is { } url && WebhookUrl.Fault(url, Loopback) is { } fault) return new WebhookUrlInvalid(fault);
        if (Kinds is { } asked && !AskedKinds.AreValid(asked)) return new WebhookKindsInvalid();
        var kinds = KindsOf(webhook);
        return Url is null && kinds.AsSpan().SequenceEqual(webhook.Kinds.AsSpan())
            ? Decision<WebhookFact>.NoChange
            : new WebhookChanged(Webhook, kinds, Url is not null);
    }

    private ImmutableArray<WebhookKind> KindsOf(WebhookHistory webhook) => Kinds is { } some ? AskedKinds.InOrder(some) : webhook.Kinds;
}
