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

    /// <summary>What is known of a person where the queue asks: her row, and her entitlements.</summary>
    Task<(ElderRecord? Elder, EntitlementRecord? Entitlements)> FactsAsync(string city, ElderId elder, CancellationToken cancellation);

    /// <summary>Open applications with a step due on that day or before, of elders of one district or of all, soonest first.</summary>
    Task<Page<QueueEntry>> DueAsync(string city, string? district, DateOnly by, Slice<Guid> slice, CancellationToken cancellation);
}

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
        var sql =
            $"""
            select {RowReader<QueueEntry>.Columns("q")} from {s_queue} q
            join {RowReader<ElderRecord>.Table} e on e.tenant_id = q.tenant_id and e.elder = q.elder
            where q.tenant_id = $1 and q.next_due <= {query.With(by)}
            """;
        if (district is not null) sql += $" and e.district = {query.With(district)}";
        return query.PageAsync(
            sql, ["q.next_due", "q.application"], descending: false, slice,
            key => $"select k.next_due, k.application from {s_queue} k where k.tenant_id = $1 and k.application = {key}",
            RowReader<QueueEntry>.At(0), cancellation);
    }
}
