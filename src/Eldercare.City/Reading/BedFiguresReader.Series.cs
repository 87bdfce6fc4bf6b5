using Eldercare.Beds.Census;
using Eldercare.Store.Tables;
using Npgsql;

namespace Eldercare.City.Reading;

/// <summary>
/// Curves: every row is looked at once, whatever the number of days, as a bed or an application more from its first day and one fewer from
/// its last; the days are sums over what came before.
/// </summary>
public sealed partial class BedFiguresReader
{
    private const string Stay = "Stay";

    public async Task<IReadOnlyList<BedPoint>> SeriesAsync(
        string city, ImmutableArray<DateOnly> days, DateTimeOffset knownAt, string? district, CancellationToken cancellation)
    {
        var beds = await BedChangesAsync(city, days, knownAt, district, cancellation);
        var lanes = await LaneChangesAsync(city, days, knownAt, district, cancellation);
        var (states, lived) = (new Dictionary<string, int>(StringComparer.Ordinal), new Dictionary<string, int>(StringComparer.Ordinal));
        var waiting = new SortedDictionary<(int Rank, Lane Lane, string Code), int>();
        var points = new List<BedPoint>(days.Length);
        for (var at = 0; at < days.Length; at++)
        {
            foreach (var (state, inside, by) in beds[at]) (inside ? lived : states)[state] = (inside ? lived : states).GetValueOrDefault(state) + by;
            foreach (var (lane, by) in lanes[at]) waiting[lane] = waiting.GetValueOrDefault(lane) + by;
            int Empty(params ReadOnlySpan<BedState> of)
            {
                var sum = 0;
                foreach (var state in of) sum += states.GetValueOrDefault(state.ToString()) - lived.GetValueOrDefault(state.ToString());
                return sum;
            }

            var occupied = states.GetValueOrDefault(Stay);
            var (reserved, vacant, closed) = (Empty(BedState.Held, BedState.Reserved), Empty(BedState.Ready), Empty(BedState.Closed));
            var toClean = Empty(BedState.ToClean, BedState.Occupied, BedState.OnLeave);
            points.Add(new(
                days[at], occupied + reserved + vacant + toClean + closed, occupied, lived.GetValueOrDefault(nameof(BedState.OnLeave)), reserved, vacant,
                toClean, closed, waiting.Values.Sum(),
                [.. waiting.Where(w => w.Value > 0).Select(w => (w.Key.Lane, w.Key.Code, w.Value))]));
        }

        return points;
    }

    /// <summary>By how many beds of each state, and of these lived in, there are more at each of the days than at the one before.</summary>
    private async Task<ILookup<int, (string State, bool Inside, int By)>> BedChangesAsync(
        string city, ImmutableArray<DateOnly> days, DateTimeOffset knownAt, string? district, CancellationToken cancellation)
    {
        var query = new Query(database, city);
        var (all, first, last, known) = (query.With(days.ToArray()), query.With(days[0]), query.With(days[^1]), query.With(knownAt.ToUniversalTime()));
        var which = BedsOfDay.Which(query, null, district);
        // What was over before the first day is in none of the sums.
        var rows = await query.ListAsync(
            $"""
            with states as materialized (
              select x.bed, x.state, greatest({CityDate("x.since")}, {first}) as lo,
                     case when x.until <= {known} then {CityDate("x.until")} else 'infinity' end as hi
              from {RowReader<BedStateTime>.Table} x
              where x.tenant_id = $1 and x.since <= {known} and (x.until is null or x.until > {first}::timestamp at time zone interval '8 hours'){which}),
            stays as materialized (
              select s.bed, greatest(s.began, {first}) as lo, coalesce(s.ended, 'infinity') as hi
              from ({BedsOfDay.Stays(last, known, which)} and (x.ended is null or x.ended > {first})) s),
            pieces as (
              select s.state, false as inside, s.lo, s.hi from states s where s.lo < s.hi
              union all select '{Stay}', false, l.lo, l.hi from stays l where l.lo < l.hi
              union all select s.state, true, greatest(s.lo, l.lo), least(s.hi, l.hi) from states s join stays l on l.bed = s.bed
                where greatest(s.lo, l.lo) < least(s.hi, l.hi)),
            changes as (
              select p.state, p.inside, p.lo as day, count(*) as by from pieces p where p.lo <= {last} group by 1, 2, 3
              union all select p.state, p.inside, p.hi, -count(*) from pieces p where p.hi <= {last} group by 1, 2, 3)
            select c.state, c.inside, width_bucket(c.day - 1, {all}), sum(c.by)::int from changes c group by 1, 2, 3
            """,
            row => (State: row.GetString(0), Inside: row.GetBoolean(1), At: row.GetInt32(2), By: row.GetInt32(3)), cancellation);
        return rows.ToLookup(r => r.At, r => (r.State, r.Inside, r.By));
    }

    private async Task<ILookup<int, ((int Rank, Lane Lane, string Code) Lane, int By)>> LaneChangesAsync(
        string city, ImmutableArray<DateOnly> days, DateTimeOffset knownAt, string? district, CancellationToken cancellation)
    {
        var query = new Query(database, city);
        var (all, first, last, known) = (query.With(days.ToArray()), query.With(days[0]), query.With(days[^1]), query.With(knownAt.ToUniversalTime()));
        var rows = await query.ListAsync(
            $"""
            with pieces as (
              select w.rank, w.lane, w.lane_code, greatest({CityDate("w.since")}, {first}) as lo,
                     case when w.until <= {known} then {CityDate("w.until")} else 'infinity' end as hi
              from {s_waiting} w where w.tenant_id = $1 and w.since <= {known} and w.known_from <= {known}
                and (w.until is null or w.until > {first}::timestamp at time zone interval '8 hours'){OfDistrict(query, district)}),
            changes as (
              select p.rank, p.lane, p.lane_code, d.day, sum(d.by) as by
              from pieces p cross join lateral (values (p.lo, 1), (p.hi, -1)) d(day, by)
              where p.lo < p.hi and d.day <= {last} group by 1, 2, 3, 4)
            select c.rank, c.lane, c.lane_code, width_bucket(c.day - 1, {all}), sum(c.by)::int from changes c group by 1, 2, 3, 4
            """,
            row => (Lane: (row.GetInt32(0), Enum.Parse<Lane>(row.GetString(1)), row.GetString(2)), At: row.GetInt32(3), By: row.GetInt32(4)), cancellation);
        return rows.ToLookup(r => r.At, r => (r.Lane, r.By));
    }
}
