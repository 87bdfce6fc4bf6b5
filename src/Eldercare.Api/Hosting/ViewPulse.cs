using Eldercare.City.Messages;
using Eldercare.City.Webhooks;
using Eldercare.Store.Views;
using Npgsql;

namespace Eldercare.Api.Hosting;

/// <summary>Whether the read models move: how long they have been behind without a single event processed.</summary>
public sealed class ViewPulse(TimeProvider clock)
{
    private readonly Lock _gate = new();
    private long _processed = -1;
    private long _since;

    /// <summary>Takes a look at the progress in; returns how long the views have stood still while behind.</summary>
    /// <param name="processed">The last event the views have.</param>
    /// <param name="last">The last event in the store.</param>
    public TimeSpan Saw(long processed, long last)
    {
        lock (_gate)
        {
            if (processed != _processed || processed >= last) (_processed, _since) = (processed, clock.GetTimestamp());
            return clock.GetElapsedTime(_since);
        }
    }
}

/// <summary>The same of what follows from events beside the read models: a pulse each.</summary>
public sealed class SubscriptionPulses(TimeProvider clock)
{
    /// <summary>What has to move, by its name in the health report.</summary>
    public static ImmutableArray<(string Check, string Subscription)> All { get; } =
        [("messages", MessageWriter.ShardName), ("reactions", SubscriptionProgress.Reactions)];

    private readonly ImmutableDictionary<string, ViewPulse> _pulses = All.ToImmutableDictionary(s => s.Check, _ => new ViewPulse(clock));

    public ViewPulse Of(string check) => _pulses[check];
}

/// <summary>The same of what is told to webhooks, by the one that is furthest behind.</summary>
public sealed class WebhookPulse(WebhookQueue webhooks, IViewProgress progress, TimeProvider clock)
{
    private readonly ViewPulse _pulse = new(clock);

    /// <summary>Looks how far they are; returns how long they have stood still while behind, and how far behind they are.</summary>
    public async Task<(TimeSpan Standstill, long Behind)> LookAsync(CancellationToken cancellation)
    {
        var (bound, _) = await progress.CurrentAsync(cancellation);
        var read = await webhooks.FurthestBehindAsync(clock.GetUtcNow(), cancellation) ?? bound;
        return (_pulse.Saw(read, bound), Math.Max(bound - read, 0));
    }
}

/// <summary>Looks every other second, so that the first question after a standstill is answered right.</summary>
internal sealed class ViewWatch(
    IViewProgress progress, ViewPulse pulse, SubscriptionProgress subscriptions, SubscriptionPulses pulses, WebhookPulse webhooks,
    TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(s_interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                var (processed, last) = await progress.CurrentAsync(stoppingToken);
                pulse.Saw(processed, last);
                foreach (var (check, subscription) in SubscriptionPulses.All)
                {
                    (processed, last) = await subscriptions.CurrentAsync(subscription, stoppingToken);
                    pulses.Of(check).Saw(processed, last);
                }

                await webhooks.LookAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is NpgsqlException or TimeoutException)
            {
                // The database's own check tells; looked at again at the next tick.
            }
        }
    }
}
