using Eldercare.Store.Ids;

namespace Eldercare.City.Webhooks;

/// <summary>An address of a district's system that events are posted to.</summary>
public readonly record struct WebhookId(Guid Value) : IId<WebhookId>
{
    public static WebhookId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>One event on its way to one webhook, the same however often it is sent: the header <c>webhook-id</c>.</summary>
public readonly record struct WebhookDeliveryId(Guid Value) : IId<WebhookDeliveryId>
{
    public static WebhookDeliveryId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>How ids look to those outside: as in the API.</summary>
public interface IPublicIds
{
    /// <summary>The id of a thing, by the type of its id.</summary>
    string Of(Type type, Guid id);

    /// <summary>The id of a stream by its name in the store, e.g. <c>meal_point</c>: the thing's own where the API shows it.</summary>
    string OfStream(string stream, Guid id);
}
