using Eldercare.Beds;
using Eldercare.Beds.Beds;
using Eldercare.Beds.Boards;
using Eldercare.Beds.Census;
using Eldercare.People;
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
public sealed record Census(int Total, int Occupied, int Reserved, int Admitting, int ToClean, int Closed);

public sealed record HomeCensus(HomeBoard Home, Census Census);

/// <inheritdoc cref="ICensusReader"/>
public sealed class CensusReader(NpgsqlDataSource database) : ICensusReader
{
    private static readonly string s_states = RowReader<BedStateTime>.Table;
    private static readonly string s_stays = RowReader<BedStay>.Table;
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
        count(*) filter (where not b.lived and b.state = '{nameof(BedState.Ready)}')::int,
        count(*) filter (where not b.lived
            and b.state in ('{nameof(BedState.ToClean)}', '{nameof(BedState.Occupied)}', '{nameof(BedState.OnLeave)}'))::int,
        count(*) filter (where not b.lived and b.state = '{nameof(BedState.Closed)}')::int
        """;

    public async Task<Census> OfAsync(string city, CensusDay day, HomeId? home, string? district, CancellationToken cancellation)
    {
        var query = new Query(database, city);
        var which = home is { } one ? $" and x.home = {query.With(one.Value)}" : OfDistrict(query, district);
        return (await query.ListAsync($"select {Counts} from ({Beds(query, day, which)}) b", row => Read(row, 0), cancellation))[0];
    }

    public Task<Page<HomeCensus>> ByHomeAsync(
        string city, CensusDay day, string? district, Slice<Guid> slice, CancellationToken cancellation)
    {
        var query = new Query(database, city);
        var sql =
            $"""
            select {RowReader<HomeBoard>.Columns("h")}, c.* from {s_homes} h
            join (select b.home, {Counts} from ({Beds(query, day, OfDistrict(query, district))}) b group by b.home) c on c.home = h.home
            where h.tenant_id = $1
            """;
        var (read, width) = (RowReader<HomeBoard>.At(0), RowReader<HomeBoard>.Width);
        return query.PageAsync(
            sql, ["h.name", "h.home"], descending: false, slice,
            key => $"select k.name, k.home from {s_homes} k where k.tenant_id = $1 and k.home = {key}",
            row => new HomeCensus(read(row), Read(row, width + 1)), cancellation);
    }

    public async Task<IReadOnlyList<(DateOnly On, Census Census)>> DaysAsync(
        string city, HomeId home, DateOnly from, DateOnly to, DateTimeOffset knownAt, CancellationToken cancellation)
    {
        var query = new Query(database, city);
        var (first, last, known, which) = (query.With(from), query.With(to), query.With(knownAt.ToUniversalTime()), query.With(home.Value));
        var beds = BedsOn("d.on_day", $"least((d.on_day + 1)::timestamp at time zone interval '8 hours' - interval '1 microsecond', {known})", known, $" and x.home = {which}");
        return await query.ListAsync(
            $"""
            select d.on_day, c.* from (select g::date as on_day from generate_series({first}::date, {last}::date, interval '1 day') g) d
            cross join lateral (select {Counts} from ({beds}) b) c order by d.on_day
            """,
            row => (row.GetFieldValue<DateOnly>(0), Read(row, 1)), cancellation);
    }

    private static string OfDistrict(Query query, string? district) => district is null
        ? string.Empty
        : $" and x.home in (select h.home from {s_homes} h where h.tenant_id = $1 and h.district = {query.With(district)})";

    private static string Beds(Query query, CensusDay day, string which)
    {
        var end = CityTime.At(day.On.AddDays(1), TimeOnly.MinValue).AddMicroseconds(-1);
        var known = day.KnownAt.ToUniversalTime();
        return BedsOn(query.With(day.On), query.With(known < end ? known : end), query.With(known), which);
    }

    /// <param name="on">The day.</param>
    /// <param name="end">Its last instant, or the time it is known at when that is earlier: states are as they were recorded by then.</param>
    /// <param name="known">The time it is known at: stays are as they were believed then.</param>
    /// <param name="which">Of which homes <c>x.home</c>.</param>
    private static string BedsOn(string on, string end, string known, string which) =>
        $"""
        select coalesce(s.home, l.home) as home, s.state, l.bed is not null as lived
        from (select x.bed, x.home, x.state from {s_states} x
              where x.tenant_id = $1 and x.since <= {end} and (x.until is null or x.until > {end}){which}) s
        full join (select x.bed, x.home from {s_stays} x
              where x.tenant_id = $1 and x.began <= {on} and (x.ended is null or x.ended > {on})
                and x.known_from <= {known} and (x.known_until is null or x.known_until > {known}){which}) l on l.bed = s.bed
        """;

    private static Census Read(NpgsqlDataReader row, int at) => new(
        row.GetInt32(at), row.GetInt32(at + 1), row.GetInt32(at + 2), row.GetInt32(at + 3), row.GetInt32(at + 4), row.GetInt32(at + 5));
}
