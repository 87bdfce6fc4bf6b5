using System.Diagnostics;
using System.Globalization;
using Eldercare.People;

namespace Eldercare.Benchmarks.Beds;

/// <summary>How large a simulated city is, and how long it lives.</summary>
public sealed record YearSize(int Homes, int Beds, int Days)
{
    public static YearSize City { get; } = new(180, 20_000, 365);

    /// <summary>People enough for all who come in that time.</summary>
    public int Elders => Beds + (int)(Beds * 0.9 * Days / 365) + 500;
}

/// <summary>
/// A year of the city's nursing homes through the command service, with a clock that moves, and every invariant of the beds asked at the end.
/// </summary>
public static class YearScenario
{
    public static async Task RunAsync(string connectionString, YearSize size, bool json)
    {
        var (host, clock, lived) = await LiveAsync(connectionString, size, corrects: true, log: json ? null : Console.Error.WriteLine);
        await using var closing = host;
        var settled = await host.SettledAsync();
        var began = Stopwatch.GetTimestamp();
        var checks = await host.CheckAsync();
        var checking = Stopwatch.GetElapsedTime(began);
        var violations = checks.Sum(c => c.Violations.Length);
        foreach (var check in checks.Where(c => !c.Holds)) Console.Error.WriteLine(check);
        var (commands, refused) = (host.Answers.Values.Sum(), host.Answers.Where(a => a.Key.Refusal is not null).Sum(a => a.Value));
        var events = await host.CountAsync("select count(*) from eldercare.mt_events");
        var counting = Stopwatch.GetTimestamp();
        await host.CountAsync("select count(distinct data->>'elder') from eldercare.mt_events");
        var counted = Stopwatch.GetElapsedTime(counting);
        var correct = settled && violations == 0;
        var note = string.Create(
            CultureInfo.InvariantCulture,
            $"{size.Homes} homes, {size.Beds:N0} beds, {size.Days} days to {clock.Today:yyyy-MM-dd}; {events:N0} events, {commands:N0} commands, {refused:N0} refused, {violations} violations");
        new Measurement(
            "cityyear", "commands", commands / lived.TotalSeconds, "1/s", "the time itself", commands / TimeSpan.FromDays(size.Days).TotalSeconds,
            TimeSpan.FromDays(size.Days) / lived, 0, 0, correct, 400, Note: note).Print(json);
        new Measurement(
            "cityyear", "check", checking.TotalSeconds, "s", "one read of the events", counted.TotalSeconds, checking / counted, 0, 0, correct, 1,
            Note: $"{checks.Count} invariants").Print(json);
        if (!json)
            foreach (var ((command, refusal), times) in host.Answers.OrderBy(a => a.Key.Command, StringComparer.Ordinal).ThenByDescending(a => a.Value))
                Console.Error.WriteLine($"  {command,-22} {refusal ?? "done",-26} {times,9:N0}");
    }

    /// <summary>A city that has lived so long until today.</summary>
    /// <returns>Its host, its clock and how long the life took, without the founding.</returns>
    internal static async Task<(BedHost Host, SimulatedClock Clock, TimeSpan Took)> LiveAsync(
        string connectionString, YearSize size, bool corrects, Action<string>? log = null)
    {
        var first = CityTime.Today(TimeProvider.System.GetUtcNow()).AddDays(-size.Days);
        var clock = new SimulatedClock(first);
        var host = await BedHost.StartAsync(connectionString, clock);
        await clock.RuleAsync(host.Database);
        var city = new BedCity(size.Homes, size.Beds, size.Elders, first);
        var founding = Stopwatch.GetTimestamp();
        await city.FoundAsync(host);
        log?.Invoke($"founded in {Stopwatch.GetElapsedTime(founding).TotalSeconds:0.0} s");
        await using (var analyze = host.Database.CreateCommand("analyze")) await analyze.ExecuteNonQueryAsync();
        host.Answers.Clear();
        var began = Stopwatch.GetTimestamp();
        var year = new Year(host, city, clock, corrects, seed: 5);
        await year.MoveInAsync();
        for (var day = 1; day <= size.Days; day++)
        {
            await clock.MoveToAsync(host.Database, first.AddDays(day));
            if (day == (size.Days / 3) + 1) await year.LapseAsync(again: false);
            if (day == (size.Days * 2 / 3) + 1) await year.LapseAsync(again: true);
            await year.LiveAsync();
            if (day % 30 == 0) log?.Invoke($"day {day}, {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s, {host.Answers.Values.Sum():N0} commands");
        }

        return (host, clock, Stopwatch.GetElapsedTime(began));
    }
}
