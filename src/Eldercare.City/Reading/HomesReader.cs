using Eldercare.Beds;
using Eldercare.People;
using Eldercare.Store.Tables;
using Npgsql;

namespace Eldercare.City.Reading;

/// <inheritdoc cref="IHomesReader"/>
public sealed class HomesReader(NpgsqlDataSource database) : IHomesReader
{
    private static readonly string s_homes = RowReader<HomeBoard>.Table;
    private static readonly string s_beds = RowReader<BedBoard>.Table;
    private static readonly string s_queue = RowReader<QueueEntry>.Table;

    public Task<Page<HomeVacancies>> WithVacanciesAsync(
        string city, BedKind? kind, CareLevel? careLevel, string? district, DateOnly today, Slice<Guid> slice, CancellationToken cancellation)
    {
        var query = new Query(database, city);
        var ready = $"b.tenant_id = $1 and b.state = '{nameof(BedState.Ready)}'";
        if (kind is not null) ready += $" and b.kind = {query.With(kind.ToString()!)}";
        if (careLevel is not null)
            ready += $" and b.highest_care_level = any({query.With(NamesFrom(careLevel.Value))})";
        var list = new Listing(
            $"{RowReader<HomeBoard>.Columns("h")}, v.vacant",
            $"""
            {s_homes} h
            join (select b.home, count(*)::int as vacant from {s_beds} b where {ready} group by b.home) v on v.home = h.home
            where h.tenant_id = $1 and {HomeRegisterReader.MayAdmit(query.With(today))}
            """);
        if (district is not null) list += $" and h.district = {query.With(district)}";
        var home = RowReader<HomeBoard>.At(0);
        return query.PageAsync(
            list, ["h.name", "h.home"], descending: false, slice,
            key => $"select k.name, k.home from {s_homes} k where k.tenant_id = $1 and k.home = {key}",
            row => new HomeVacancies(home(row), row.GetInt32(RowReader<HomeBoard>.Width)), cancellation);
    }

    public async Task<IReadOnlyDictionary<HomeId, HomeBoard>> ByIdsAsync(
        string city, IReadOnlyCollection<HomeId> homes, CancellationToken cancellation) =>
        (await new Query(database, city).RowsAsync<HomeBoard>("home", homes.Select(h => h.Value), cancellation))
            .ToDictionary(h => h.Home);

    public Task<Page<BedBoard>> BedsOfAsync(
        string city, HomeId home, BedState? state, Slice<Guid> slice, CancellationToken cancellation)
    {
        var query = new Query(database, city);
        var list = Listing.Of<BedBoard>("b", $"b.tenant_id = $1 and b.home = {query.With(home.Value)}");
        if (state is not null) list += $" and b.state = {query.With(state.ToString()!)}";
        return query.PageAsync(
            list, ["b.room_number", "b.number", "b.bed"], descending: false, slice,
            key => $"select k.room_number, k.number, k.bed from {s_beds} k where k.tenant_id = $1 and k.bed = {key}",
            RowReader<BedBoard>.At(0), cancellation);
    }

    public async Task<IReadOnlyDictionary<BedId, BedBoard>> BedsByIdsAsync(
        string city, IReadOnlyCollection<BedId> beds, CancellationToken cancellation) =>
        (await new Query(database, city).RowsAsync<BedBoard>("bed", beds.Select(b => b.Value), cancellation))
            .ToDictionary(b => b.Bed);

    public async Task<ILookup<HomeId, BedCount>> BedCountsAsync(
        string city, IReadOnlyCollection<HomeId> homes, CancellationToken cancellation)
    {
        var query = new Query(database, city);
        var counts = await query.ListAsync(
            $"""
            select b.home, b.kind, b.state, count(*)::int from {s_beds} b
            where b.tenant_id = $1 and b.home = any({query.With(homes.Select(h => h.Value).Distinct().ToArray())})
            group by b.home, b.kind, b.state
            """,
            row => new BedCount(
                new HomeId(row.GetGuid(0)), Enum.Parse<BedKind>(row.GetString(1)), Enum.Parse<BedState>(row.GetString(2)),
                row.GetInt32(3)),
            cancellation);
        return counts.OrderBy(c => c.Kind).ThenBy(c => c.State).ToLookup(c => c.Home);
    }

    public Task<Page<QueueEntry>> QueueAsync(
        string city, BedKind? kind, Slice<Guid> slice, CancellationToken cancellation)
    {
        var query = new Query(database, city);
        var list = Listing.Of<QueueEntry>("q", $"q.tenant_id = $1 and q.state in ('Waiting', 'Offered', 'Accepted')");
        if (kind is not null) list += $" and q.kind = {query.With(kind.ToString()!)}";
        return query.PageAsync(
            list, ["q.rank", "q.order_in_lane", "q.applied_at", "q.application"], descending: false, slice,
            key => $"select k.rank, k.order_in_lane, k.applied_at, k.application from {s_queue} k "
                + $"where k.tenant_id = $1 and k.application = {key}",
            RowReader<QueueEntry>.At(0), cancellation);
    }

    public async Task<IReadOnlyDictionary<ApplicationId, QueueEntry>> ApplicationsByIdsAsync(
        string city, IReadOnlyCollection<ApplicationId> applications, CancellationToken cancellation) =>
        (await new Query(database, city)
            .RowsAsync<QueueEntry>("application", applications.Select(a => a.Value), cancellation))
            .ToDictionary(a => a.Application);

    public async Task<ILookup<ApplicationId, BedOffer>> OffersAsync(
        string city, IReadOnlyCollection<ApplicationId> applications, CancellationToken cancellation) =>
        (await new Query(database, city).RowsAsync<BedOffer>("application", applications.Select(a => a.Value), cancellation))
            .OrderByDescending(o => o.Nr).ToLookup(o => o.Application);

    public async Task<ILookup<ElderId, QueueEntry>> ApplicationsOfAsync(
        string city, IReadOnlyCollection<ElderId> elders, CancellationToken cancellation) =>
        (await new Query(database, city).RowsAsync<QueueEntry>("elder", elders.Select(e => e.Value), cancellation))
            .OrderByDescending(a => a.AppliedAt).ThenBy(a => a.Application.Value).ToLookup(a => a.Elder);

    /// <summary>A bed serves every care level up to its highest.</summary>
    private static string[] NamesFrom(CareLevel level) =>
        [.. Enum.GetValues<CareLevel>().Where(l => l >= level).Select(l => l.ToString())];
}
