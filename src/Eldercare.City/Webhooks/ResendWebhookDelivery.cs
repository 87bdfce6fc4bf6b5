using Eldercare.Store.Deciding;

namespace Eldercare.City.Webhooks;

/// <summary>Has a dead letter of a webhook tried again, from the first attempt on. What came later in its stream may be there before it.</summary>
/// <param name="Webhook">Whose it is.</param>
/// <param name="Delivery">Which.</param>
public sealed record ResendWebhookDelivery(WebhookId Webhook, WebhookDeliveryId Delivery) : WebhookCommand(Webhook), ICommand
{
    public override Footprint Footprint => base.Footprint with { Rows = [RowRef.To<WebhookDelivery>(Delivery.Value)] };

    public Outcome Decide(Known known)
    {
        var delivery = known.Row<WebhookDelivery>(Delivery.Value);
        var outcome = ResendWebhookDeliveryDecider.Decide(this, WebhookHistory.Living(known.State<WebhookHistory>(Stream)), delivery).On(Stream);
        return delivery is null
            ? outcome
            : outcome.Keeping(delivery with { State = WebhookDeliveryState.Waiting, Attempts = 0, DueAt = known.Now });
    }
}

public sealed record WebhookDeliveryUnknown(WebhookDeliveryId Delivery) : Refusal
{
    public override Words Message => new(
        "该 webhook 没有这次投递；已送达的只保留约两周。", "There is no such delivery of that webhook; delivered ones are kept for two weeks or so.");
}

public sealed record WebhookDeliveryTaken(WebhookDeliveryId Delivery) : Refusal
{
    public override Words Message => new(
        "接收方已收到；如需重发事件请用 replayWebhook。", "The receiver has taken it; replayWebhook tells events again.");
}

public static class ResendWebhookDeliveryDecider
{
    public static Decision<WebhookFact> Decide(ResendWebhookDelivery command, WebhookHistory? webhook, WebhookDelivery? delivery)
    {
        if (webhook is null) return new WebhookUnknown(command.Webhook);
        if (delivery is null || delivery.Webhook != command.Webhook) return new WebhookDeliveryUnknown(command.Delivery);
        return delivery.State switch
        {
            WebhookDeliveryState.Delivered => new WebhookDeliveryTaken(command.Delivery),
            // On its way already.
            WebhookDeliveryState.Waiting => Decision<WebhookFact>.NoChange,
            _ => new WebhookDeliveryResent(command.Webhook, command.Delivery),
        };
    }
}
