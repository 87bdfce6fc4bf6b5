using System.Globalization;
using Eldercare.Beds.Beds;
using Eldercare.People;
using Eldercare.Store.Embedded;

namespace Eldercare.Benchmarks.Beds;

/// <summary>What a clerk asks for: some days of a bed for an elder.</summary>
public sealed record Wanted(int Bed, int Elder, DateOnly From, DateOnly Until);

/// <summary>
/// Clerks at two hosts promise the same beds to the same elders for days of the coming year, most of which are taken: our command path against
/// one hand-written SQL transaction under the same exclusion constraint, on the same server (fsync on), one after the other.
/// </summary>
public static class BedRaceScenario
{
    public const int Beds = 60, Elders = 4_000;

    private static readonly int[] s_callers = [64, 8];

    public static async Task RunAsync(EmbeddedPostgres server, TimeSpan duration, bool json)
    {
        // The runtime compiles what is hot first: neither path is measured on that.
        await OursAsync(server, 64, TimeSpan.FromSeconds(2));
        await SqlAsync(server, 64, TimeSpan.FromSeconds(2));
        foreach (var callers in s_callers)
        {
            var (ours, correct, violations) = await OursAsync(server, callers, duration);
            var (sql, sqlCorrect) = await SqlAsync(server, callers, duration);
            var (mine, theirs) = (Answers(ours), Answers(sql));
            new Measurement(
                "bedrace", "answers", mine, "1/s", "one-sql-transaction", theirs, mine / theirs, ours.P50Ms, ours.P99Ms, correct && sqlCorrect, callers, "two hosts",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{ours.Acknowledged:N0} promised, {ours.Refused:N0} refused, {violations} violations; reference {sql.Acknowledged:N0} and {sql.Refused:N0}, p50 {sql.P50Ms:0.0} p99 {sql.P99Ms:0.0} ms"))
                .Print(json);
        }

        double Answers(Load.Result load) => load.PerSecond * (load.Acknowledged + load.Refused) / Math.Max(1, load.Acknowledged);
    }

    /// <summary>Two neighbours in the order want the same bed; days are within the year a promise may begin in.</summary>
    internal static Wanted At(long n, DateOnly today)
    {
        var random = new Random((int)(n % int.MaxValue));
        var from = today.AddDays(1 + random.Next(350));
        return new((int)(n / 2 % Beds), random.Next(Elders), from, from.AddDays(2 + random.Next(12)));
    }

    private static async Task<(Load.Result Load, bool Correct, int Violations)> OursAsync(EmbeddedPostgres server, int callers, TimeSpan duration)
    {
        var database = await BenchDatabase.NewAsync(server);
        await using var one = await BedHost.StartAsync(database);
        await using var two = await BedHost.StartAsync(database);
        var today = CityTime.Today(TimeProvider.System.GetUtcNow());
        var city = new BedCity(homes: 4, beds: Beds * 3, elders: Elders, today);
        await city.FoundAsync(one);
        // Rooms for both: what is refused is refused for its days.
        var beds = city.Beds.Where(b => b is { Rule: Eldercare.Beds.Homes.GenderRule.Mixed, Highest: Eldercare.People.Elders.CareLevel.Total }).Take(Beds).ToArray();
        var load = await Load.RunAsync(callers, duration, n =>
        {
            var wanted = At(n, today);
            return (n % 2 == 0 ? one : two).SendAsync(new ReserveBed(beds[wanted.Bed].Id, city.Elders[wanted.Elder].Id, wanted.From, wanted.Until));
        });
        var settled = await one.SettledAsync();
        var violations = (await one.CheckAsync()).Sum(c => c.Violations.Length);
        var (events, spans) = (
            await one.CountAsync("select count(*) from eldercare.mt_events where type = 'reservation_made'"), await one.CountAsync("select count(*) from eldercare.spans"));
        return (load, settled && violations == 0 && events == load.Acknowledged && spans == 2 * load.Acknowledged, violations);
    }

    private static async Task<(Load.Result Load, bool Correct)> SqlAsync(EmbeddedPostgres server, int callers, TimeSpan duration)
    {
        await using var sql = new SpansBySql(await BenchDatabase.NewAsync(server));
        await sql.PrepareAsync();
        var today = CityTime.Today(TimeProvider.System.GetUtcNow());
        var load = await Load.RunAsync(callers, duration, n => sql.ReserveAsync(At(n, today)));
        return (load, await sql.IsCorrectAsync(load.Acknowledged));
    }
}
