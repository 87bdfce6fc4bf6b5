using System.Diagnostics;
using System.Globalization;
using Eldercare.City.Checks;
using Eldercare.People;

namespace Eldercare.Benchmarks.Beds;

/// <summary>How large a simulated city is, and how long it lives.</summary>
public sealed record YearSize(int Homes, int Beds, int Days)
{
    public static YearSize City { get; } = new(180, 20_000, 365);

    /// <summary>People enough for all who come in that time.</summary>
    public int Elders => Beds + (int)(Beds * 0.9 * Days / 365) + (Beds / 20) + 60;
}

/// <summary>
/// A year of the city's nursing homes through the command service, with a clock that moves, and every invariant of the beds asked at the end.
/// </summary>
public static class YearScenario
{
    public static async Task RunAsync(string connectionString, YearSize size, bool json)
    {
        var year = await CheckedAsync(connectionString, size, json ? null : Console.Error.WriteLine);
        foreach (var check in year.Checks.Where(c => !c.Holds)) Console.Error.WriteLine(check);
        var note = string.Create(
            CultureInfo.InvariantCulture,
            $"{size.Homes} homes, {size.Beds:N0} beds, {size.Days} days; {year.Events:N0} events, {year.Commands:N0} commands, {year.Refused:N0} refused, {year.Violations} violations");
        new Measurement(
            "cityyear", "commands", year.Commands / year.Lived.TotalSeconds, "1/s", "the time itself", year.Commands / TimeSpan.FromDays(size.Days).TotalSeconds,
            TimeSpan.FromDays(size.Days) / year.Lived, 0, 0, year.Correct, 400, Note: note).Print(json);
        new Measurement(
            "cityyear", "check", year.Events / year.Checking.TotalSeconds, "1/s", "one read of the events", year.Events / year.Reading.TotalSeconds,
            year.Reading / year.Checking, 0, 0, year.Correct, 1,
            Note: string.Create(CultureInfo.InvariantCulture, $"{year.Checks.Count} invariants in {year.Checking.TotalSeconds:0.0} s")).Print(json);
        if (json) return;
        foreach (var ((command, refusal), times) in year.Answers.OrderBy(a => a.Key.Command, StringComparer.Ordinal).ThenByDescending(a => a.Value))
            Console.Error.WriteLine($"  {command,-22} {refusal ?? "done",-26} {times,9:N0}");
    }

    /// <summary>Lives, and asks every invariant afterwards.</summary>
    /// <param name="connectionString">An empty database.</param>
    /// <param name="size">How much.</param>
    /// <param name="log">Is told how far it is.</param>
    public static async Task<CheckedYear> CheckedAsync(string connectionString, YearSize size, Action<string>? log = null)
    {
        var (host, lived) = await LiveAsync(connectionString, size, corrects: true, log);
        await using var closing = host;
        var settled = await host.SettledAsync();
        var began = Stopwatch.GetTimestamp();
        var checks = await host.CheckAsync();
        var checking = Stopwatch.GetElapsedTime(began);
        var events = await host.CountAsync("select count(*) from eldercare.mt_events");
        began = Stopwatch.GetTimestamp();
        await host.ReadEventsAsync();
        return new(checks, host.Answers.ToImmutableDictionary(), events, lived, checking, Stopwatch.GetElapsedTime(began), settled);
    }

    /// <summary>A city that has lived so long until today.</summary>
    /// <returns>Its host, and how long the life took, without the founding.</returns>
    internal static async Task<(BedHost Host, TimeSpan Took)> LiveAsync(
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

        return (host, Stopwatch.GetElapsedTime(began));
    }
}

/// <param name="Checks">Every invariant.</param>
/// <param name="Answers">How often each command was refused, and why; null: done.</param>
/// <param name="Events">In the store, with those of the founding.</param>
/// <param name="Lived">How long the life took.</param>
/// <param name="Checking">How long asking the invariants took.</param>
/// <param name="Reading">How long every event's text takes to read once.</param>
/// <param name="Settled">The views were through.</param>
public sealed record CheckedYear(
    IReadOnlyList<CheckResult> Checks, ImmutableDictionary<(string Command, string? Refusal), long> Answers, long Events, TimeSpan Lived, TimeSpan Checking,
    TimeSpan Reading, bool Settled)
{
    public long Commands => Answers.Values.Sum();

    public long Refused => Answers.Where(a => a.Key.Refusal is not null).Sum(a => a.Value);

    public int Violations => Checks.Sum(c => c.Violations.Length);

    public bool Correct => Settled && Violations == 0;
}
