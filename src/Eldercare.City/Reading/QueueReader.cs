using Eldercare.Beds;
using Eldercare.People;
using Eldercare.People.Entitlements;
using Eldercare.Store.Tables;
using Npgsql;

namespace Eldercare.City.Reading;

/// <summary>The queue for beds as numbers and as a worklist, from the views.</summary>
public interface IQueueReader
{
    /// <summary>
    /// Who else stands in an application's queues, counted by place: the city's for its kind of bed, and that of each home it prefers.
    /// One statement, whatever the length of the queue.
    /// </summary>
    Task<IReadOnlyList<QueueGroup>> GroupsAsync(string city, QueueEntry own, DateOnly today, CancellationToken cancellation);

    /// <summary>
    /// Of applications that are watched those whose place may have moved, and the queues they stand in. One statement, however many are watched.
    /// </summary>
    Task<WatchedQueue> WatchedAsync(string city, IReadOnlyCollection<ApplicationId> watched, QueueNews news, CancellationToken cancellation);

    /// <summary>What is known of a person where the queue asks: her row, and her entitlements.</summary>
    Task<(ElderRecord? Elder, EntitlementRecord? Entitlements)> FactsAsync(string city, ElderId elder, CancellationToken cancellation);

    /// <summary>Open applications with a step due on that day or before, of elders of one district or of all, soonest first.</summary>
    Task<Page<QueueEntry>> DueAsync(string city, string? district, DateOnly by, Slice<Guid> slice, CancellationToken cancellation);
}

/// <summary>What may have moved places in the queue.</summary>
/// <param name="All">Something that moves everybody: a day, a policy.</param>
/// <param name="Applications">Those something happened to: it moves all who wait for the same kind of bed.</param>
/// <param name="Elders">Those something happened to: it moves them alone, until it moves their applications.</param>
public sealed record QueueNews(bool All, IReadOnlyCollection<ApplicationId> Applications, IReadOnlyCollection<Guid> Elders);

/// <param name="Looked">Those whose place may have moved.</param>
/// <param name="Waiting">Everybody who waits for the kinds of beds that those are for.</param>
/// <param name="Districts">Of the homes that those prefer.</param>
public sealed record WatchedQueue(
    IReadOnlyList<WatchedEntry> Looked, IReadOnlyList<QueueEntry> Waiting, IReadOnlyDictionary<HomeId, string> Districts);

/// <summary>An application with what is known of its elder; nothing when she is not.</summary>
public sealed record WatchedEntry(QueueEntry Entry, ElderRecord? Elder, EntitlementRecord? Entitlements);

/// <inheritdoc cref="IQueueReader"/>
public sealed class QueueReader(NpgsqlDataSource database) : IQueueReader
{
    private static readonly string s_queue = RowReader<QueueEntry>.Table;

    public async Task<IReadOnlyList<QueueGroup>> GroupsAsync(string city, QueueEntry own, DateOnly today, CancellationToken cancellation)
    {
        var query = new Query(database, city);
        var (kind, id) = (query.With(own.Kind.ToString()), query.With(own.Application.Value));
        var (at, day) = (query.With(own.AppliedAt.ToUniversalTime()), query.With(today));
        var homes = query.With(own.Homes.IsDefault ? [] : own.Homes.Select(h => h.Value).Distinct().ToArray());
        // The queue is read once; each home that is preferred looks through the rows in memory.
        return await query.ListAsync(
            $"""
            with waiting as materialized (
              select q.policy, q.policy_version, q.lane_code, q.rank, q.order_in_lane, q.rule, q.homes, q.districts,
                     (q.applied_at, q.application) < ({at}, {id}) as earlier
              from {s_queue} q
              where q.tenant_id = $1 and q.state = '{nameof(ApplicationState.Waiting)}' and q.kind = {kind} and q.application <> {id}
                and (q.barred_until is null or q.barred_until <= {day}))
            select null::uuid, w.policy, w.policy_version, w.lane_code, w.rank, w.order_in_lane, w.rule, w.earlier, count(*)::int
            from waiting w group by 2, 3, 4, 5, 6, 7, 8
            union all
            select h.home, w.policy, w.policy_version, w.lane_code, w.rank, w.order_in_lane, w.rule, w.earlier, count(*)::int
            from {RowReader<HomeBoard>.Table} h join waiting w
              on (w.homes = '[]' and w.districts = '[]') or w.homes ? h.home::text or w.districts ? h.district
            where h.tenant_id = $1 and h.home = any({homes})
            group by 1, 2, 3, 4, 5, 6, 7, 8
            """,
            row => new QueueGroup(
                row.IsDBNull(0) ? null : new HomeId(row.GetGuid(0)),
                new Placement(row.GetString(1), row.GetInt32(2), row.GetString(3), row.GetInt32(4), row.GetInt32(5), row.GetString(6)),
                row.GetBoolean(7), row.GetInt32(8)),
            cancellation);
    }

    public async Task<WatchedQueue> WatchedAsync(string city, IReadOnlyCollection<ApplicationId> watched, QueueNews news, CancellationToken cancellation)
    {
        var query = new Query(database, city);
        var (ids, all) = (query.With(watched.Select(a => a.Value).ToArray()), query.With(news.All));
        var (changed, elders) = (query.With(news.Applications.Select(a => a.Value).ToArray()), query.With(news.Elders.ToArray()));
        var (elderAt, entitledAt) = (RowReader<QueueEntry>.Width, RowReader<QueueEntry>.Width + RowReader<ElderRecord>.Width);
        var at = entitledAt + RowReader<EntitlementRecord>.Width;
        var (entry, elder, entitlements) = (RowReader<QueueEntry>.At(0), RowReader<ElderRecord>.At(elderAt), RowReader<EntitlementRecord>.At(entitledAt));
        var (looked, waiting, districts) = (new List<WatchedEntry>(), new List<QueueEntry>(), new Dictionary<HomeId, string>());
        await query.ListAsync(
            $"""
            with looked as materialized (
              select q.application, q.elder, q.kind from {s_queue} q
              where q.tenant_id = $1 and q.application = any({ids}) and ({all} or q.application = any({changed}) or q.elder = any({elders})
                or q.kind in (select k.kind from {s_queue} k where k.tenant_id = $1 and k.application = any({changed}))))
            select {RowReader<QueueEntry>.Columns("q")}, {RowReader<ElderRecord>.Columns("e")}, {RowReader<EntitlementRecord>.Columns("t")},
              l.application is not null, h.homes, h.districts
            from {s_queue} q
            left join looked l on l.application = q.application
            left join {RowReader<ElderRecord>.Table} e on e.tenant_id = $1 and e.elder = l.elder
            left join {RowReader<EntitlementRecord>.Table} t on t.tenant_id = $1 and t.elder = l.elder
            left join lateral (
              select array_agg(b.home) as homes, array_agg(b.district) as districts from {RowReader<HomeBoard>.Table} b
              where l.application is not null and b.tenant_id = $1
                and b.home = any(array(select named::uuid from jsonb_array_elements_text(q.homes) named))) h on true
            where q.tenant_id = $1
              and (l.application is not null or (q.state = '{nameof(ApplicationState.Waiting)}' and q.kind in (select kind from looked)))
            """,
            row =>
            {
                var one = entry(row);
                waiting.Add(one);
                if (!row.GetBoolean(at)) return one;
                looked.Add(new(one, row.IsDBNull(elderAt) ? null : elder(row), row.IsDBNull(entitledAt) ? null : entitlements(row)));
                if (row.IsDBNull(at + 1)) return one;
                foreach (var (home, district) in row.GetFieldValue<Guid[]>(at + 1).Zip(row.GetFieldValue<string[]>(at + 2))) districts[new(home)] = district;
                return one;
            },
            cancellation);
        return new(looked, waiting, districts);
    }

    public async Task<(ElderRecord? Elder, EntitlementRecord? Entitlements)> FactsAsync(string city, ElderId elder, CancellationToken cancellation)
    {
        var query = new Query(database, city);
        var entitlements = RowReader<EntitlementRecord>.At(RowReader<ElderRecord>.Width);
        var person = RowReader<ElderRecord>.At(0);
        var rows = await query.ListAsync(
            $"""
            select {RowReader<ElderRecord>.Columns("e")}, {RowReader<EntitlementRecord>.Columns("t")} from {RowReader<ElderRecord>.Table} e
            left join {RowReader<EntitlementRecord>.Table} t on t.tenant_id = e.tenant_id and t.elder = e.elder
            where e.tenant_id = $1 and e.elder = {query.With(elder.Value)}
            """,
            row => (person(row), row.IsDBNull(RowReader<ElderRecord>.Width) ? null : entitlements(row)), cancellation);
        return rows is [var found] ? found : (null, null);
    }

    public Task<Page<QueueEntry>> DueAsync(string city, string? district, DateOnly by, Slice<Guid> slice, CancellationToken cancellation)
    {
        var query = new Query(database, city);
        var list = new Listing(
            RowReader<QueueEntry>.Columns("q"),
            $"""
            {s_queue} q join {RowReader<ElderRecord>.Table} e on e.tenant_id = q.tenant_id and e.elder = q.elder
            where q.tenant_id = $1 and q.next_due <= {query.With(by)}
            """);
        if (district is not null) list += $" and e.district = {query.With(district)}";
        return query.PageAsync(
            list, ["q.next_due", "q.application"], descending: false, slice,
            key => $"select k.next_due, k.application from {s_queue} k where k.tenant_id = $1 and k.application = {key}",
            RowReader<QueueEntry>.At(0), cancellation);
    }
}
