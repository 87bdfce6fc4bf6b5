using System.Collections.Concurrent;
using Eldercare.Store.Views;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Eldercare.City.Webhooks;

/// <summary>
/// Looks once a second, on every host, which webhooks have something to do, and has each looked after by itself: none waits for another.
/// Where there is no webhook that is one look at an empty table.
/// </summary>
public sealed partial class WebhookDispatcher(
    WebhookQueue queue, WebhookPump pump, WebhookSettings settings, IViewProgress views, TimeProvider clock, ILogger<WebhookDispatcher> log)
    : BackgroundService
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(1), s_pruning = TimeSpan.FromHours(1), s_grace = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<(string City, WebhookId Webhook), Task> _running = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // What is under way when the host stops gets a moment to be noted; else it would be sent again.
        using var giveUp = new CancellationTokenSource();
        await using var _ = stoppingToken.Register(() => giveUp.CancelAfter(s_grace));
        var pruned = clock.GetUtcNow();
        using var timer = new PeriodicTimer(s_interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    await LookAsync(stoppingToken, giveUp.Token);
                    if (clock.GetUtcNow() - pruned < s_pruning) continue;
                    while (await queue.PruneAsync(clock.GetUtcNow() - TimeSpan.FromDays(settings.KeptDays), stoppingToken) > 0)
                    {
                    }

                    pruned = clock.GetUtcNow();
                }
                catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
                {
                    Failed(log, e.GetType().Name);
                }
            }
        }
        finally
        {
            await Task.WhenAll(_running.Values);
        }
    }

    private async Task LookAsync(CancellationToken stopping, CancellationToken giveUp)
    {
        var busy = await queue.BusyAsync(async () => (await views.CurrentAsync(stopping)).Processed, clock.GetUtcNow(), stopping);
        foreach (var one in busy.Where(b => !_running.ContainsKey(b)))
        {
            if (_running.Count >= settings.WebhooksAtOnce) return;
            _running[one] = Task.Run(() => RunAsync(one, stopping, giveUp), CancellationToken.None);
        }
    }

    private async Task RunAsync((string City, WebhookId Webhook) one, CancellationToken stopping, CancellationToken giveUp)
    {
        try
        {
            await pump.RunAsync(one.City, one.Webhook, stopping, giveUp);
        }
        catch (Exception e)
        {
            // Nothing of the others; what was under way is due still.
            if (!stopping.IsCancellationRequested) PumpFailed(log, one.Webhook, e.GetType().Name);
        }
        finally
        {
            _running.TryRemove(one, out _);
        }
    }

    [LoggerMessage(LogLevel.Error, "Could not look after the webhooks ({Fault}); next try in a second.")]
    private static partial void Failed(ILogger log, string fault);

    [LoggerMessage(LogLevel.Error, "Could not look after webhook {Webhook} ({Fault}); next try in a second.")]
    private static partial void PumpFailed(ILogger log, WebhookId webhook, string fault);
}
