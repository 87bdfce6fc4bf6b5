using Eldercare.Beds;
using Eldercare.Beds.Beds;
using Eldercare.Beds.Boards;
using Eldercare.Store.Tables;
using Npgsql;

namespace Eldercare.City.Reading;

/// <summary>The daily census (domain, beds, rule 12): of a home, a district or the city, for any day, as known at any later time.</summary>
public interface ICensusReader
{
    /// <summary>The sum over homes.</summary>
    Task<Census> OfAsync(string city, CensusDay day, HomeId? home, string? district, CancellationToken cancellation);

    /// <summary>Home by home, by name.</summary>
    Task<Page<HomeCensus>> ByHomeAsync(string city, CensusDay day, string? district, Slice<Guid> slice, CancellationToken cancellation);

    /// <summary>A home's day by day, both days included.</summary>
    Task<IReadOnlyList<(DateOnly On, Census Census)>> DaysAsync(
        string city, HomeId home, DateOnly from, DateOnly to, DateTimeOffset knownAt, CancellationToken cancellation);
}

/// <param name="On">The end of this day, in the city.</param>
/// <param name="KnownAt">By what had been recorded then.</param>
public sealed record CensusDay(DateOnly On, DateTimeOffset KnownAt);

/// <summary>The four fields the care sector reports, and what is in none of the last three.</summary>
/// <param name="Total">Beds in use or usable.</param>
/// <param name="Occupied">With a resident, also one on leave.</param>
/// <param name="Reserved">Vacant but reserved: held by an offer, or promised from that day or before.</param>
/// <param name="Admitting">Vacant and admitting.</param>
/// <param name="ToClean">Left, not yet cleaned.</param>
/// <param name="Closed">For maintenance or isolation.</param>
/// <param name="NotAdmitting">Vacant, in a home that may not admit on that day: a certificate is missing or out of date.</param>
public sealed record Census(int Total, int Occupied, int Reserved, int Admitting, int ToClean, int Closed, int NotAdmitting = 0);

public sealed record HomeCensus(HomeBoard Home, Census Census);

/// <inheritdoc cref="ICensusReader"/>
public sealed class CensusReader(NpgsqlDataSource database) : ICensusReader
{
    private static readonly string s_homes = RowReader<HomeBoard>.Table;

    /// <summary>
    /// What is counted of beds <c>b</c> with their state, beside who lived in them. Whoever left is out of her bed, also while nobody had
    /// recorded it: such a bed waits for cleaning.
    /// </summary>
    private const string Counts =
        $"""
        count(*) filter (where b.lived or b.state <> '{nameof(BedState.Retired)}')::int,
        count(*) filter (where b.lived)::int,
        count(*) filter (where not b.lived and b.state in ('{nameof(BedState.Held)}', '{nameof(BedState.Reserved)}'))::int,
        count(*) filter (where not b.lived and b.state = '{nameof(BedState.Ready)}' and b.may_admit)::int,
        count(*) filter (where not b.lived
            and b.state in ('{nameof(BedState.ToClean)}', '{nameof(BedState.Occupied)}', '{nameof(BedState.OnLeave)}'))::int,
        count(*) filter (where not b.lived and b.state = '{nameof(BedState.Closed)}')::int,
        count(*) filter (where not b.lived and b.state = '{nameof(BedState.Ready)}' and not b.may_admit)::int
        """;

    public async Task<Census> OfAsync(string city, CensusDay day, HomeId? home, string? district, CancellationToken cancellation)
    {
        var query = new Query(database, city);
        var beds = BedsOfDay.Sql(query, day, BedsOfDay.Which(query, home, district));
        return (await query.ListAsync($"select {Counts} from ({beds}) b", row => Read(row, 0), cancellation))[0];
    }

    public Task<Page<HomeCensus>> ByHomeAsync(
        string city, CensusDay day, string? district, Slice<Guid> slice, CancellationToken cancellation)
    {
        var query = new Query(database, city);
        var list = new Listing(
            $"{RowReader<HomeBoard>.Columns("h")}, c.*",
            $"""
            {s_homes} h
            join (select b.home, {Counts} from ({BedsOfDay.Sql(query, day, BedsOfDay.Which(query, null, district))}) b group by b.home) c on c.home = h.home
            where h.tenant_id = $1
            """);
        var (read, width) = (RowReader<HomeBoard>.At(0), RowReader<HomeBoard>.Width);
        return query.PageAsync(
            list, ["h.name", "h.home"], descending: false, slice,
            key => $"select k.name, k.home from {s_homes} k where k.tenant_id = $1 and k.home = {key}",
            row => new HomeCensus(read(row), Read(row, width + 1)), cancellation);
    }

    public async Task<IReadOnlyList<(DateOnly On, Census Census)>> DaysAsync(
        string city, HomeId home, DateOnly from, DateOnly to, DateTimeOffset knownAt, CancellationToken cancellation)
    {
        var query = new Query(database, city);
        var (first, last, known) = (query.With(from), query.With(to), query.With(knownAt.ToUniversalTime()));
        var end = $"least((d.on_day + 1)::timestamp at time zone interval '8 hours' - interval '1 microsecond', {known})";
        var beds = BedsOfDay.Sql("d.on_day", end, known, BedsOfDay.Which(query, home, null));
        return await query.ListAsync(
            $"""
            select d.on_day, c.* from (select g::date as on_day from generate_series({first}::date, {last}::date, interval '1 day') g) d
            cross join lateral (select {Counts} from ({beds}) b) c order by d.on_day
            """,
            row => (row.GetFieldValue<DateOnly>(0), Read(row, 1)), cancellation);
    }

    private static Census Read(NpgsqlDataReader row, int at) => new(
        row.GetInt32(at), row.GetInt32(at + 1), row.GetInt32(at + 2), row.GetInt32(at + 3), row.GetInt32(at + 4), row.GetInt32(at + 5),
        row.GetInt32(at + 6));
}
