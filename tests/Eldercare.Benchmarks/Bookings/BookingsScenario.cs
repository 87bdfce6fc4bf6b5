using Eldercare.People;
using Eldercare.Store.Embedded;

namespace Eldercare.Benchmarks.Bookings;

/// <summary>
/// Acknowledged durable bookings a second: our command path against one hand-written SQL statement and against Marten's textbook, in
/// the same process, on the same server (fsync on), one after the other, each on a database of its own.
/// </summary>
public static class BookingsScenario
{
    private const int Capacity = 10_000;

    public static async Task RunAsync(EmbeddedPostgres server, TimeSpan duration, bool json)
    {
        var workload = new BookingWorkload(CityTime.Today(TimeProvider.System.GetUtcNow()).AddDays(1));
        // The runtime compiles what is hot in its first seconds: none of the paths is measured on that.
        await OursAsync(server, workload, 200, duration, foreignHost: false);
        await SqlAsync(server, workload, 200, duration);
        await MartenAsync(server, workload, 200, duration);
        foreach (var callers in (int[])[2_000, 200, 16])
        {
            var ours = await OursAsync(server, workload, callers, duration, foreignHost: false);
            var sql = await SqlAsync(server, workload, callers, duration);
            var marten = await MartenAsync(server, workload, callers, duration);
            Line(callers, "one-sql-statement", ours, sql);
            Line(callers, "marten-textbook", ours, marten);
            if (callers < 2_000) continue;
            var shared = await OursAsync(server, workload, callers, duration, foreignHost: true);
            new Measurement(
                "bookings", "bookings", shared.Load.PerSecond, "1/s", "bookings", ours.Load.PerSecond,
                shared.Load.PerSecond / ours.Load.PerSecond, shared.Load.P50Ms, shared.Load.P99Ms, shared.Correct, callers,
                "second host, 5 % duplicates").Print(json);
        }

        void Line(int callers, string reference, (Load.Result Load, bool Correct) ours, (Load.Result Load, bool Correct) other) =>
            new Measurement(
                "bookings", "bookings", ours.Load.PerSecond, "1/s", reference, other.Load.PerSecond,
                ours.Load.PerSecond / other.Load.PerSecond, ours.Load.P50Ms, ours.Load.P99Ms, ours.Correct && other.Correct, callers,
                Note: $"reference p50 {other.Load.P50Ms:0.0} p99 {other.Load.P99Ms:0.0} ms").Print(json);
    }

    private static async Task<(Load.Result Load, bool Correct)> OursAsync(
        EmbeddedPostgres server, BookingWorkload workload, int callers, TimeSpan duration, bool foreignHost)
    {
        var database = await BenchDatabase.NewAsync(server);
        await using var one = await OurPath.StartAsync(database);
        await one.City.PrepareAsync(workload, Capacity);
        if (!foreignHost)
        {
            var (load, warm) = await WarmedAsync(workload, callers, duration, one.BookAsync);
            return (load, await one.City.IsCorrectAsync(load.Acknowledged + warm));
        }

        await using var two = await OurPath.StartAsync(database);
        // Every twentieth booking is one that was made before.
        var (result, before) = await WarmedAsync(
            workload, callers, duration, (w, n) => (n % 2 == 0 ? one : two).BookAsync(w, n % 20 == 19 ? n / 2 : n));
        return (result, await one.City.IsCorrectAsync(result.Acknowledged + before));
    }

    private static async Task<(Load.Result Load, bool Correct)> SqlAsync(
        EmbeddedPostgres server, BookingWorkload workload, int callers, TimeSpan duration)
    {
        await using var path = new OneSqlStatement(await BenchDatabase.NewAsync(server));
        await path.PrepareAsync(workload, Capacity);
        var (load, warm) = await WarmedAsync(workload, callers, duration, path.BookAsync);
        return (load, await path.IsCorrectAsync(load.Acknowledged + warm));
    }

    private static async Task<(Load.Result Load, bool Correct)> MartenAsync(
        EmbeddedPostgres server, BookingWorkload workload, int callers, TimeSpan duration)
    {
        await using var path = new MartenTextbook(await BenchDatabase.NewAsync(server));
        await path.PrepareAsync(workload, Capacity);
        var (load, warm) = await WarmedAsync(workload, callers, duration, path.BookAsync);
        return (load, await path.IsCorrectAsync(load.Acknowledged + warm));
    }

    /// <summary>The load after a second of the same, with bookings far from the measured ones.</summary>
    private static async Task<(Load.Result Load, long Before)> WarmedAsync(
        BookingWorkload workload, int callers, TimeSpan duration, Func<BookingWorkload, long, Task<bool>> book)
    {
        var warm = await Load.RunAsync(callers, TimeSpan.FromSeconds(1), n => book(workload, (BookingWorkload.Elders * 6L) + n));
        return (await Load.RunAsync(callers, duration, n => book(workload, n)), warm.Acknowledged);
    }
}
