using Eldercare.City.Reading;
using Eldercare.City.Webhooks;

namespace Eldercare.Api.Tests;

/// <summary>A webhook of the district here, with a dead letter.</summary>
public sealed partial class FakeCity : IWebhooksReader
{
    public static readonly WebhookId Hook = new(Id(101));
    public static readonly WebhookDeliveryId DeadDelivery = new(Id(102));

    private static WebhookBoard HookHere() => new(
        new(
            Hook, Here, "https://district.example/events", [WebhookKind.MealBooked], "sealed", null, null, WebhookState.Active, Noon, null, 0, 0, Noon),
        new(Hook, 6, 0, 0, 0, 2, Noon, null, 503, null), Behind: 1, Waiting: 2, Dead: 1, Noon);

    Task<Page<WebhookBoard>> IWebhooksReader.PageAsync(string city, string? district, Slice<Guid> slice, CancellationToken cancellation) =>
        Read(new Page<WebhookBoard>(district is null or Here ? [HookHere()] : [], HasMore: false));

    Task<WebhookBoard?> IWebhooksReader.FindAsync(string city, WebhookId webhook, CancellationToken cancellation) => Read(webhook == Hook ? HookHere() : null);

    public Task<Page<WebhookDelivery>> DeliveriesAsync(
        string city, WebhookId webhook, WebhookDeliveryState? state, Slice<Guid> slice, CancellationToken cancellation) =>
        Read(new Page<WebhookDelivery>([Dead()], HasMore: false));

    public Task<WebhookDelivery?> DeliveryAsync(string city, WebhookDeliveryId delivery, CancellationToken cancellation) =>
        Read(delivery == DeadDelivery ? Dead() : null);

    private static WebhookDelivery Dead() => new(
        DeadDelivery, Hook, 0, 5, Lunch.Value, WebhookKind.MealBooked, WebhookDeliveryState.Dead, 10, Noon, 503, "HTTP_503");
}
