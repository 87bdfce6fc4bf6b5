using Eldercare.Beds;
using Eldercare.Store.Tables;
using Npgsql;

namespace Eldercare.City.Reading;

/// <summary>
/// The beds of the city or of a district in figures, for today or any day before, as known at any time after: one statement a question,
/// from what is kept of each bed's, stay's and application's time.
/// </summary>
public interface IBedFiguresReader
{
    Task<BedFigures> BedsAsync(string city, CensusDay day, string? district, CancellationToken cancellation);

    /// <summary>All together first, then lane by lane in the queue's order. Of a district: who lives in it now.</summary>
    Task<IReadOnlyList<LaneWaiting>> WaitingAsync(string city, CensusDay day, string? district, CancellationToken cancellation);

    /// <summary>Of a district: of stays whose last bed stands in it.</summary>
    Task<StayLengths> StaysAsync(string city, CensusDay day, string? district, CancellationToken cancellation);

    /// <summary>Living registered people of 60 and over, by the registers at the end of the day; what was recorded later never counts.</summary>
    Task<int> People60Async(string city, DateOnly on, string? district, CancellationToken cancellation);

    /// <summary>Day by day; the days in order.</summary>
    Task<IReadOnlyList<BedPoint>> SeriesAsync(
        string city, ImmutableArray<DateOnly> days, DateTimeOffset knownAt, string? district, CancellationToken cancellation);
}

/// <inheritdoc cref="IBedFiguresReader"/>
public sealed partial class BedFiguresReader(NpgsqlDataSource database) : IBedFiguresReader
{
    private const int Soon = 7, Later = 30;

    private static readonly string s_homes = RowReader<HomeBoard>.Table;
    private static readonly string s_waiting = RowReader<WaitingTime>.Table;

    /// <summary>Who runs each home, as recorded by an instant; of a day before the home was registered, as it was then.</summary>
    private static string Operators(string end) =>
        $"""
        select distinct on (c.home) c.home, c.now->>'operator' as operator from {RowReader<HomeChange>.Table} c
        where c.tenant_id = $1 and c.kind in ('{nameof(HomeRegistered)}', '{nameof(HomeUpdated)}')
        order by c.home, c.at <= {end} desc, case when c.at <= {end} then -c.sequence else c.sequence end
        """;

    public async Task<BedFigures> BedsAsync(string city, CensusDay day, string? district, CancellationToken cancellation)
    {
        var query = new Query(database, city);
        var (on, end) = (query.With(day.On), query.With(BedsOfDay.End(day)));
        var rows = await query.ListAsync(
            $"""
            with beds as (
              select coalesce(b.kind, (select k.kind from {RowReader<BedBoard>.Table} k where k.tenant_id = $1 and k.bed = b.bed)) as kind,
                     b.home, b.state, b.lived, b.may_admit, b.promised_from is not null as promised,
                     case when b.lived and b.state = '{nameof(BedState.OnLeave)}' then least(b.kept_until, b.free_on)
                          when b.lived and b.state = '{nameof(BedState.Occupied)}' then b.free_on
                          when b.lived then null
                          when b.state = '{nameof(BedState.Closed)}' then b.free_on
                          when b.state in ('{nameof(BedState.ToClean)}', '{nameof(BedState.Occupied)}', '{nameof(BedState.OnLeave)}') then {on}
                     end as free_on,
                     case when not b.lived then case b.state when '{nameof(BedState.Closed)}' then '{nameof(FreedBy.ClosureEnds)}' else '{nameof(FreedBy.Cleaning)}' end
                          when b.state = '{nameof(BedState.OnLeave)}' and b.kept_until <= coalesce(b.free_on, 'infinity') then '{nameof(FreedBy.LeaveRunsOut)}'
                          else '{nameof(FreedBy.StayEnds)}' end as freed_by
              from ({BedsOfDay.Sql(query, day, BedsOfDay.Which(query, null, district))}) b)
            select b.kind, o.operator, b.state, b.lived, coalesce(b.may_admit, false), f.by, coalesce(b.free_on <= {on} + {Soon}, false),
                   b.promised, count(*)::int
            from beds b join ({Operators(end)}) o on o.home = b.home
            cross join lateral (select case when b.free_on <= {on} + {Later} then b.freed_by end as by) f
            group by 1, 2, 3, 4, 5, 6, 7, 8
            """,
            row => new BedsAlike(
                Enum.Parse<BedKind>(row.GetString(0)), Enum.Parse<OperatorKind>(row.GetString(1)),
                row.IsDBNull(2) ? null : Enum.Parse<BedState>(row.GetString(2)), row.GetBoolean(3), row.GetBoolean(4),
                row.IsDBNull(5) ? null : Enum.Parse<FreedBy>(row.GetString(5)), row.GetBoolean(6), row.GetBoolean(7), row.GetInt32(8)),
            cancellation);
        return BedFigures.Of(rows);
    }

    public async Task<IReadOnlyList<LaneWaiting>> WaitingAsync(string city, CensusDay day, string? district, CancellationToken cancellation)
    {
        var query = new Query(database, city);
        var (on, end, known) = (query.With(day.On), query.With(BedsOfDay.End(day)), query.With(day.KnownAt.ToUniversalTime()));
        var rows = await query.ListAsync(
            $"""
            with cases as (
              select w.lane, w.lane_code, w.rank, false as admitted, {on} - {CityDate("w.applied_at")} as days from {s_waiting} w
              where w.tenant_id = $1 and w.since <= {end} and w.known_from <= {known} and (w.until is null or w.until > {end}){OfDistrict(query, district)}
              union all
              select w.lane, w.lane_code, w.rank, true, greatest(w.admitted_on - {CityDate("w.applied_at")}, 0) from {s_waiting} w
              where w.tenant_id = $1 and w.admitted_on <= {on} and w.admitted_on > {on} - interval '12 months' and w.until <= {known}{OfDistrict(query, district)})
            select c.lane, c.lane_code, {Spread("c.days", "not c.admitted")}, {Spread("c.days", "c.admitted")}
            from cases c group by grouping sets ((), (c.lane, c.lane_code)) order by grouping(c.lane) desc, min(c.rank), c.lane, c.lane_code
            """,
            row => new LaneWaiting(
                row.IsDBNull(0) ? null : Enum.Parse<Lane>(row.GetString(0)), row.IsDBNull(1) ? null : row.GetString(1), Spread(row, 2), Spread(row, 5)),
            cancellation);
        return rows;
    }

    public async Task<StayLengths> StaysAsync(string city, CensusDay day, string? district, CancellationToken cancellation)
    {
        var query = new Query(database, city);
        var (on, known) = (query.With(day.On), query.With(day.KnownAt.ToUniversalTime()));
        var ofDistrict = district is null
            ? string.Empty
            : $"and s.home in (select h.home from {s_homes} h where h.tenant_id = $1 and h.district = {query.With(district)})";
        // Who moves into another bed on the day she left one goes on staying.
        var rows = await query.ListAsync(
            $"""
            with beds as (
              select b.elder, b.home, b.began, b.ended, coalesce(b.began <> lag(b.ended) over own, true) as first,
                     coalesce(b.ended <> lead(b.began) over own, true) as last
              from ({BedsOfDay.Stays(on, known, string.Empty)}) b window own as (partition by b.elder order by b.began, b.ended)),
            stays as (
              select b.home, max(b.began) filter (where b.first) over (partition by b.elder order by b.began, b.ended rows unbounded preceding) as began,
                     case when b.ended <= {on} then b.ended end as ended, b.last
              from beds b)
            select {Spread("s.ended - s.began", $"s.ended > {on} - interval '12 months'")}, {Spread($"{on} - s.began", "s.ended is null")}
            from stays s where s.last {ofDistrict}
            """,
            row => new StayLengths(Spread(row, 0), Spread(row, 3)), cancellation);
        return rows[0];
    }

    public async Task<int> People60Async(string city, DateOnly on, string? district, CancellationToken cancellation)
    {
        var query = new Query(database, city);
        var ofDistrict = district is null ? string.Empty : $" and p.district = {query.With(district)}";
        var rows = await query.ListAsync(
            $"""
            select coalesce(sum(p.change), 0)::int from {RowReader<PeopleOfDay>.Table} p
            where p.tenant_id = $1 and p.on_day <= {query.With(on)} and p.born_in_month <= {query.With(CityReader.BornBy(on, 60))}{ofDistrict}
            """,
            row => row.GetInt32(0), cancellation);
        return rows[0];
    }

    private static string CityDate(string instant) => $"({instant} at time zone interval '8 hours')::date";

    private static string OfDistrict(Query query, string? district) => district is null
        ? string.Empty
        : $" and exists (select from {RowReader<ElderRecord>.Table} e where e.tenant_id = $1 and e.elder = w.elder and e.district = {query.With(district)})";

    private static string Spread(string days, string which) =>
        $"""
        count(*) filter (where {which})::int, (percentile_disc(0.5) within group (order by {days}) filter (where {which}))::int,
        (percentile_disc(0.9) within group (order by {days}) filter (where {which}))::int
        """;

    private static DaysSpread Spread(NpgsqlDataReader row, int at) => new(
        row.GetInt32(at), row.IsDBNull(at + 1) ? null : row.GetInt32(at + 1), row.IsDBNull(at + 2) ? null : row.GetInt32(at + 2));
}
