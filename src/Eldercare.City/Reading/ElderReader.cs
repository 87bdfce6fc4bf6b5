using Eldercare.Beds;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.Store;
using Eldercare.Store.Tables;
using Npgsql;

namespace Eldercare.City.Reading;

/// <inheritdoc cref="IElderReader"/>
public sealed class ElderReader(NpgsqlDataSource database) : IElderReader
{
    public async Task<IReadOnlyDictionary<ElderId, ElderRecord>> ByIdsAsync(
        string city, IReadOnlyCollection<ElderId> elders, CancellationToken cancellation) =>
        (await new Query(database, city).RowsAsync<ElderRecord>("elder", elders.Select(e => e.Value), cancellation))
            .ToDictionary(e => e.Elder);

    public Task<Page<LedgerEntry>> LedgerAsync(
        string city, ElderId elder, IReadOnlyCollection<string> without, Slice<long> slice, CancellationToken cancellation)
    {
        var query = new Query(database, city);
        var hidden = without.Count == 0 ? string.Empty : $" and l.kind <> all({query.With(without.ToArray())})";
        return query.PageAsync(
            Listing.Of<LedgerEntry>("l", $"l.tenant_id = $1 and l.elder = {query.With(elder.Value)}{hidden}"),
            ["l.sequence"], descending: true, slice, key => key, RowReader<LedgerEntry>.At(0), cancellation);
    }

    public async Task<ILookup<ElderId, SittingBoard>> BookingsAsync(
        string city, IReadOnlyCollection<ElderId> elders, DateOnly from, CancellationToken cancellation)
    {
        var query = new Query(database, city);
        var sitting = RowReader<SittingBoard>.At(1);
        var bookings = await query.ListAsync(
            $"""
            select e.elder, {RowReader<SittingBoard>.Columns("b")}
            from unnest({query.With(elders.Select(e => e.Value).Distinct().ToArray())}) as e(elder)
            cross join lateral (
              select s.*, c.slot from {StoreSchema.Name}.claims c
              join {RowReader<SittingBoard>.Table} s on s.tenant_id = $1 and s.sitting = c.holder
              where c.tenant_id = $1 and c.kind = 'portion' and c.subject = e.elder
                and c.slot >= {query.With(Portion.Claim(default, from, Meal.Breakfast).Slot)}
              order by c.slot limit 100) b
            order by b.slot
            """,
            row => (Elder: new ElderId(row.GetGuid(0)), Sitting: sitting(row)), cancellation);
        return bookings.ToLookup(b => b.Elder, b => b.Sitting);
    }

    public async Task<ILookup<ElderId, WaitingPlace>> WaitingAsync(
        string city, IReadOnlyCollection<ElderId> elders, CancellationToken cancellation)
    {
        var query = new Query(database, city);
        var table = RowReader<WaitingEntry>.Table;
        var entry = RowReader<WaitingEntry>.At(1);
        var places = await query.ListAsync(
            $"""
            select case when w.offered_until is null then (
                select count(*) from {table} a
                where a.tenant_id = $1 and a.sitting = w.sitting and a.joined < w.joined and a.offered_until is null) else 0 end::int,
              {RowReader<WaitingEntry>.Columns("w")}
            from unnest({query.With(elders.Select(e => e.Value).Distinct().ToArray())}) as e(elder)
            cross join lateral (
              select * from {table} m where m.tenant_id = $1 and m.elder = e.elder order by m.joined limit 100) w
            join {RowReader<SittingBoard>.Table} s on s.tenant_id = $1 and s.sitting = w.sitting
            order by s.served_from
            """,
            row => new WaitingPlace(entry(row), row.GetInt32(0)), cancellation);
        return places.ToLookup(p => p.Entry.Elder);
    }

    public async Task<IReadOnlyDictionary<ElderId, BedId>> BedsOfAsync(
        string city, IReadOnlyCollection<ElderId> elders, CancellationToken cancellation)
    {
        var query = new Query(database, city);
        var beds = await query.ListAsync(
            $"""
            select c.subject, c.holder from {StoreSchema.Name}.claims c
            where c.tenant_id = $1 and c.kind = 'resident'
              and c.subject = any({query.With(elders.Select(e => e.Value).Distinct().ToArray())})
            """,
            row => (Elder: new ElderId(row.GetGuid(0)), Bed: new BedId(row.GetGuid(1))), cancellation);
        return beds.ToDictionary(b => b.Elder, b => b.Bed);
    }

    public async Task<ILookup<ElderId, HomeId>> HomesOfAsync(
        string city, IReadOnlyCollection<ElderId> elders, CancellationToken cancellation)
    {
        var query = new Query(database, city);
        var homes = await query.ListAsync(
            $"""
            select e.elder, b.home
            from unnest({query.With(elders.Select(e => e.Value).Distinct().ToArray())}) as e(elder)
            cross join lateral (
              select c.holder as bed from {StoreSchema.Name}.claims c
              where c.tenant_id = $1 and c.kind = 'resident' and c.subject = e.elder
              union all
              select q.offered_bed from {RowReader<QueueEntry>.Table} q
              where q.tenant_id = $1 and q.elder = e.elder
                and q.state in ('{nameof(ApplicationState.Offered)}', '{nameof(ApplicationState.Accepted)}')) k
            join {RowReader<BedBoard>.Table} b on b.tenant_id = $1 and b.bed = k.bed
            """,
            row => (Elder: new ElderId(row.GetGuid(0)), Home: new HomeId(row.GetGuid(1))), cancellation);
        return homes.ToLookup(h => h.Elder, h => h.Home);
    }
}
