using Eldercare.Meals;
using Eldercare.People;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Eldercare.City.Reactions;

/// <summary>
/// Looks every few seconds for sittings whose cut-off has passed, and makes their kitchen sheets; and for those whose diners are others
/// than at the last look, and holds the menu against them. What there is to do is asked of the database each time, so that an outage is
/// caught up with by itself. Any number of hosts may run it: one looks at a time, and a sheet is made once.
/// </summary>
public sealed partial class KitchenKeeper(IKitchenPlans plans, Cooking cooking, TimeProvider clock, ILogger<KitchenKeeper> log)
    : BackgroundService
{
    /// <summary>Sittings decided on at the same time.</summary>
    internal const int AtOnce = 16;

    private const string Name = "kitchen-keeper";

    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(5), s_pause = TimeSpan.FromSeconds(20);

    /// <summary>The question is not for nothing: 0.6 s over 50,000 profiles with 175,000 coming portions (measured).</summary>
    private static readonly TimeSpan s_guestsEvery = TimeSpan.FromSeconds(15);

    private DateTimeOffset _guestsAt = DateTimeOffset.MinValue;

    private readonly Dictionary<CitySitting, DateTimeOffset> _lookedAt = [];

    /// <summary>Does what is to do now.</summary>
    /// <returns>How many sheets were asked for.</returns>
    public async Task<int> LookAsync(CancellationToken cancellation)
    {
        await using var turn = await plans.TryTakeTurnAsync(cancellation);
        if (turn is null) return 0;

        var now = clock.GetUtcNow();
        var today = CityTime.Today(now);
        var due = await plans.DueAsync(today, now, cancellation);
        await EachAsync(due, cooking.FreezeAsync, cancellation);
        if (now - _guestsAt >= s_guestsEvery)
        {
            _guestsAt = now;
            await EachAsync(NotJustLookedAt(await plans.UncheckedAsync(today, cancellation), now), cooking.CheckAsync, cancellation);
        }

        return due.Count;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(s_interval, clock);
        do
        {
            try
            {
                if (await LookAsync(stoppingToken) is var made and > 0) Made(log, made);
            }
            catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                Failed(log, e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>The view that says what was looked at lags a little: no sitting is looked at twice within seconds.</summary>
    private List<CitySitting> NotJustLookedAt(IReadOnlyList<CitySitting> sittings, DateTimeOffset now)
    {
        foreach (var (sitting, at) in _lookedAt)
            if (now - at > s_pause) _lookedAt.Remove(sitting);
        return [.. sittings.Where(s => _lookedAt.TryAdd(s, now))];
    }

    /// <summary>One that fails leaves the others alone, and is found again at the next look.</summary>
    private Task EachAsync(
        IReadOnlyList<CitySitting> sittings, Func<string, CitySitting, CancellationToken, Task> act, CancellationToken cancellation) =>
        Parallel.ForEachAsync(
            sittings, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
            async (sitting, stop) =>
            {
                try
                {
                    await act(Name, sitting, stop);
                }
                catch (Exception e) when (e is not OperationCanceledException || !stop.IsCancellationRequested)
                {
                    Failed(log, e);
                }
            });

    [LoggerMessage(LogLevel.Information, "Made {Count} kitchen sheets.")]
    private static partial void Made(ILogger log, int count);

    [LoggerMessage(LogLevel.Error, "Could not look after a kitchen sheet; next try in a few seconds.")]
    private static partial void Failed(ILogger log, Exception e);
}
