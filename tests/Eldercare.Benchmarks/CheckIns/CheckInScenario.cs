using System.Globalization;
using Eldercare.People;
using Eldercare.Store.Embedded;

namespace Eldercare.Benchmarks.CheckIns;

/// <summary>
/// Check-ins over HTTP at sittings that are being served, each charged: how long <c>checkIn</c> and <c>serveMeal</c> take at a lunch's
/// peak, and the highest rate held, against one hand-written SQL transaction a check-in on the same server, one after the other, each on
/// a database of its own.
/// </summary>
public static class CheckInScenario
{
    /// <summary>Arrivals a second when the whole city eats: issue 4's peak.</summary>
    private const int Peak = 50;

    private const string Reference = "one-sql-transaction";

    private static readonly TimeSpan s_most = TimeSpan.FromMilliseconds(200);

    public static async Task RunAsync(EmbeddedPostgres server, TimeSpan duration, bool json)
    {
        var today = CityTime.Today(TimeProvider.System.GetUtcNow());
        var seconds = Math.Max(1, (int)duration.TotalSeconds);
        // Enough guests for every rate that is tried; the reference is faster.
        var lunch = new CheckInWorkload(today, guestsAPoint: 35 * seconds);
        await using var city = await CheckInCity.StartAsync(await BenchDatabase.NewAsync(server), lunch);
        var door = new Door(lunch.Guests, duration);
        await door.RunAsync(4 * Peak, city.CheckInAsync);
        await door.RunAsync(4 * Peak, city.ServeAsync);
        var checkIn = (await door.RunAsync(Peak, city.CheckInAsync))!;
        var serve = (await door.RunAsync(Peak, city.ServeAsync))!;
        var (most, tried) = await OpenLoop.HighestAsync(2 * Peak, s_most, rate => door.RunAsync(rate, city.CheckInAsync));
        var correct = await city.IsCorrectAsync();

        var longLunch = new CheckInWorkload(today, 4 * lunch.GuestsAPoint);
        await using var sql = new OneSqlTransaction(await BenchDatabase.NewAsync(server), longLunch);
        await sql.PrepareAsync();
        var plain = new Door(longLunch.Guests, duration);
        await plain.RunAsync(4 * Peak, sql.CheckInAsync);
        var plainPeak = (await plain.RunAsync(Peak, sql.CheckInAsync))!;
        var (plainMost, plainTried) = await OpenLoop.HighestAsync(2 * Peak, s_most, rate => plain.RunAsync(rate, sql.CheckInAsync));
        correct &= await sql.IsCorrectAsync();

        AtPeak("checkIn", checkIn);
        AtPeak("serveMeal", serve);
        var (ours, theirs) = (most?.Load, plainMost?.Load);
        new Measurement(
            "checkin", "checkIn", most?.Rate ?? 0, "1/s", Reference, plainMost?.Rate ?? 0, (double)(most?.Rate ?? 0) / (plainMost?.Rate ?? 0),
            ours?.P50Ms ?? 0, ours?.P99Ms ?? 0, correct, CheckInWorkload.Points, "highest rate held",
            $"reference p50 {theirs?.P50Ms:0.0} p99 {theirs?.P99Ms:0.0} ms; tried, p99 in ms: {Told(tried)}; reference: {Told(plainTried)}").Print(json);

        void AtPeak(string metric, OpenLoop.Result result) => new Measurement(
            "checkin", metric, result.Load.P99Ms, "ms p99", Reference, plainPeak.Load.P99Ms, result.Load.P99Ms / plainPeak.Load.P99Ms,
            result.Load.P50Ms, result.Load.P99Ms, correct && IsWhole(result) && IsWhole(plainPeak), CheckInWorkload.Points,
            $"lunch peak, {Peak}/s",
            string.Create(CultureInfo.InvariantCulture, $"reference p50 {plainPeak.Load.P50Ms:0.0} p99 {plainPeak.Load.P99Ms:0.0} ms")).Print(json);
    }

    /// <summary>Everybody who came was served, however long it took.</summary>
    private static bool IsWhole(OpenLoop.Result result) => !result.FellBehind && result.Load.Refused == 0;

    private static string Told(IEnumerable<OpenLoop.Result> tried) => string.Join(", ", tried.Select(t => string.Create(
        CultureInfo.InvariantCulture, $"{t.Rate}/s {t.Load.P99Ms:0}{(t.FellBehind ? " fell behind" : t.Holds(s_most) ? "" : " not held")}")));

    /// <summary>Guests one after the other, each once.</summary>
    private sealed class Door(int guests, TimeSpan duration)
    {
        private int _next;

        /// <summary>Null when there are too few guests left for that.</summary>
        public async Task<OpenLoop.Result?> RunAsync(int perSecond, Func<int, Task<bool>> send)
        {
            var (first, planned) = (_next, (int)(perSecond * duration.TotalSeconds));
            if (first + planned > guests) return null;
            _next += planned;
            return await OpenLoop.RunAsync(perSecond, duration, n => send(first + (int)n));
        }
    }
}
