using System.Globalization;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.Store.Deciding;
using Eldercare.Store.Views;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Eldercare.City.Reactions;

/// <summary>
/// Once a city day turns what standing orders want in the days ahead into bookings: at midnight, or after an outage as soon as a host
/// is back. Any number of hosts may run it: one is at it at a time, and who comes later finds the day's run recorded. A run cut short
/// is made again from its beginning, which books only what is missing: at the next look, then ten minutes later, then hourly, since it
/// reads and asks for the whole city again.
/// </summary>
public sealed partial class StandingOrderKeeper(
    IDueMeals due, OrderedMeals meals, ICommandWriter writer, IStateReader states, IViewProgress progress, TimeProvider clock,
    ILogger<StandingOrderKeeper> log)
    : BackgroundService
{
    private const int PageSize = 20_000;

    private static readonly TimeSpan s_interval = TimeSpan.FromMinutes(1), s_viewsFollow = TimeSpan.FromSeconds(30);

    private static readonly ImmutableArray<TimeSpan> s_backOff = [TimeSpan.Zero, TimeSpan.FromMinutes(10), TimeSpan.FromHours(1)];

    private readonly Dictionary<string, (DateOnly Day, int Times, DateTimeOffset NotBefore)> _failed = [];

    /// <summary>Makes the day's run in every city where it is not done yet.</summary>
    /// <returns>What came of the runs made now.</returns>
    public async Task<OrderTally> LookAsync(CancellationToken cancellation)
    {
        await using var turn = await due.TryTakeTurnAsync(cancellation);
        if (turn is null) return default;
        // The orders are found in a view: while it lags, as after an outage, the day would be recorded as done without some of them.
        var (_, last) = await progress.CurrentAsync(cancellation);
        if (!await progress.WaitFor(last, s_viewsFollow, cancellation)) return default;

        var now = clock.GetUtcNow();
        var today = CityTime.Today(now);
        var total = default(OrderTally);
        var faults = new List<Exception>();
        foreach (var city in await due.CitiesAsync(cancellation))
        {
            var (day, times, notBefore) = _failed.GetValueOrDefault(city);
            if (day == today && now < notBefore) continue;
            if (await states.ReadAsync<StandingOrderRun>(city, StandingOrderRun.Of(today), cancellation) is not null) continue;
            try
            {
                total += await RunAsync(city, today, cancellation);
            }
            catch (Exception e) when (e is not OperationCanceledException || !cancellation.IsCancellationRequested)
            {
                // One city's trouble is not another's.
                faults.Add(e);
                times = day == today ? times : 0;
                _failed[city] = (today, times + 1, clock.GetUtcNow() + s_backOff[Math.Min(times, s_backOff.Length - 1)]);
            }
        }

        return faults.Count == 0 ? total : throw new AggregateException(faults);
    }

    /// <summary>
    /// Books what is missing of the days ahead at one point, or at all. What fails is asked for again when this is called again.
    /// </summary>
    /// <param name="city">The tenant.</param>
    /// <param name="cause">The same for each repetition of the same wish.</param>
    /// <param name="point">Null for all.</param>
    /// <param name="today">City date.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    internal async Task<OrderTally> BookAsync(
        string city, string cause, MealPointId? point, DateOnly today, CancellationToken cancellation)
    {
        var total = default(OrderTally);
        for (var day = 0; day < SittingHorizon.Days; day++)
        {
            for (DueMeal? last = null; ;)
            {
                var page = await due.DueAsync(city, today.AddDays(day), point, last, PageSize, cancellation);
                total += await meals.BookAsync(city, cause, page, fresh: false, cancellation);
                if (page.Count < PageSize) break;
                last = page[^1];
            }
        }

        return total.OrThrow();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(s_interval, clock);
        do
        {
            try
            {
                if (await LookAsync(stoppingToken) is var tally && tally != default) Made(log, tally.Booked, tally.Missed);
            }
            catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                Failed(log, e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<OrderTally> RunAsync(string city, DateOnly today, CancellationToken cancellation)
    {
        var cause = today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var tally = await BookAsync(city, cause, point: null, today, cancellation);
        await writer.ExecuteAsync(
            new RecordStandingOrderRun(today, SittingHorizon.Days, tally.Booked, tally.Missed),
            new Envelope(city, "reaction:standing-order", $"run:{cause}"), cancellation);
        return tally;
    }

    [LoggerMessage(LogLevel.Information, "Standing orders of the days ahead: {Booked} portions booked, {Missed} could not be.")]
    private static partial void Made(ILogger log, int booked, int missed);

    [LoggerMessage(LogLevel.Error, "Could not make the day's run of the standing orders; next try in a minute, then in ten, then hourly.")]
    private static partial void Failed(ILogger log, Exception e);
}
