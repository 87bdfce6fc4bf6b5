using System.Globalization;
using Eldercare.City.Webhooks;
using GraphQL.Types;
using GraphQLParser.AST;

namespace Eldercare.Api.GraphQL.Scalars;

public sealed class WebhookKindEnum() : DescribedEnum<WebhookKind>(
    "An event that can be sent to a webhook; its payload's `type` is written out in the description.",
    [.. OfferedEvents.All.Select(e => (e.Kind, $"{e.Description} `{e.Type}`."))]);

public sealed class WebhookStateEnum() : DescribedEnum<WebhookState>(
    "Whether a webhook is sent anything.",
    (WebhookState.Active, "It is sent what happens."), (WebhookState.Paused, "A person paused it; its events wait."),
    (WebhookState.SwitchedOff, "It stopped by itself, `because` says why; its events wait until it is resumed."),
    (WebhookState.Deleted, "It is no more."));

public sealed class SwitchedOffBecauseEnum() : DescribedEnum<SwitchedOffBecause>(
    "Why a webhook stopped by itself.",
    (SwitchedOffBecause.Gone, "Its receiver answered 410."), (SwitchedOffBecause.Failing, "For five days every attempt failed."),
    (SwitchedOffBecause.SecretUnreadable, "The host has another key than its secret was sealed with: rotate the secret, then resume it."));

public sealed class WebhookDeliveryStateEnum() : DescribedEnum<WebhookDeliveryState>(
    "Where a delivery stands.",
    (WebhookDeliveryState.Waiting, "To be sent, for the first time or again, or once an earlier one of its stream was."),
    (WebhookDeliveryState.Delivered, "The receiver answered 2xx."),
    (WebhookDeliveryState.Dead, "Ten attempts within some three days failed: `resendWebhookDelivery` begins anew."));
