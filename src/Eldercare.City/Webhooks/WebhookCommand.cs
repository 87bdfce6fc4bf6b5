using System.Text.Json.Serialization;
using Eldercare.Store.Deciding;

namespace Eldercare.City.Webhooks;

/// <summary>A command about one webhook that is there: it decides on its history, and changes its row.</summary>
/// <param name="Webhook">Which.</param>
public abstract record WebhookCommand(WebhookId Webhook)
{
    /// <summary>Whose it is: decides who may. Null for the city's own, and for one that is not there.</summary>
    public string? District { get; init; }

    public virtual Footprint Footprint => new() { Writes = [Stream], Rows = [RowRef.To<Webhook>(Webhook.Value)] };

    protected StreamRef Stream => WebhookHistory.Stream.At(Webhook.Value);

    /// <summary>Decides about a webhook that is there.</summary>
    /// <param name="known">What stands.</param>
    /// <param name="decide">What happens.</param>
    /// <param name="change">The row as it is when it does.</param>
    protected Outcome OfLiving(Known known, Func<WebhookHistory, Decision<WebhookFact>> decide, Func<Webhook, WebhookHistory, Webhook>? change = null)
    {
        if (WebhookHistory.Living(known.State<WebhookHistory>(Stream)) is not { } webhook || known.Row<Webhook>(Webhook.Value) is not { } row)
            return Outcome.Refuse(new WebhookUnknown(Webhook));
        var outcome = decide(webhook).On(Stream);
        return change is null ? outcome : outcome.Keeping(change(row, webhook));
    }
}

public sealed record WebhookUnknown(WebhookId Webhook) : Refusal
{
    public override Words Message => new("没有这个 webhook，或已删除。", "There is no such webhook (any more).");
}

/// <param name="Reason">What is wrong with it, as a sentence.</param>
public sealed record WebhookUrlInvalid([property: JsonConverter(typeof(WordsOrText))] Words Reason) : Refusal
{
    public override Words Message => Reason;
}

public sealed record WebhookKindsInvalid : Refusal
{
    public override Words Message => new(
        "请至少选择一种事件，且不要重复；测试事件无需选择。", "Name at least one kind of event, each once; a test needs no naming.");
}

/// <summary>It is paused or switched off.</summary>
public sealed record WebhookNotActive(WebhookId Webhook) : Refusal
{
    public override Words Message => new("该 webhook 已暂停或停用，请先恢复。", "The webhook is paused or switched off; resume it first.");
}

/// <summary>What is asked of kinds wherever they are named.</summary>
internal static class AskedKinds
{
    public static bool AreValid(ImmutableArray<WebhookKind> kinds) =>
        kinds.Length > 0 && kinds.Distinct().Count() == kinds.Length && !kinds.Contains(WebhookKind.WebhookTested);

    public static ImmutableArray<WebhookKind> InOrder(ImmutableArray<WebhookKind> kinds) => [.. kinds.Order()];
}
