using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Scalars;
using Eldercare.City.Webhooks;
using GraphQL;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL.Types;

public sealed class WebhookType : ObjectGraphType<WebhookBoard>
{
    public WebhookType()
    {
        Name = "Webhook";
        Description = "An address of a district's system that events are posted to, signed. Its secret was shown once, and is not shown again.";
        this.AsParent();
        Interface<NodeType>();
        this.GlobalId(w => GraphQL.GlobalId.Of(w.Webhook.Id));
        this.May<WebhookBoard, StringGraphType>(
            "url", "Where to. For those who may change it: it can hold a token.", w => w.Webhook.Url).For(Reach.Webhooks).Scoped();
        this.May<WebhookBoard, StringGraphType>("district", "Whose events; null: the whole city's.", w => w.Webhook.District);
        this.Has<WebhookBoard, ListGraphType<NonNullGraphType<WebhookKindEnum>>>("kinds", "Which events.", w => w.Webhook.Kinds);
        this.Has<WebhookBoard, WebhookStateEnum>("state", "Whether it is sent anything.", w => w.Webhook.State);
        this.Has<WebhookBoard, InstantScalar>("stateSince", "Since when.", w => w.Webhook.StateSince);
        this.May<WebhookBoard, SwitchedOffBecauseEnum>("because", "Why it was switched off.", w => w.Webhook.Because);
        this.Has<WebhookBoard, InstantScalar>("createdAt", "When it was set up.", w => w.Webhook.CreatedAt);
        this.May<WebhookBoard, InstantScalar>(
            "oldSecretUntil", "Until then requests are signed with the secret of before too; null without one.", w => w.Webhook.OldUntil);
        AddProgress();
        Field<ConnectionOf<WebhookDeliveryType>, object>("deliveries").ReadAlone()
            .Description("What was and is to be sent to it, the newest event first; what was delivered is kept for two weeks or so.")
            .Argument<WebhookDeliveryStateEnum>("state", "Only those in this state; `DEAD` are its dead letters.")
            .Paged()
            .ResolveAsync(async c =>
            {
                var (request, slice) = (c.Request(), c.IdSlice());
                var page = await request.Api.Webhooks.Reader.DeliveriesAsync(
                    request.Api.CityName, c.Source.Webhook.Id, c.GetArgument<WebhookDeliveryState?>("state"), slice, request.Cancellation);
                return page.Connect(slice, d => d.Id.Value);
            });
    }

    private void AddProgress()
    {
        this.May<WebhookBoard, SequenceScalar>(
            "sequence", "The last event that was looked at for it: to replay from here later would miss nothing. Null in its first second.",
            w => w.Progress?.ReadTo);
        this.Has<WebhookBoard, SequenceScalar>("behind", "How many numbers of the event store were not looked at for it yet.", w => w.Behind);
        this.Has<WebhookBoard, SequenceScalar>("waiting", "How many deliveries wait to be taken, replays included; 10000 may be more.", w => w.Waiting);
        this.May<WebhookBoard, InstantScalar>("oldestWaitingAt", "When the event was recorded that has waited longest.", w => w.OldestWaiting);
        this.Has<WebhookBoard, SequenceScalar>("dead", "How many of its deliveries are dead letters; 10000 may be more.", w => w.Dead);
        this.May<WebhookBoard, InstantScalar>("lastDeliveredAt", "When it took something last.", w => w.Progress?.LastDeliveredAt);
        this.May<WebhookBoard, IntGraphType>("lastStatus", "The HTTP status of its last answer; null when the last attempt had none.", w => w.Progress?.LastStatus);
        this.May<WebhookBoard, InstantScalar>("failingSince", "Since when every attempt has failed.", w => w.Progress?.FailingSince);
        this.May<WebhookBoard, InstantScalar>(
            "restingUntil", "Nothing is sent before: it asked to be left alone, or fails all the time.", w => w.Progress?.RestingUntil);
        this.May<WebhookBoard, SequenceScalar>(
            "replayedTo", "How far the last replay has looked; null while there was none.", w => w.Progress is { Replay: > 0 } p ? p.ReplayRead : null);
        this.May<WebhookBoard, SequenceScalar>(
            "replayTo", "Where the last replay ends.", w => w.Progress is { Replay: > 0 } p ? p.ReplayTo : null);
    }
}

public sealed class WebhookDeliveryType : ObjectGraphType<WebhookDelivery>
{
    public WebhookDeliveryType()
    {
        Name = "WebhookDelivery";
        Description = "One event for one webhook.";
        this.AsParent();
        Interface<NodeType>();
        this.GlobalId(d => GraphQL.GlobalId.Of(d.Id));
        this.Has<WebhookDelivery, IdGraphType>("messageId", "What the header `webhook-id` said.", d => d.Id.ToString());
        this.Has<WebhookDelivery, WebhookKindEnum>("kind", "Which event.", d => d.Kind);
        this.Has<WebhookDelivery, SequenceScalar>("sequence", "The event's number.", d => d.Sequence);
        this.Has<WebhookDelivery, BooleanGraphType>("replay", "Told again because somebody asked for it.", d => d.Replay > 0);
        this.Has<WebhookDelivery, WebhookDeliveryStateEnum>("state", "Where it stands.", d => d.State);
        this.Number("attempts", "How often it was tried since it was last begun.", d => d.Attempts);
        this.May<WebhookDelivery, IntGraphType>("lastStatus", "The HTTP status of the last answer; null when there was none.", d => d.Status);
        this.May<WebhookDelivery, StringGraphType>(
            "reason", "Why it was not taken the last time, e.g. `HTTP_503`, `TIMEOUT`, `NO_CONNECTION` or `ADDRESS_REFUSED`.", d => d.Reason);
        this.Has<WebhookDelivery, InstantScalar>("dueAt", "While it waits: not tried before. Otherwise when it came to its end.", d => d.DueAt);
    }
}

/// <summary>What can be asked about webhooks.</summary>
internal static class WebhookQueries
{
    internal const Eldercare.Api.SignIn.Role Readers = Reach.Webhooks | Eldercare.Api.SignIn.Role.Auditor;

    public static void AddTo(QueryType queries)
    {
        queries.Field<ConnectionOf<WebhookType>, object>("webhooks")
            .Description("Webhooks, the oldest first. A district's office and its systems name their district.")
            .DistrictArgument().Paged()
            .For(Readers, (c, scopes) => ValueTask.FromResult(scopes.Webhooks(c.GetArgument<string?>("district"))))
            .ResolveAsync(async c =>
            {
                var (request, slice) = (c.Request(), c.IdSlice());
                var page = await request.Api.Webhooks.Reader.PageAsync(
                    request.Api.CityName, c.GetArgument<string?>("district"), slice, request.Cancellation);
                return page.Connect(slice, w => w.Webhook.Id.Value);
            });
        queries.Field<WebhookType, object>("webhook").Description("One webhook; null when there is no such one.").ReadAlone()
            .IdArgument<object?, object, WebhookId>("id", "Which.")
            .For(Readers, async (c, scopes) => scopes.Everywhere || scopes.Webhooks((await FindAsync(c))?.Webhook.District))
            .ResolveAsync(async c => await FindAsync(c));
    }

    private static Task<WebhookBoard?> FindAsync(IResolveFieldContext context)
    {
        var request = context.Request();
        return request.Api.Webhooks.Reader.FindAsync(request.Api.CityName, context.GetArgument<WebhookId>("id"), request.Cancellation);
    }
}
