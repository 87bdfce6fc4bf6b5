using System.Diagnostics;
using Eldercare.People;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Eldercare.City.Reactions;

/// <summary>
/// Offers beds by themselves, as far as the policy of the queue lets it (domain, beds, rule 5): looks every second whether the views show
/// anything new, and then makes one round over all beds there are to give. Not a handler of the events: beds that free together go out
/// together, and a round over a city's beds and queue takes some 0.1 to 0.3 s, however many events led to it. What there is to do is asked of
/// the database each time, so that a host that dies loses nothing; what is done already is not done twice, since the decision knows. Any number of
/// hosts may run it: one offers at a time.
/// </summary>
public sealed partial class OfferKeeper(IOfferPlans plans, OfferRounds rounds, TimeProvider clock, ILogger<OfferKeeper> log) : BackgroundService
{
    /// <summary>A tenth of the time goes by in rounds at most: after one comes a pause of nine times its length.</summary>
    private const int PausePerRound = 9;

    /// <summary>A round that took long had to wait for something, and a bed waits no longer for that.</summary>
    private static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(1);

    /// <summary>Also without news: a bar ends, a certificate begins, a policy comes into force.</summary>
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(5);

    private readonly Dictionary<string, (long Sequence, DateTimeOffset At)> _looked = new(StringComparer.Ordinal);

    /// <summary>Makes a round in every city that has anything new.</summary>
    /// <returns>How many beds were offered.</returns>
    public async Task<int> LookAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var news = (await plans.NewsAsync(cancellation)).Where(n => IsNew(n.City, n.Sequence, now)).ToArray();
        if (news.Length == 0) return 0;
        await using var turn = await plans.TryTakeTurnAsync(cancellation);
        if (turn is null) return 0;

        var offered = 0;
        foreach (var (city, sequence) in news)
        {
            // A city that fails leaves the others alone, and is looked at again.
            try
            {
                var round = await rounds.MakeAsync(city, cancellation);
                offered += round.Offered;
                if (round.IsWhole) _looked[city] = (sequence, now);
            }
            catch (Exception e) when (e is not OperationCanceledException || !cancellation.IsCancellationRequested)
            {
                Failed(log, e);
            }
        }

        return offered;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(s_interval, clock);
        do
        {
            try
            {
                var begun = clock.GetTimestamp();
                if (await LookAsync(stoppingToken) is var offered and > 0) Offered(log, offered);
                var pause = clock.GetElapsedTime(begun) * PausePerRound;
                if (pause > s_interval) await Task.Delay(pause < s_longestPause ? pause : s_longestPause, clock, stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                Failed(log, e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private bool IsNew(string city, long sequence, DateTimeOffset now) =>
        !_looked.TryGetValue(city, out var last) || last.Sequence != sequence || now - last.At >= s_longest || CityTime.Today(now) != CityTime.Today(last.At);

    [LoggerMessage(LogLevel.Information, "Offered {Count} beds to the next who suit.")]
    private static partial void Offered(ILogger log, int count);

    [LoggerMessage(LogLevel.Error, "Could not look after the offers of beds; next try in a second.")]
    private static partial void Failed(ILogger log, Exception e);
}
