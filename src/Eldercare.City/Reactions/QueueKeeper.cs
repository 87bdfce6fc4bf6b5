using Eldercare.Beds;
using Eldercare.People;
using Eldercare.Store.Deciding;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Eldercare.City.Reactions;

/// <summary>
/// Moves entries of the queue for beds where their elder's facts say now: an entitlement, the care level, hukou, a birthday, or another
/// policy in force. Looks every few seconds, and asks the database each time what is so, so that an outage is caught up with by itself.
/// Not a handler of the events: a registry's import grants entitlements by the hundred thousand, and few of those elders wait for a bed.
/// Any number of hosts may run it: one looks at a time, and what is so already moves nothing.
/// </summary>
public sealed partial class QueueKeeper(
    IQueuePlans plans, IStateReader states, ICommandWriter writer, TimeProvider clock, ILogger<QueueKeeper> log) : BackgroundService
{
    public const string Actor = "reaction:queue-keeper";

    private const int AtOnce = 64;

    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(10);

    /// <summary>Moves what stands at a wrong place now.</summary>
    /// <returns>How many entries.</returns>
    public async Task<int> LookAsync(CancellationToken cancellation)
    {
        await using var turn = await plans.TryTakeTurnAsync(cancellation);
        if (turn is null) return 0;

        var today = CityTime.Today(clock.GetUtcNow());
        var moved = 0;
        foreach (var ofCity in (await plans.OpenAsync(cancellation)).GroupBy(q => q.City, StringComparer.Ordinal))
        {
            var book = await states.ReadAsync<QueuePolicyBook>(ofCity.Key, QueuePolicyBook.At, cancellation) ?? QueuePolicyBook.Empty;
            var policy = book.InForce(today);
            QueuedElder[] wrong = [.. ofCity.Where(q => q.Belongs(policy, today) != q.Placed)];
            await EachAsync(wrong, cancellation);
            moved += wrong.Length;
        }

        return moved;
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

    /// <summary>One that fails leaves the others alone, and is found again at the next look. Whether it is moved yet the decision knows: no key.</summary>
    private Task EachAsync(IReadOnlyList<QueuedElder> wrong, CancellationToken cancellation) => Parallel.ForEachAsync(
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
                Failed(log, e);
            }
        });

    [LoggerMessage(LogLevel.Information, "Moved {Count} entries of the queue for beds.")]
    private static partial void Moved(ILogger log, int count);

    [LoggerMessage(LogLevel.Error, "Could not look after the queue for beds; next try in a moment.")]
    private static partial void Failed(ILogger log, Exception e);
}
