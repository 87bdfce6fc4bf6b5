using System.Globalization;
using Eldercare.Meals;
using Eldercare.People;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Eldercare.City.Reactions;

/// <summary>
/// Looks now and then whether the horizon has sittings missing and opens them: at midnight each point's new last day, after an
/// outage whatever was missed. Any number of hosts may run it: one looks at a time, and a sitting is asked for once a day.
/// </summary>
public sealed partial class HorizonKeeper(
    IHorizonPlans plans, SittingHorizon horizon, TimeProvider clock, ILogger<HorizonKeeper> log) : BackgroundService
{
    private const int AtOnce = 500;

    private static readonly TimeSpan s_interval = TimeSpan.FromMinutes(5);

    /// <summary>Opens what is missing now.</summary>
    /// <returns>How many sittings were asked for.</returns>
    public async Task<int> LookAsync(CancellationToken cancellation)
    {
        await using var turn = await plans.TryTakeTurnAsync(cancellation);
        if (turn is null) return 0;

        var today = CityTime.Today(clock.GetUtcNow());
        var cause = today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var opened = 0;
        foreach (var ofCity in (await plans.WeeksAsync(cancellation)).GroupBy(w => w.City, StringComparer.Ordinal))
        {
            var open = await plans.OpenAsync(ofCity.Key, today, today.AddDays(SittingHorizon.Days - 1), cancellation);
            var missing = ofCity.SelectMany(w => SittingHorizon.Ahead(w.Point, w.Week, today))
                .Where(s => !open.Contains(s.SittingId));
            foreach (var some in missing.Chunk(AtOnce))
            {
                await horizon.OpenAsync(ofCity.Key, cause, some, cancellation);
                opened += some.Length;
            }
        }

        return opened;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(s_interval, clock);
        do
        {
            try
            {
                if (await LookAsync(stoppingToken) is var opened and > 0) Opened(log, opened);
            }
            catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                Failed(log, e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Information, "Opened {Count} sittings that the horizon was missing.")]
    private static partial void Opened(ILogger log, int count);

    [LoggerMessage(LogLevel.Error, "Could not look after the sitting horizon; next try in five minutes.")]
    private static partial void Failed(ILogger log, Exception e);
}
