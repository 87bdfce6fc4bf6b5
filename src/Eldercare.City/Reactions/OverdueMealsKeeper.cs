using Eldercare.Meals;
using Eldercare.People;
using Eldercare.Store.Deciding;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Eldercare.City.Reactions;

/// <summary>
/// Looks now and then for worklist items whose time is up: portions of standing orders that will not be booked any more, of which the
/// elder is told, and bookings displaced still at the cut-off, of which the elder is told and which go to the district office. What there
/// is to do is asked of the database each time, so that an outage is caught up with by itself. Any number of hosts may run it: one looks
/// at a time, and each thing is made known once.
/// </summary>
public sealed partial class OverdueMealsKeeper(IOverdueMeals overdue, ICommandWriter writer, TimeProvider clock, ILogger<OverdueMealsKeeper> log)
    : BackgroundService
{
    /// <summary>Who displaces a booking after its cut-off has so long to move it before the elder is told that there is no place.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(10);

    private const string Actor = "reaction:overdue-meals";
    private const int AtOnce = 200;

    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(20);

    /// <summary>Makes known what is due now.</summary>
    /// <returns>How many portions and sittings were asked about.</returns>
    public async Task<int> LookAsync(CancellationToken cancellation)
    {
        await using var turn = await overdue.TryTakeTurnAsync(cancellation);
        if (turn is null) return 0;

        var now = clock.GetUtcNow();
        // The evening's items are caught up with after midnight too.
        var from = CityTime.Today(now).AddDays(-1);
        var lost = await overdue.LostAsync(from, now, cancellation);
        var displaced = await overdue.DisplacedAsync(from, now, Grace, cancellation);
        await EachAsync(
            [
                .. lost.Select(m => (m.City, (ICommand)new FailOrderedMeal(m.Point, m.Date, m.Meal, m.Elder))),
                .. displaced.Select(s => (s.City, (ICommand)new EscalateDisplaced(s.Point, s.Date, s.Meal))),
            ],
            cancellation);
        return lost.Count + displaced.Count;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(s_interval, clock);
        do
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                Failed(log, e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>One that fails leaves the others alone, and is found again at the next look. Whether it is done yet the decision knows: no key.</summary>
    private Task EachAsync(IReadOnlyList<(string City, ICommand Command)> commands, CancellationToken cancellation) =>
        Parallel.ForEachAsync(
            commands, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
            async (due, stop) =>
            {
                try
                {
                    await writer.ExecuteAsync(due.Command, new Envelope(due.City, Actor, Guid.CreateVersion7().ToString()), stop);
                }
                catch (Exception e) when (e is not OperationCanceledException || !stop.IsCancellationRequested)
                {
                    Failed(log, e);
                }
            });

    [LoggerMessage(LogLevel.Error, "Could not make known what has no place at its cut-off; next try in a moment.")]
    private static partial void Failed(ILogger log, Exception e);
}
