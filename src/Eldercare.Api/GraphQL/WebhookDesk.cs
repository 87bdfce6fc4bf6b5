using Eldercare.City.Webhooks;

namespace Eldercare.Api.GraphQL;

/// <summary>What the API needs to set webhooks up and to show them.</summary>
public sealed record WebhookDesk(IWebhooksReader Reader, WebhookSecrets Secrets, WebhookSettings Settings);

/// <summary>Ids in what is sent, as they are in answers.</summary>
public sealed class PublicIds : IPublicIds
{
    public string Of(Type type, Guid id) => GlobalId.Of(GlobalId.NameOf(type), id);

    public string OfStream(string stream, Guid id) =>
        GlobalId.Of(string.Concat(stream.Split('_').Select(word => $"{char.ToUpperInvariant(word[0])}{word[1..]}")), id);
}
