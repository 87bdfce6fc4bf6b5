using System.Diagnostics.Metrics;
using Eldercare.City.Reactions;
using Eldercare.Store;
using Eldercare.Store.Views;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Eldercare.City.Webhooks;

/// <summary>
/// Sends one webhook what is due to it, as long as there is something, while its turn is ours. A few requests are under way at once, each
/// of another stream; what one waits for holds up its stream alone. What was posted and could not be noted any more is posted again by
/// whoever has the turn next.
/// </summary>
public sealed partial class WebhookPump(
    NpgsqlDataSource database, WebhookQueue queue, WebhookPost post, WebhookPayload payload, WebhookSecrets secrets, WebhookSettings settings,
    IViewProgress views, Reaction reaction, TimeProvider clock, ILogger<WebhookPump> log)
{
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(250);

    private static readonly Counter<long> s_attempts = Telemetry.Meter.CreateCounter<long>(
        "eldercare.webhooks", "{delivery}", "Attempts to post an event to a webhook, by outcome");

    /// <summary>Returns when nothing is due, the webhook is no longer to be sent, or another host has the turn.</summary>
    /// <param name="city">The tenant.</param>
    /// <param name="id">Which.</param>
    /// <param name="stopping">Takes nothing more; what is under way is waited for.</param>
    /// <param name="cancellation">Gives up what is under way.</param>
    public async Task RunAsync(string city, WebhookId id, CancellationToken stopping, CancellationToken cancellation)
    {
        await using var turn = await WebhookTurn.TryTakeAsync(database, id, cancellation);
        if (turn is null) return;
        var underWay = new Dictionary<Task<Tried>, DueDelivery>();
        (Webhook Webhook, WebhookProgress Progress)? standing = null;
        long looked = 0;
        while (true)
        {
            // Between two looks at what people changed and what is new only this webhook's own list is asked.
            var looks = standing is null || clock.GetElapsedTime(looked) >= s_look;
            if (looks) (standing, looked) = (await WebhookQueue.ReadAsync(turn.Connection, city, id, cancellation), clock.GetTimestamp());
            if (standing is not var (webhook, progress)) return;
            (progress, var ended) = await NoteAsync(turn, city, webhook, progress, underWay, cancellation);
            if (ended is { } because) await SwitchOffAsync(city, webhook, because, cancellation);
            var (taken, more) = (0, false);
            if (webhook.State == WebhookState.Active && ended is null && !stopping.IsCancellationRequested)
            {
                if (looks) (progress, more) = await LookAsync(turn, city, webhook, progress, cancellation);
                taken = await TakeAsync(turn, city, webhook, progress, underWay, cancellation);
            }

            if (underWay.Count == 0 && looks && !more) return;
            standing = underWay.Count == 0 || ended is not null ? null : (webhook, progress);
            if (taken == 0 && underWay.Count > 0) await Task.WhenAny([.. underWay.Keys, Task.Delay(s_look, clock, cancellation)]);
        }
    }

    /// <summary>Finds what is new, and more of the replay.</summary>
    /// <returns>The webhook as it stands now, and whether it came any further.</returns>
    private async Task<(WebhookProgress Progress, bool More)> LookAsync(
        WebhookTurn turn, string city, Webhook webhook, WebhookProgress progress, CancellationToken cancellation)
    {
        var ((bound, _), now) = (await views.CurrentAsync(cancellation), clock.GetUtcNow());
        var looked = await WebhookReading.BeginReplayAsync(turn.Connection, city, webhook, progress, cancellation);
        looked = await WebhookReading.LookAsync(turn.Connection, city, webhook, looked, replays: false, bound, now, cancellation);
        looked = await WebhookReading.LookAsync(turn.Connection, city, webhook, looked, replays: true, bound, now, cancellation);
        return (looked, looked != progress);
    }

    private async Task<int> TakeAsync(
        WebhookTurn turn, string city, Webhook webhook, WebhookProgress progress, Dictionary<Task<Tried>, DueDelivery> underWay,
        CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (SecretsOf(webhook, now) is not { } keys)
        {
            await SwitchOffAsync(city, webhook, SwitchedOffBecause.SecretUnreadable, cancellation);
            return 0;
        }

        var free = WebhookRetries.AtOnce(progress, settings.AtOnce, now) - underWay.Count;
        var ids = underWay.Values.Select(u => u.Delivery.Id).ToArray();
        var due = await queue.TakeAsync(turn.Connection, city, webhook.Id, replays: false, free, ids, now, cancellation);
        // What is new comes first, and finds half of the room however much is told again.
        var ofReplay = Math.Min(free - due.Count, Math.Max(settings.AtOnce / 2, 1) - underWay.Values.Count(u => u.Delivery.Replay > 0));
        var again = progress.Replay > 0
            ? await queue.TakeAsync(turn.Connection, city, webhook.Id, replays: true, ofReplay, ids, now, cancellation)
            : [];
        foreach (var one in due.Concat(again)) underWay.Add(SendAsync(webhook, one, keys, cancellation), one);
        return due.Count + again.Count;
    }

    /// <summary>Notes what has come to its end since the last time.</summary>
    /// <returns>The webhook as it stands now, and why it is to be switched off, if it is.</returns>
    private async Task<(WebhookProgress Progress, SwitchedOffBecause? Because)> NoteAsync(
        WebhookTurn turn, string city, Webhook webhook, WebhookProgress progress, Dictionary<Task<Tried>, DueDelivery> underWay,
        CancellationToken cancellation)
    {
        var done = underWay.Keys.Where(t => t.IsCompleted).ToArray();
        if (done.Length == 0) return (progress, null);
        SwitchedOffBecause? because = null;
        var tried = new List<WebhookDelivery>(done.Length);
        foreach (var task in done)
        {
            var (posted, at) = await task;
            var delivery = WebhookRetries.After(underWay[task].Delivery, posted, at, Random.Shared.NextDouble());
            progress = WebhookRetries.After(progress, posted, at);
            because ??= WebhookRetries.GivenUp(progress, posted, webhook.StateSince, at);
            if (delivery.State == WebhookDeliveryState.Dead) Died(log, delivery.Id, webhook.Id, posted.Fault!);
            s_attempts.Add(1, new KeyValuePair<string, object?>("outcome", posted.Fault is null ? "delivered" : delivery.State == WebhookDeliveryState.Dead ? "dead" : "failed"));
            tried.Add(delivery);
            underWay.Remove(task);
        }

        await WebhookQueue.NoteAsync(turn.Connection, city, progress, tried, cancellation);
        return (progress, because);
    }

    private async Task<Tried> SendAsync(Webhook webhook, DueDelivery due, IReadOnlyList<string> keys, CancellationToken cancellation)
    {
        try
        {
            var posted = await post.SendAsync(webhook.Url, due.Delivery.Id, payload.Of(due.Delivery, due.Event()), keys, cancellation);
            return new Tried(posted, clock.GetUtcNow());
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Whatever is the matter with this one must not keep the others. Its words may hold anything.
            return new Tried(new Posted(e.GetType().Name.ToUpperInvariant()), clock.GetUtcNow());
        }
    }

    private async Task SwitchOffAsync(string city, Webhook webhook, SwitchedOffBecause because, CancellationToken cancellation)
    {
        SwitchedOff(log, webhook.Id, because);
        await reaction.SendAsync(
            "webhooks", city, $"switch-off:{webhook.Id}:{webhook.StateSince.ToUnixTimeMilliseconds()}",
            new SwitchOffWebhook(webhook.Id, because) { District = webhook.District }, [typeof(WebhookUnknown)], cancellation);
    }

    /// <summary>The newest first; null when it cannot be read.</summary>
    private string[]? SecretsOf(Webhook webhook, DateTimeOffset now)
    {
        if (secrets.Open(webhook.Id, webhook.Secret) is not { } newest) return null;
        return webhook.OldUntil > now && webhook.OldSecret is { } @sealed && secrets.Open(webhook.Id, @sealed) is { } old ? [newest, old] : [newest];
    }

    [LoggerMessage(LogLevel.Warning, "Delivery {Id} to webhook {Webhook} is a dead letter: {Fault}.")]
    private static partial void Died(ILogger log, WebhookDeliveryId id, WebhookId webhook, string fault);

    [LoggerMessage(LogLevel.Warning, "Webhook {Webhook} is switched off: {Because}.")]
    private static partial void SwitchedOff(ILogger log, WebhookId webhook, SwitchedOffBecause because);

    private readonly record struct Tried(Posted Posted, DateTimeOffset At);
}
