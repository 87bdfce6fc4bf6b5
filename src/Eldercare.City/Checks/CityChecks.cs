using System.Globalization;
using Eldercare.Beds;
using Eldercare.Beds.Applications;
using Eldercare.Beds.Beds;
using Eldercare.Beds.Boards;
using Eldercare.City.Reading;
using Eldercare.People;
using Eldercare.People.Elders;
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
    public async Task<IReadOnlyList<CheckResult>> RunAsync(string city, CancellationToken cancellation)
    {
        var log = await BedLog.ReadAsync(database, events, city, cancellation);
        return
        [
            await VersionsAsync(city, cancellation),
            CheckResult.Of(
                "bed-states", "A bed goes only from a state to one that may follow it; an application likewise.",
                $"{N(log.Events)} events of {N(log.Beds.Count)} beds and {N(log.Applications.Count)} applications", log.Broken),
            CheckResult.Of(
                "one-resident", "No bed has two residents on any day.", $"{N(log.Stays.Count)} stays", Overlapping(log.Stays.GroupBy(s => s.Bed.Value))),
            CheckResult.Of(
                "one-bed", "No elder has two beds on any day.", $"{N(log.Stays.Count)} stays", Overlapping(log.Stays.GroupBy(s => s.Elder.Value))),
            await DaysAsync(log, city, cancellation),
            await ClaimsAsync(
                "residents", "Who lives in a bed holds the claim on it, and nobody else does.", "resident",
                log.Beds.Values.Where(b => b.Since is not null).Select(b => (b.Elder!.Value.Value, b.Id.Value)), city, cancellation),
            await ClaimsAsync(
                "applications", "An elder has one open application, and it holds her claim.", "application",
                log.Applications.Values.Where(a => a.IsOpen).Select(a => (a.Elder.Value, a.Id.Value)), city, cancellation),
            Offers(log),
            await DeadAsync(log, city, cancellation),
            await BoardsAsync(log, city, cancellation),
            await CensusAsync(city, cancellation),
            .. await StayChargeChecks.RunAsync(database, events, city, cancellation),
        ];
    }

    private static string N(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

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
            "versions", "A stream's events are numbered without a gap.", $"{N(rows.Count == 0 ? 0 : rows[0].Of)} streams",
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
            "days", "The days kept apart by the database are those the events tell of: stays, offers, reservations.", $"{N(kept.Count)} spans",
            expected.Except(kept).Select(s => $"not in the table: {s}").Concat(kept.Except(expected).Select(s => $"not in the events: {s}")));
    }

    private async Task<CheckResult> ClaimsAsync(
        string name, string rule, string kind, IEnumerable<(Guid Elder, Guid Holder)> holders, string city, CancellationToken cancellation)
    {
        var expected = holders.ToArray();
        var query = new Query(database, city);
        var held = (await query.ListAsync(
            $"select c.subject, c.holder from {StoreSchema.Name}.claims c where c.tenant_id = $1 and c.kind = {query.With(kind)}",
            row => (Elder: row.GetGuid(0), Holder: row.GetGuid(1)), cancellation)).ToHashSet();
        return CheckResult.Of(
            name, rule, $"{N(held.Count)} claims",
            expected.Where(e => !held.Contains(e)).Select(e => $"elder {e.Elder} has {e.Holder} without a claim")
                .Concat(held.Except(expected).Select(h => $"elder {h.Elder} claims {h.Holder}, which says nothing of it"))
                .Concat(expected.GroupBy(e => e.Elder).Where(g => g.Count() > 1).Select(g => $"elder {g.Key} has {g.Count()}")));
    }

    private static CheckResult Offers(BedLog log)
    {
        var kept = log.Beds.Values.Where(b => b.Application is not null).ToArray();
        var waiting = log.Applications.Values.Where(a => a is { IsOpen: true, Bed: not null }).ToArray();
        return CheckResult.Of(
            "offers", "A bed kept for an application is the one the application has on offer or has accepted, and the other way round.",
            $"{N(kept.Length)} beds, {N(waiting.Length)} applications",
            kept.Where(b => log.Applications.GetValueOrDefault(b.Application!.Value) is not { } a || a.Bed != b.Id || a.Elder != b.Elder
                    || (a.State == ApplicationState.Offered) != (b.State == BedState.Held))
                .Select(b => $"bed {b.Id.Value} is kept for {b.Application!.Value.Value}")
                .Concat(waiting.Where(a => log.Beds.GetValueOrDefault(a.Bed!.Value)?.Application != a.Id)
                    .Select(a => $"application {a.Id.Value} has bed {a.Bed!.Value.Value}")));
    }

    private async Task<CheckResult> DeadAsync(BedLog log, string city, CancellationToken cancellation)
    {
        var query = new Query(database, city);
        var dead = (await query.ListAsync(
            $"select e.elder from {RowReader<ElderRecord>.Table} e where e.tenant_id = $1 and e.died_on is not null",
            row => new ElderId(row.GetGuid(0)), cancellation)).ToHashSet();
        return CheckResult.Of(
            "the-dead", "Nothing is kept for who has died: no bed, no reservation, no place in the queue.", $"{N(dead.Count)} dead",
            log.Beds.Values.Where(b => b.Elder is { } e && dead.Contains(e)).Select(b => $"bed {b.Id.Value} is {b.State} for {b.Elder!.Value.Value}")
                .Concat(log.Beds.Values.SelectMany(b => b.Reservations.Where(r => dead.Contains(r.Elder)).Select(r => $"bed {b.Id.Value} is reserved for {r.Elder.Value}")))
                .Concat(log.Applications.Values.Where(a => a.IsOpen && dead.Contains(a.Elder)).Select(a => $"application {a.Id.Value} is {a.State}")));
    }

    private async Task<CheckResult> BoardsAsync(BedLog log, string city, CancellationToken cancellation)
    {
        var query = new Query(database, city);
        var boards = await query.ListAsync(
            $"select {RowReader<BedBoard>.Columns("b")} from {RowReader<BedBoard>.Table} b where b.tenant_id = $1", RowReader<BedBoard>.At(0), cancellation);
        var shown = boards.ToDictionary(b => b.Bed);
        return CheckResult.Of(
            "boards", "Every bed is on its home's board as its events say.", $"{N(shown.Count)} beds",
            log.Beds.Values.Where(b => !shown.TryGetValue(b.Id, out var board)
                    || (board.State, board.Elder, board.Since, board.Application) != (b.State, b.Elder, b.Since, b.Application))
                .Select(b => $"bed {b.Id.Value} is {b.State}, shown {shown.GetValueOrDefault(b.Id)?.State.ToString() ?? "nowhere"}")
                .Concat(shown.Keys.Except(log.Beds.Keys).Select(b => $"bed {b.Value} is shown and has no events")));
    }

    private async Task<CheckResult> CensusAsync(string city, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var page = await new CensusReader(database).ByHomeAsync(city, new(CityTime.Today(now), now), null, new Slice<Guid>(100_000), cancellation);
        return CheckResult.Of(
            "census", "Today's census of each home, from the beds' history, is its live board.", $"{N(page.Rows.Length)} homes",
            page.Rows.Where(h => h.Census with { Admitting = h.Census.Admitting + h.Census.NotAdmitting, NotAdmitting = 0 } != new Census(
                    h.Home.Beds, h.Home.Occupied + h.Home.OnLeave, h.Home.Held + h.Home.Reserved, h.Home.Ready, h.Home.ToClean, h.Home.Closed))
                .Select(h => $"home {h.Home.Home.Value}: {h.Census}"));
    }
}
