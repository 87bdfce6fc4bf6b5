using Eldercare.People;
using Eldercare.Store.Deciding;
using Eldercare.Store.Ids;

namespace Eldercare.City.Webhooks;

/// <summary>Sets a webhook up. It is told what happens from then on.</summary>
/// <param name="Webhook">A new id.</param>
/// <param name="District">Whose events; the whole city's when null.</param>
/// <param name="Url">Where to.</param>
/// <param name="Kinds">Which events.</param>
/// <param name="Loopback">Whether this machine may be named: <see cref="WebhookSettings.Loopback"/>.</param>
public sealed record CreateWebhook(WebhookId Webhook, string? District, string Url, ImmutableArray<WebhookKind> Kinds, bool Loopback) : ICommand
{
    /// <summary>What one district, or the city, may have. Each is posted every event it asked for: a limit on what we send for one.</summary>
    public const int Most = 20;

    /// <summary>Shown once, and kept only sealed.</summary>
    public string Secret { get; init; } = "";

    /// <summary>The same as it is kept; null where there is no key to seal it with.</summary>
    public string? Sealed { get; init; }

    public Footprint Footprint => new() { Writes = [Stream], Claims = [.. Enumerable.Range(0, Most).Select(Slot)] };

    private StreamRef Stream => WebhookHistory.Stream.At(Webhook.Value);

    public Outcome Decide(Known known)
    {
        int? slot = Enumerable.Range(0, Most).Cast<int?>().FirstOrDefault(s => known.Holder(Slot(s!.Value)) is null);
        var outcome = CreateWebhookDecider.Decide(this, known.State<WebhookHistory>(Stream), slot).On(Stream);
        return outcome.Refusal is not null ? outcome : outcome.Taking(Slot(slot!.Value), Stream).Keeping(new Webhook(
            Webhook, District, Url, AskedKinds.InOrder(Kinds), Sealed!, null, null, WebhookState.Active, known.Now, null, 0, 0, known.Now));
    }

    public override string ToString() => $"{nameof(CreateWebhook)} {Webhook}";

    internal static Claim Slot(string? district, int slot) => new("webhook", NameBasedId.Of($"webhooks:{district ?? "city"}"), slot);

    private Claim Slot(int slot) => Slot(District, slot);
}

public sealed record WebhookExists(WebhookId Webhook) : Refusal
{
    public override Words Message => new("该 webhook 已经建立，密钥只显示一次。", "The webhook was set up already; its secret is shown once only.");
}

public sealed record TooManyWebhooks(int Most) : Refusal
{
    public override Words Message => new(
        $"该区（或全市）已有{Most}个 webhook，请先删除一个。", $"There are {Most} webhooks of that district, or of the city, already: delete one first.");
}

/// <summary>An operator has to see to it.</summary>
public sealed record WebhookKeyMissing : Refusal
{
    public override Words Message => new(
        "服务器未配置保存密钥所需的 Webhooks:Key，请联系管理员。", "This host has no key to keep secrets with: the setting Webhooks:Key.");
}

public static class CreateWebhookDecider
{
    public static Decision<WebhookFact> Decide(CreateWebhook command, WebhookHistory? webhook, int? slot)
    {
        if (webhook is not null) return new WebhookExists(command.Webhook);
        if (command.District is { } district && !Districts.IsKnown(district)) return new DistrictUnknown(district);
        if (WebhookUrl.Fault(command.Url, command.Loopback) is { } fault) return new WebhookUrlInvalid(fault);
        if (!AskedKinds.AreValid(command.Kinds)) return new WebhookKindsInvalid();
        if (command.Sealed is null) return new WebhookKeyMissing();
        if (slot is not { } free) return new TooManyWebhooks(CreateWebhook.Most);
        return new WebhookCreated(command.Webhook, command.District, AskedKinds.InOrder(command.Kinds), free);
    }
}
