using Eldercare.Beds;
using Eldercare.Store.Tables;
using Npgsql;

namespace Eldercare.City.Reading;

/// <inheritdoc cref="IHomeRegisterReader"/>
public sealed class HomeRegisterReader(NpgsqlDataSource database) : IHomeRegisterReader
{
    private static readonly string s_certificates = RowReader<CertificateRow>.Table;
    private static readonly string s_rooms = RowReader<RoomRow>.Table;

    /// <summary>For a home <c>h</c> and a day: every kind of certificate is in date.</summary>
    public static string MayAdmit(string today) =>
        $"""
        (select count(distinct c.kind) from {s_certificates} c where c.tenant_id = $1 and c.home = h.home
          and c.valid_from <= {today} and (c.ends_on is null or c.ends_on >= {today})) = {Enum.GetValues<CertificateKind>().Length}
        """;

    public Task<Page<CertificateDue>> DueAsync(
        string city, HomeId? home, string? district, DateOnly today, int within, Slice<Guid> slice, CancellationToken cancellation)
    {
        var query = new Query(database, city);
        var (day, last) = (query.With(today), query.With(today.AddDays(within)));
        var homes = "h.tenant_id = $1";
        if (home is { } one) homes += $" and h.home = {query.With(one.Value)}";
        if (district is not null) homes += $" and h.district = {query.With(district)}";
        // What follows on without a gap counts as one: a renewal that begins later than the day after does not.
        var runs =
            $"""
            with needed as (
              select h.home, k.kind from {RowReader<HomeBoard>.Table} h
              cross join unnest({query.With(Enum.GetNames<CertificateKind>())}) as k(kind) where {homes}),
            held as (
              select c.home, c.kind, c.id, c.valid_from, coalesce(c.ends_on, 'infinity'::date) as ends
              from {s_certificates} c where c.tenant_id = $1 and c.home in (select n.home from needed n) and c.valid_from <= coalesce(c.ends_on, 'infinity'::date)),
            reached as (
              select h.*, greatest({day} - 1, max(h.ends) over (
                partition by h.home, h.kind order by h.valid_from, h.id rows between unbounded preceding and 1 preceding)) as reach
              from held h where h.ends >= {day}),
            runs as (
              select r.*, count(*) filter (where r.valid_from > r.reach + 1) over (
                partition by r.home, r.kind order by r.valid_from, r.id) as gaps
              from reached r),
            due as (
              select md5(n.home::text || n.kind)::uuid as id, n.home, n.kind,
                coalesce(
                  (select max(r.ends) from runs r where r.home = n.home and r.kind = n.kind and r.gaps = 0),
                  (select max(p.ends) from held p where p.home = n.home and p.kind = n.kind and p.ends < {day}), '-infinity') as ends_on
              from needed n)
            """;
        return query.PageAsync(
            new("d.id, d.home, d.kind, nullif(d.ends_on, '-infinity')", $"due d where d.ends_on <= {last}") { With = runs }, ["d.ends_on", "d.home", "d.kind"], descending: false, slice,
            key => $"select k.ends_on, k.home, k.kind from due k where k.id = {key}",
            row => new CertificateDue(
                row.GetGuid(0), new HomeId(row.GetGuid(1)), Enum.Parse<CertificateKind>(row.GetString(2)),
                row.IsDBNull(3) ? null : row.GetFieldValue<DateOnly>(3)),
            cancellation);
    }

    public Task<Page<HomeBoard>> HomesAsync(
        string city, string? district, OperatorKind? operatorKind, Slice<Guid> slice, CancellationToken cancellation)
    {
        var query = new Query(database, city);
        var list = Listing.Of<HomeBoard>("h", "h.tenant_id = $1");
        if (district is not null) list += $" and h.district = {query.With(district)}";
        if (operatorKind is not null) list += $" and h.operator = {query.With(operatorKind.ToString()!)}";
        return query.PageAsync(
            list, ["h.name", "h.home"], descending: false, slice,
            key => $"select k.name, k.home from {RowReader<HomeBoard>.Table} k where k.tenant_id = $1 and k.home = {key}",
            RowReader<HomeBoard>.At(0), cancellation);
    }

    public async Task<ILookup<HomeId, CertificateRow>> CertificatesAsync(
        string city, IReadOnlyCollection<HomeId> homes, CancellationToken cancellation) =>
        (await new Query(database, city).RowsAsync<CertificateRow>("home", homes.Select(h => h.Value), cancellation))
            .OrderBy(c => c.Kind).ThenByDescending(c => c.ValidFrom).ThenByDescending(c => c.RecordedAt).ToLookup(c => c.Home);

    public Task<Page<RoomRow>> RoomsAsync(string city, HomeId home, Slice<Guid> slice, CancellationToken cancellation)
    {
        var query = new Query(database, city);
        return query.PageAsync(
            Listing.Of<RoomRow>("r", $"r.tenant_id = $1 and r.home = {query.With(home.Value)}"),
            ["coalesce(r.building, '')", "coalesce(r.floor, 0)", "r.number", "r.room"], descending: false, slice,
            key => $"select coalesce(k.building, ''), coalesce(k.floor, 0), k.number, k.room from {s_rooms} k where k.tenant_id = $1 and k.room = {key}",
            RowReader<RoomRow>.At(0), cancellation);
    }

    public async Task<IReadOnlyDictionary<RoomId, RoomRow>> RoomsByIdsAsync(
        string city, IReadOnlyCollection<RoomId> rooms, CancellationToken cancellation) =>
        (await new Query(database, city).RowsAsync<RoomRow>("room", rooms.Select(r => r.Value), cancellation)).ToDictionary(r => r.Room);

    public async Task<IReadOnlyList<BedId>> BedsOfRoomAsync(string city, RoomId room, CancellationToken cancellation)
    {
        var query = new Query(database, city);
        // By the home first: that is what there is an index of.
        return await query.ListAsync(
            $"""
            select b.bed from {s_rooms} r
            join {RowReader<BedBoard>.Table} b on b.tenant_id = $1 and b.home = r.home and b.room = r.room
            where r.tenant_id = $1 and r.room = {query.With(room.Value)}
            """,
            row => new BedId(row.GetGuid(0)), cancellation);
    }

    public Task<Page<HomeChange>> ChangesAsync(string city, HomeId home, Slice<long> slice, CancellationToken cancellation)
    {
        var query = new Query(database, city);
        return query.PageAsync(
            Listing.Of<HomeChange>("c", $"c.tenant_id = $1 and c.home = {query.With(home.Value)}"),
            ["c.sequence"], descending: true, slice, key => key, RowReader<HomeChange>.At(0), cancellation);
    }
}
