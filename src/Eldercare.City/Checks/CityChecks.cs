using System.Globalization;
using Eldercare.Beds;
using Eldercare.Beds.Boards;
using Eldercare.City.Reading;
using Eldercare.People;
using Eldercare.Store;
using Eldercare.Store.Deciding;
using Eldercare.Store.Tables;
using Eldercare.Store.Writing;
using Npgsql;

namespace Eldercare.City.Checks;

/// <summary>
/// What is always true of the beds (domain, beds, rules 1 to 12), asked of the events and of every table beside them. Reads only; on a
/// database that is written to meanwhile, or whose views and reactions lag, what lags is told as a violation.
/// </summary>
public sealed class CityChecks(NpgsqlDataSource database, EventTypes events, TimeProvider clock)
{
    /// <summary>What is due by itself may take so long while a host runs.</summary>
    private static readonly TimeSpan s_grace = TimeSpan.FromMinutes(10);

    public async Task<IReadOnlyList<CheckResult>> RunAsync(string city, CancellationToken cancellation)
    {
        var elders = new ElderFacts();
        await foreach (var logged in Logged.ReadEldersAsync(database, events, city, cancellation)) elders.Take(logged);
        var (log, overdue) = (new BedLog(), await OverdueAsync(cancellation));
        var (match, queue, offers) = (new MatchCheck(log, elders), new QueueCheck(log), new OfferCheck(log, overdue));
        var deadlines = new DeadlineCheck(log, await WorklistAsync(city, cancellation));
        var (transfers, leaves, ends, closures) = (new TransferCheck(), new LeaveCheck(log, overdue), new EndsCheck(log), new ClosureCheck(log));
        var (mayAdmit, census) = (new MayAdmitCheck(log), new CensusCheck());
        IInvariant[] followed = [match, queue, offers, deadlines, transfers, leaves, ends, closures, mayAdmit, census];
        await foreach (var logged in Logged.ReadAsync(database, events, city, cancellation))
        {
            log.Take(logged);
            foreach (var invariant in followed) invariant.Take(logged);
        }

        var today = CityTime.Today(clock.GetUtcNow());
        return
        [
            await VersionsAsync(city, cancellation),
            CheckResult.Of(
                1, "one-resident", "No bed has two residents on any day.", $"{N(log.Stays.Count())} stays", Overlapping(log.Stays.GroupBy(s => s.Bed.Value))),
            CheckResult.Of(
                1, "one-bed", "No elder has two beds on any day.", $"{N(log.Stays.Count())} stays", Overlapping(log.Stays.GroupBy(s => s.Elder.Value))),
            await DaysAsync(log, city, cancellation),
            await ClaimsAsync(
                1, "residents", "Who lives in a bed holds the claim on it, and nobody else does.", "resident",
                log.Beds.Values.Where(b => b.Since is not null).Select(b => (b.Elder!.Value.Value, b.Id.Value)), city, cancellation),
            CheckResult.Of(
                2, "bed-states", "A bed goes only from a state to one that may follow it; an application likewise.",
                $"{N(log.Events)} events of {N(log.Beds.Count)} beds and {N(log.Applications.Count)} applications", log.Broken),
            await BoardsAsync(log, city, cancellation),
            match.Result(),
            await ClaimsAsync(
                4, "applications", "An elder has one open application, and it holds her claim.", "application",
                log.Applications.Values.Where(a => a.IsOpen).Select(a => (a.Elder.Value, a.Id.Value)), city, cancellation),
            queue.Result(), offers.Result(), deadlines.Result(), transfers.Result(log), leaves.Result(),
            await ends.ResultAsync(database, city, today, cancellation),
            closures.Result(), mayAdmit.Result(),
            await census.ResultAsync(new CensusReader(database), city, await NowAsync(cancellation), today, cancellation),
            .. await StayChargeChecks.RunAsync(database, events, city, cancellation),
        ];
    }

    private static string N(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Behind every event: those are dated by the database's clock.</summary>
    private async Task<DateTimeOffset> NowAsync(CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("select now()");
        var recorded = new DateTimeOffset((DateTime)(await command.ExecuteScalarAsync(cancellation))!);
        return clock.GetUtcNow() is var now && now > recorded ? now : recorded;
    }

    /// <summary>
    /// What was due before this must have been done by itself; null when no host has run for so long: one that was just started may still be
    /// catching up.
    /// </summary>
    private async Task<DateTimeOffset?> OverdueAsync(CancellationToken cancellation)
    {
        const string Nodes = $"{StoreSchema.Messages}.wolverine_nodes";
        await using var known = database.CreateCommand($"select to_regclass('{Nodes}') is not null");
        if (await known.ExecuteScalarAsync(cancellation) is not true) return null;
        await using var runs = database.CreateCommand(
            $"select exists (select from {Nodes} n where n.health_check > now() - interval '1 minute' and n.started < now() - $1)");
        runs.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = s_grace });
        return await runs.ExecuteScalarAsync(cancellation) is true ? clock.GetUtcNow() - s_grace : null;
    }

    private async Task<Dictionary<ApplicationId, (QueueEntry Entry, DateOnly? NextDue)>> WorklistAsync(string city, CancellationToken cancellation)
    {
        var (read, width) = (RowReader<QueueEntry>.At(0), RowReader<QueueEntry>.Width);
        return (await new Query(database, city).ListAsync(
            $"select {RowReader<QueueEntry>.Columns("q")}, q.next_due from {RowReader<QueueEntry>.Table} q where q.tenant_id = $1",
            row => (Entry: read(row), NextDue: row.IsDBNull(width) ? default(DateOnly?) : row.GetFieldValue<DateOnly>(width)), cancellation))
            .ToDictionary(q => q.Entry.Application);
    }

    private async Task<CheckResult> VersionsAsync(string city, CancellationToken cancellation)
    {
        var query = new Query(database, city);
        var rows = await query.ListAsync(
            $"""
            select s.id, s.version, coalesce(e.count, 0), coalesce(e.last, 0), count(*) over () from {StoreSchema.Name}.mt_streams s
            left join (select stream_id, count(*) as count, max(version) as last from {StoreSchema.Name}.mt_events
                where tenant_id = $1 group by stream_id) e on e.stream_id = s.id
            where s.tenant_id = $1 order by (s.version = coalesce(e.count, 0) and s.version = coalesce(e.last, 0)), s.id limit 100
            """,
            row => (Id: row.GetGuid(0), Version: row.GetInt64(1), Count: row.GetInt64(2), Last: row.GetInt64(3), Of: row.GetInt64(4)), cancellation);
        return CheckResult.Of(
            0, "versions", "A stream's events are numbered without a gap.", $"{N(rows.Count == 0 ? 0 : rows[0].Of)} streams",
            rows.Where(r => r.Version != r.Count || r.Version != r.Last).Select(r => $"{r.Id}: version {r.Version}, {r.Count} events, the last {r.Last}"));
    }

    /// <summary>A stay without a night shares no day with another.</summary>
    private static IEnumerable<string> Overlapping(IEnumerable<IGrouping<Guid, LoggedStay>> groups) =>
        from stays in groups
        let inOrder = stays.Where(s => s.From != s.Until).OrderBy(s => s.From).ToArray()
        from pair in inOrder.Zip(inOrder.Skip(1))
        where pair.First.Until is null || pair.Second.From < pair.First.Until
        select $"{pair.First} and {pair.Second}";

    private async Task<CheckResult> DaysAsync(BedLog log, string city, CancellationToken cancellation)
    {
        var expected = log.Beds.Values.SelectMany(b => b.Spans).ToHashSet();
        var query = new Query(database, city);
        var kept = (await query.ListAsync(
            $"select s.kind, s.subject, s.starts_on, s.ends_on, s.holder from {StoreSchema.Name}.spans s where s.tenant_id = $1",
            row => (new Timeline(row.GetString(0), row.GetGuid(1)),
                new Span(row.GetFieldValue<DateOnly>(2), row.IsDBNull(3) ? null : row.GetFieldValue<DateOnly>(3), row.GetGuid(4))), cancellation)).ToHashSet();
        return CheckResult.Of(
            1, "days", "The days kept apart by the database are those the events tell of: stays, offers, reservations.", $"{N(kept.Count)} spans",
            expected.Except(kept).Select(s => $"not in the table: {s}").Concat(kept.Except(expected).Select(s => $"not in the events: {s}")));
    }

    private async Task<CheckResult> ClaimsAsync(
        int number, string name, string rule, string kind, IEnumerable<(Guid Elder, Guid Holder)> holders, string city,
        CancellationToken cancellation)
    {
        var expected = holders.ToArray();
        var query = new Query(database, city);
        var held = (await query.ListAsync(
            $"select c.subject, c.holder from {StoreSchema.Name}.claims c where c.tenant_id = $1 and c.kind = {query.With(kind)}",
            row => (Elder: row.GetGuid(0), Holder: row.GetGuid(1)), cancellation)).ToHashSet();
        return CheckResult.Of(
            number, name, rule, $"{N(held.Count)} claims",
            expected.Where(e => !held.Contains(e)).Select(e => $"elder {e.Elder} has {e.Holder} without a claim")
                .Concat(held.Except(expected).Select(h => $"elder {h.Elder} claims {h.Holder}, which says nothing of it"))
                .Concat(expected.GroupBy(e => e.Elder).Where(g => g.Count() > 1).Select(g => $"elder {g.Key} has {g.Count()}")));
    }

    private async Task<CheckResult> BoardsAsync(BedLog log, string city, CancellationToken cancellation)
    {
        var query = new Query(database, city);
        var boards = await query.ListAsync(
            $"select {RowReader<BedBoard>.Columns("b")} from {RowReader<BedBoard>.Table} b where b.tenant_id = $1", RowReader<BedBoard>.At(0), cancellation);
        var shown = boards.ToDictionary(b => b.Bed);
        return CheckResult.Of(
            2, "boards", "Every bed is on its home's board as its events say.", $"{N(shown.Count)} beds",
            log.Beds.Values.Where(b => !shown.TryGetValue(b.Id, out var board)
                    || (board.State, board.Elder, board.Since, board.Application) != (b.State, b.Elder, b.Since, b.Application))
                .Select(b => $"bed {b.Id.Value} is {b.State}, shown {shown.GetValueOrDefault(b.Id)?.State.ToString() ?? "nowhere"}")
                .Concat(shown.Keys.Except(log.Beds.Keys).Select(b => $"bed {b.Value} is shown and has no events")));
    }
}
