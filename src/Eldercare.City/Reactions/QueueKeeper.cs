using Eldercare.Beds;
using Eldercare.People;
using Eldercare.Store.Deciding;
using Eldercare.Store.Views;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Eldercare.City.Reactions;

/// <summary>The order beds are offered in.</summary>
public interface IQueueOrder
{
    /// <summary>
    /// Whether everybody in a city stands where her facts say now, as the views show it; who does not is moved first. False while that cannot
    /// be said: another host moves entries just now, one could not be moved, or the views lag.
    /// </summary>
    Task<bool> HoldsAsync(string city, CancellationToken cancellation);
}

/// <summary>
/// Moves entries of the queue for beds where their elder's facts say now: an entitlement, the care level, hukou, a birthday, or another
/// policy in force. Looks every few seconds, and asks the database each time what is so, so that an outage is caught up with by itself.
/// Not a handler of the events: a registry's import grants entitlements by the hundred thousand, and few of those elders wait for a bed.
/// Any number of hosts may run it: one looks at a time, and what is so already moves nothing.
/// </summary>
public sealed partial class QueueKeeper(
    IQueuePlans plans, IStateReader states, ICommandWriter writer, IViewProgress views, TimeProvider clock, ILogger<QueueKeeper> log)
    : BackgroundService, IQueueOrder
{
    public const string Actor = "reaction:queue-keeper";

    private const int AtOnce = 64;

    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(10), s_catchUp = TimeSpan.FromSeconds(10);

    /// <summary>Moves what stands at a wrong place now.</summary>
    /// <returns>How many entries.</returns>
    public async Task<int> LookAsync(CancellationToken cancellation)
    {
        await using var turn = await plans.TryTakeTurnAsync(cancellation);
        return turn is null ? 0 : (await MoveAsync(city: null, cancellation)).Wrong;
    }

    /// <inheritdoc/>
    public async Task<bool> HoldsAsync(string city, CancellationToken cancellation)
    {
        // Only tried for, as at every look: nobody waits for a turn while having another.
        await using var turn = await plans.TryTakeTurnAsync(cancellation);
        if (turn is null) return false;
        var (wrong, failed) = await MoveAsync(city, cancellation);
        if (wrong == 0 || failed > 0) return failed == 0;
        return await views.WaitFor((await views.CurrentAsync(cancellation)).Last, s_catchUp, cancellation);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(s_interval, clock);
        do
        {
            try
            {
                if (await LookAsync(stoppingToken) is var moved and > 0) Moved(log, moved);
            }
            catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                Failed(log, e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<(int Wrong, int Failed)> MoveAsync(string? city, CancellationToken cancellation)
    {
        var today = CityTime.Today(clock.GetUtcNow());
        var (moved, failed) = (0, 0);
        foreach (var ofCity in (await plans.OpenAsync(city, cancellation)).GroupBy(q => q.City, StringComparer.Ordinal))
        {
            var book = await states.ReadAsync<QueuePolicyBook>(ofCity.Key, QueuePolicyBook.At, cancellation) ?? QueuePolicyBook.Empty;
            var policy = book.InForce(today);
            QueuedElder[] wrong = [.. ofCity.Where(q => q.Belongs(policy, today) != q.Placed)];
            failed += await EachAsync(wrong, cancellation);
            moved += wrong.Length;
        }

        return (moved, failed);
    }

    /// <summary>One that fails leaves the others alone, and is found again at the next look. Whether it is moved yet the decision knows: no key.</summary>
    /// <returns>How many failed.</returns>
    private async Task<int> EachAsync(IReadOnlyList<QueuedElder> wrong, CancellationToken cancellation)
    {
        var failed = 0;
        await Parallel.ForEachAsync(
            wrong, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
            async (queued, stop) =>
            {
                try
                {
                    await writer.ExecuteAsync(
                        new MoveInQueue(queued.Application, queued.Elder), new Envelope(queued.City, Actor, Guid.CreateVersion7().ToString()), stop);
                }
                catch (Exception e) when (e is not OperationCanceledException || !stop.IsCancellationRequested)
                {
                    Interlocked.Increment(ref failed);
                    Failed(log, e);
                }
            });
        return failed;
    }

    [LoggerMessage(LogLevel.Information, "Moved {Count} entries of the queue for beds.")]
    private static partial void Moved(ILogger log, int count);

    [LoggerMessage(LogLevel.Error, "Could not look after the queue for beds; next try in a moment.")]
    private static partial void Failed(ILogger log, Exception e);
}
