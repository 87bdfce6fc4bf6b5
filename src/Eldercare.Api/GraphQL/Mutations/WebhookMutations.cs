using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Scalars;
using Eldercare.Api.GraphQL.Types;
using Eldercare.City.Webhooks;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL.Mutations;

internal static class WebhookMutations
{
    private const string Which = "Which webhook.";

    public static void AddTo(MutationType mutations)
    {
        mutations.Add<CreateWebhook>(
            "createWebhook",
            "Has events posted to an address from now on, each at least once and in order within its stream. A district's office and its systems "
            + "name their district, and are told its events only.",
            Reach.Webhooks,
            i => i.Text("url", "Where to: https, a public address, at most 2000 characters.")
                .Codes<WebhookKindEnum, WebhookKind>("kinds", "Which events.")
                .Text("district", "District code; the whole city when not given.", required: false),
            i =>
            {
                var (desk, id, secret) = (i.Request.Api.Webhooks, new WebhookId(i.NewId("webhook")), WebhookSecrets.New());
                return new CreateWebhook(id, i.Get<string?>("district"), i.Text("url"), i.Get<ImmutableArray<WebhookKind>>("kinds"), desk.Settings.Loopback)
                {
                    Secret = secret,
                    Sealed = desk.Secrets.CanSeal ? desk.Secrets.Seal(id, secret) : null,
                };
            },
            (s, c) => ValueTask.FromResult(s.Webhooks(c.District)),
            p => Shown(p, c => c.Webhook).Text(
                "secret", "What it signs with, `whsec_…`: shown this once; null when refused, and when the call was repeated.",
                (c, answer) => answer is { Refusal: null, Replayed: false } ? c.Secret : null),
            typeof(WebhookUrlInvalid), typeof(WebhookKindsInvalid), typeof(DistrictUnknown), typeof(TooManyWebhooks), typeof(WebhookKeyMissing),
            typeof(WebhookExists));
        mutations.Add<RotateWebhookSecret>(
            "rotateWebhookSecret", "Gives a webhook a new secret; for a day requests carry a signature by the old one too.", Reach.Webhooks,
            i => i.Id<WebhookId>("webhook", Which),
            async i =>
            {
                var (desk, id, secret) = (i.Request.Api.Webhooks, i.Get<WebhookId>("webhook"), WebhookSecrets.New());
                return new RotateWebhookSecret(id)
                {
                    District = await DistrictAsync(i),
                    Secret = secret,
                    Sealed = desk.Secrets.CanSeal ? desk.Secrets.Seal(id, secret) : null,
                };
            },
            (s, c) => ValueTask.FromResult(s.Webhooks(c.District)),
            p => Shown(p, c => c.Webhook).Text(
                "secret", "The new one: shown this once; null when refused, and when the call was repeated.",
                (c, answer) => answer is { Refusal: null, Replayed: false } ? c.Secret : null),
            typeof(WebhookUnknown), typeof(WebhookKeyMissing));
        mutations.Add<ChangeWebhook>(
            "changeWebhook", "Sends a webhook's events to another address, or other events, from where it stands; what is not given stays.", Reach.Webhooks,
            i => i.Id<WebhookId>("webhook", Which).Text("url", "Where to: https, a public address.", required: false)
                .Of<ListGraphType<NonNullGraphType<WebhookKindEnum>>>(
                    "kinds", "Which events, all of them.", required: false, v => ((IEnumerable<object>)v).Cast<WebhookKind>().ToImmutableArray()),
            async i => new(i.Get<WebhookId>("webhook"), i.Get<string?>("url"), i.May<ImmutableArray<WebhookKind>>("kinds"), i.Request.Api.Webhooks.Settings.Loopback)
            {
                District = await DistrictAsync(i),
            },
            (s, c) => ValueTask.FromResult(s.Webhooks(c.District)),
            p => Shown(p, c => c.Webhook),
            typeof(WebhookUnknown), typeof(WebhookUrlInvalid), typeof(WebhookKindsInvalid));
        AddStatesTo(mutations);
        AddSendingTo(mutations);
    }

    private static void AddStatesTo(MutationType mutations)
    {
        Add(mutations, "pauseWebhook", "Holds a webhook; its events wait.", (w, d) => new PauseWebhook(w) { District = d });
        Add(mutations, "resumeWebhook", "Has a webhook go on where it stood, also one that was switched off.", (w, d) => new ResumeWebhook(w) { District = d });
        Add(
            mutations, "deleteWebhook", "Ends a webhook: address and secrets are erased, what waits is dropped.",
            (w, d) => new DeleteWebhook(w) { District = d });
        Add(
            mutations, "testWebhook", "Sends an event `webhook.webhook_tested` to a webhook; `deliveries` shows what became of it.",
            (w, d) => new TestWebhook(w) { District = d }, typeof(WebhookNotActive));
    }

    private static void AddSendingTo(MutationType mutations)
    {
        mutations.Add<ReplayWebhook>(
            "replayWebhook",
            "Tells a webhook again what it asks for, from an event's number on, beside what happens meanwhile and marked `replay`; in place of an earlier "
            + "replay.",
            Reach.Webhooks,
            i => i.Id<WebhookId>("webhook", Which).Of<SequenceScalar>("from", "The first event's number; 0 or 1 is the beginning."),
            async i => new(i.Get<WebhookId>("webhook"), Math.Max(i.Get<long>("from"), 1)) { District = await DistrictAsync(i) },
            (s, c) => ValueTask.FromResult(s.Webhooks(c.District)),
            p => Shown(p, c => c.Webhook),
            typeof(WebhookUnknown), typeof(WebhookNotActive));
        mutations.Add<ResendWebhookDelivery>(
            "resendWebhookDelivery", "Has a dead letter of a webhook sent again, once its cause is gone.", Reach.Webhooks,
            i => i.Id<WebhookId>("webhook", "Whose it is.").Id<WebhookDeliveryId>("delivery", "Which."),
            async i => new(i.Get<WebhookId>("webhook"), i.Get<WebhookDeliveryId>("delivery")) { District = await DistrictAsync(i) },
            (s, c) => ValueTask.FromResult(s.Webhooks(c.District)),
            p => Shown(p, c => c.Webhook).Asked<WebhookDeliveryType>(
                "delivery", "The delivery as it stands now.",
                async (r, e) => ((ResendWebhookDelivery)e.Command, await r.Api.Webhooks.Reader.DeliveryAsync(
                    r.Api.CityName, ((ResendWebhookDelivery)e.Command).Delivery, r.Cancellation)) is var (c, d) && d?.Webhook == c.Webhook ? d : null),
            typeof(WebhookUnknown), typeof(WebhookDeliveryUnknown), typeof(WebhookDeliveryTaken));
    }

    private static void Add<TCommand>(
        MutationType mutations, string name, string description, Func<WebhookId, string?, TCommand> command, params ReadOnlySpan<Type> refusals)
        where TCommand : WebhookCommand, ICommand => mutations.Add<TCommand>(
            name, description, Reach.Webhooks, i => i.Id<WebhookId>("webhook", Which),
            async i => command(i.Get<WebhookId>("webhook"), await DistrictAsync(i)),
            (s, c) => ValueTask.FromResult(s.Webhooks(c.District)),
            p => Shown(p, c => c.Webhook),
            [typeof(WebhookUnknown), .. refusals]);

    /// <summary>From its row, which the command itself has written.</summary>
    private static PayloadFields<TCommand> Shown<TCommand>(PayloadFields<TCommand> payload, Func<TCommand, WebhookId> id)
        where TCommand : ICommand => payload.Asked<WebhookType>(
            "webhook", "The webhook as it stands now; null when there is none.",
            async (r, e) => await r.Api.Webhooks.Reader.FindAsync(r.Api.CityName, id((TCommand)e.Command), r.Cancellation));

    /// <summary>Whose it is, by its own events; null too when there is no such webhook.</summary>
    private static async ValueTask<string?> DistrictAsync(Input input) => (await input.Request.Api.States.ReadAsync<WebhookHistory>(
        input.Request.Api.CityName, WebhookHistory.Stream.At(input.Get<WebhookId>("webhook").Value), input.Request.Cancellation))?.District;
}
