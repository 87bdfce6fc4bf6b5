using System.Diagnostics;
using Eldercare.Api.Hosting;
using Eldercare.City;
using Eldercare.City.Reading;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.People.FileReads;
using Eldercare.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Eldercare.Benchmarks.Audit;

/// <summary>
/// Pages of the audit trail over two million events, half of them imported, against the same statements without its two indexes; and rows of who
/// read of whose file, a hundred a statement, against one. <c>correct</c>: as many entries as there must be, the last first.
/// </summary>
internal static class AuditScenario
{
    private const string City = "bench";
    private const int Events = 2_000_000, Streams = 20_000, Written = 100_000, Actors = 199, Noted = 200;

    private static readonly DateTimeOffset s_last = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly ElderId s_elder = new(Guid.CreateVersion7());

    /// <summary>Every event 15 seconds after the one before: a year.</summary>
    private static (string Kind, AuditFilter Filter, int Least)[] Kinds { get; } =
    [
        ("everything", new(), 100),
        ("one actor", new("sub-7"), 100),
        ("an actor who did nothing", new("nobody"), 0),
        ("an old hour", new(From: s_last.AddDays(-300), Until: s_last.AddDays(-300).AddHours(1)), 100),
        ("one actor, an old month", new("sub-7", s_last.AddDays(-300), s_last.AddDays(-270)), 100),
        ("one thing", new(Thing: StreamOf(7)), 100),
        ("one person", new(Elder: s_elder), 100),
        ("one person, one actor", new("sub-7", Elder: s_elder), 1),
        ("the import", new("import"), 100),
    ];

    public static async Task RunAsync(string database, TimeSpan duration, bool json)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Critical);
        builder.AddEldercareStore(database, CityHost.Contexts, _ => { });
        using (var host = builder.Build())
        {
            await host.StartAsync();
            await host.StopAsync();
        }

        await using var source = NpgsqlDataSource.Create(database);
        await PrepareAsync(source);
        var reader = new AuditReader(source);
        var with = await MeasureAsync(reader, duration);
        var written = await WriteAsync(source, Events + 1);
        await ExecuteAsync(source, "drop index eldercare.ix_mt_events_done_at; drop index eldercare.ix_mt_events_done_by");
        var plain = await WriteAsync(source, Events + 1 + Written);
        new Measurement(
            "audit", "write", written, "1/s", "without-indexes", plain, written / plain, 0, 0, Correct: true, Callers: 1, "events, 100 a transaction").Print(json);
        var without = await MeasureAsync(reader, duration / 2);
        foreach (var (kind, load, correct) in with)
        {
            var reference = without.First(w => w.Kind == kind).Load;
            new Measurement(
                "audit", "page", load.PerSecond, "1/s", "without-indexes", reference.PerSecond, load.PerSecond / reference.PerSecond, load.P50Ms, load.P99Ms,
                correct, Callers: 1, kind, $"reference p50 {reference.P50Ms:0.0} p99 {reference.P99Ms:0.0} ms").Print(json);
        }

        var reads = new FileReads(source);
        var (one, hundred) = (await RecordAsync(reads, 1, duration), await RecordAsync(reads, 100, duration));
        new Measurement(
            "audit", "file-reads", hundred.PerSecond * 100, "1/s", "one-a-statement", one.PerSecond, hundred.PerSecond * 100 / one.PerSecond, hundred.P50Ms, hundred.P99Ms,
            Correct: true, Callers: 1, "100 a statement", $"reference p50 {one.P50Ms:0.0} p99 {one.P99Ms:0.0} ms").Print(json);
    }

    private static async Task<List<(string Kind, Load.Result Load, bool Correct)>> MeasureAsync(AuditReader reader, TimeSpan duration)
    {
        var found = new List<(string, Load.Result, bool)>();
        foreach (var (kind, filter, least) in Kinds)
        {
            var page = await reader.PageAsync(City, filter, new Slice<long>(100), default);
            var correct = page.Rows.Length >= Math.Min(least, 100) && (least > 0 || page.Rows.IsEmpty)
                && page.Rows.Select(r => r.Sequence).SequenceEqual(page.Rows.Select(r => r.Sequence).OrderDescending());
            found.Add((kind, await Load.RunAsync(1, duration, async _ => (await reader.PageAsync(City, filter, new Slice<long>(100), default)).Rows.Length >= 0), correct));
        }

        return found;
    }

    private static Task<Load.Result> RecordAsync(FileReads reads, int rows, TimeSpan duration) => Load.RunAsync(1, duration, async _ =>
    {
        var now = DateTimeOffset.UtcNow;
        await reads.RecordAsync(
            City,
            [.. Enumerable.Range(0, rows).Select(_ => new FileRead(
                new(Guid.NewGuid()), new(Guid.CreateVersion7(now)), now, "clerk", ["district-office"], null, "321102", [FilePart.PersonalData], FileDoor.GraphQL, null))],
            default);
        return true;
    });

    /// <summary>Events that somebody did, as many to a transaction as a group of commands has.</summary>
    /// <returns>How many a second.</returns>
    private static async Task<double> WriteAsync(NpgsqlDataSource source, int first)
    {
        const int Group = 100;
        await ExecuteAsync(source, "checkpoint");
        var clock = Stopwatch.StartNew();
        for (var from = first; from < first + Written; from += Group) await ExecuteAsync(source, Insert(from, from + Group - 1, import: false));
        return Written / clock.Elapsed.TotalSeconds;
    }

    private static string Insert(int from, int to, bool import) => $"""
        insert into eldercare.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, correlation_id, causation_id, user_name, is_archived)
        select g, gen_random_uuid(), ('00000000-0000-7000-8000-' || lpad((g % {Streams})::text, 12, '0'))::uuid, g / {Streams} + 1, '{Data}', 'meal_booked',
            timestamptz '2026-11-01 00:00Z' - ({Events} - g) * interval '15 seconds', '{City}', md5(g::text), md5((-g)::text),
            case when {(import ? "g % 2 = 0" : "false")} then 'import' else 'sub-' || ((g / 2) % {Actors}) end, false
        from generate_series({from}, {to}) g
        """;

    private static async Task PrepareAsync(NpgsqlDataSource source)
    {
        var clock = Stopwatch.StartNew();
        await ExecuteAsync(source, $"""
            insert into eldercare.mt_streams (tenant_id, id, type, version, timestamp, created, is_archived)
            select '{City}', ('00000000-0000-7000-8000-' || lpad(g::text, 12, '0'))::uuid, '{Sitting.Stream.Name}', 100, now(), now(), false from generate_series(0, {Streams - 1}) g
            """);
        await ExecuteAsync(source, Insert(1, Events, import: true));
        Console.Error.WriteLine($"{Events:N0} events loaded in {clock.Elapsed.TotalSeconds:0} s.");
        await ExecuteAsync(source, $"""
            insert into eldercare.elder_ledger (tenant_id, elder, sequence, kind, at)
            select '{City}', '{s_elder.Value}', n * {Events / Noted / 2} * 2 - 1, 'MealBooked', now() from generate_series(1, {Noted}) n
            """);
        await ExecuteAsync(source, "vacuum analyze eldercare.mt_events");
        await ExecuteAsync(source, "vacuum analyze eldercare.mt_streams");
        await ExecuteAsync(source, "vacuum analyze eldercare.elder_ledger");
    }

    private const string Data = """{"elder":"0198a9a2-3d4e-7c1a-9f00-000000000001","channel":"DineIn"}""";

    private static Guid StreamOf(int n) => Guid.Parse($"00000000-0000-7000-8000-{n:000000000000}");

    private static async Task ExecuteAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        command.CommandTimeout = 600;
        await command.ExecuteNonQueryAsync();
    }
}
