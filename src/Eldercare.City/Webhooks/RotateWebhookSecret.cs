using Eldercare.Store.Deciding;

namespace Eldercare.City.Webhooks;

/// <summary>Gives a webhook a new secret. For a day requests are signed with both, so that the receiver can change over at its leisure.</summary>
/// <param name="Webhook">Which.</param>
public sealed record RotateWebhookSecret(WebhookId Webhook) : WebhookCommand(Webhook), ICommand
{
    public static readonly TimeSpan Overlap = TimeSpan.FromDays(1);

    /// <summary>Shown once, and kept only sealed.</summary>
    public string Secret { get; init; } = "";

    /// <summary>The same as it is kept; null where there is no key to seal it with.</summary>
    public string? Sealed { get; init; }

    public override string ToString() => $"{nameof(RotateWebhookSecret)} {Webhook}";

    public Outcome Decide(Known known) => OfLiving(
        known, _ => Sealed is null ? new WebhookKeyMissing() : new WebhookSecretRotated(Webhook, known.Now + Overlap),
        (row, _) => row with { Secret = Sealed!, OldSecret = row.Secret, OldUntil = known.Now + Overlap });
}
