using Eldercare.Meals;
using Eldercare.Store.Tables;
using Npgsql;

namespace Eldercare.City.Reading;

/// <inheritdoc cref="IMealPointsReader"/>
public sealed class MealPointsReader(NpgsqlDataSource database) : IMealPointsReader
{
    /// <summary>Mean radius of the earth in metres (IUGG R1).</summary>
    private const string EarthRadius = "6371008.8";

    private static readonly string s_points = RowReader<MealPointBoard>.Table;
    private static readonly string s_sittings = RowReader<SittingBoard>.Table;

    public Task<Page<MealPointBoard>> PageAsync(
        string city, string? district, Slice<Guid> slice, CancellationToken cancellation)
    {
        var query = new Query(database, city);
        var list = Listing.Of<MealPointBoard>("p", "p.tenant_id = $1");
        if (district is not null) list += $" and p.district = {query.With(district)}";
        return query.PageAsync(
            list, ["p.name", "p.point"], descending: false, slice,
            key => $"select k.name, k.point from {s_points} k where k.tenant_id = $1 and k.point = {key}",
            RowReader<MealPointBoard>.At(0), cancellation);
    }

    public async Task<ImmutableArray<NearPoint>> NearestAsync(
        string city, double latitude, double longitude, DateOnly date, Meal meal, DateTimeOffset now, int first,
        CancellationToken cancellation)
    {
        var query = new Query(database, city);
        var (lat, lon) = (query.With(latitude), query.With(longitude));
        var point = RowReader<MealPointBoard>.At(0);
        var sitting = RowReader<SittingBoard>.At(RowReader<MealPointBoard>.Width);
        var metres = RowReader<MealPointBoard>.Width + RowReader<SittingBoard>.Width;
        return [.. await query.ListAsync(
            $"""
            select {RowReader<MealPointBoard>.Columns("p")}, {RowReader<SittingBoard>.Columns("s")},
              {Metres("p.latitude", "p.longitude", lat, lon)} as metres
            from {s_sittings} s
            join {s_points} p on p.tenant_id = $1 and p.point = s.point
            where s.tenant_id = $1 and s.date = {query.With(date)} and s.meal = {query.With(meal.ToString())}
              and {TakesBookings(query.With(now.ToUniversalTime()))}
            order by metres, p.point limit {query.With(first)}
            """,
            row => new NearPoint(point(row), sitting(row), row.GetDouble(metres)), cancellation)];
    }

    /// <summary>Distance on the sphere in metres (haversine), as SQL over degrees.</summary>
    internal static string Metres(string lat1, string lon1, string lat2, string lon2) =>
        $"""
        2 * {EarthRadius} * asin(least(1, sqrt(power(sin(radians({lat1} - {lat2}) / 2), 2)
          + cos(radians({lat2})) * cos(radians({lat1})) * power(sin(radians({lon1} - {lon2}) / 2), 2))))
        """;

    /// <summary>That sitting <c>s</c> of point <c>p</c> takes a booking at an instant, as SQL.</summary>
    internal static string TakesBookings(string now) =>
        $"""
        not s.closed and s.cut_off > {now} and s.booked + s.offered < s.capacity and not p.suspended
          and not exists (
            select 1 from {RowReader<MealPointClosedDay>.Table} d
            where d.tenant_id = $1 and d.point = s.point and d.date = s.date and (d.meals = '[]' or d.meals @> to_jsonb(s.meal)))
        """;

    public async Task<IReadOnlyDictionary<MealPointId, MealPointBoard>> ByIdsAsync(
        string city, IReadOnlyCollection<MealPointId> points, CancellationToken cancellation) =>
        (await new Query(database, city).RowsAsync<MealPointBoard>("point", points.Select(p => p.Value), cancellation))
            .ToDictionary(p => p.Point);

    public async Task<ILookup<PointDate, SittingBoard>> SittingsOfAsync(
        string city, IReadOnlyCollection<PointDate> days, CancellationToken cancellation)
    {
        var query = new Query(database, city);
        var points = query.With(days.Select(d => d.Point.Value).ToArray());
        var dates = query.With(days.Select(d => d.Date).ToArray());
        var sittings = await query.ListAsync(
            $"""
            select {RowReader<SittingBoard>.Columns("s")} from unnest({points}, {dates}) as k(point, date)
            join {s_sittings} s on s.tenant_id = $1 and s.point = k.point and s.date = k.date
            """,
            RowReader<SittingBoard>.At(0), cancellation);
        return sittings.OrderBy(s => s.Meal).ToLookup(s => new PointDate(s.Point, s.Date));
    }

    public async Task<ILookup<MealPointId, MealPointClosedDay>> ClosedDaysAsync(
        string city, IReadOnlyCollection<MealPointId> points, DateOnly from, CancellationToken cancellation)
    {
        var query = new Query(database, city);
        var days = await query.ListAsync(
            $"""
            select {RowReader<MealPointClosedDay>.Columns("d")} from {RowReader<MealPointClosedDay>.Table} d
            where d.tenant_id = $1 and d.point = any({query.With(points.Select(p => p.Value).Distinct().ToArray())})
              and d.date >= {query.With(from)}
            order by d.date
            """,
            RowReader<MealPointClosedDay>.At(0), cancellation);
        return days.ToLookup(d => d.Point);
    }

    public async Task<IReadOnlyDictionary<SittingId, SittingBoard>> SittingsByIdsAsync(
        string city, IReadOnlyCollection<SittingId> sittings, CancellationToken cancellation) =>
        (await new Query(database, city).RowsAsync<SittingBoard>("sitting", sittings.Select(s => s.Value), cancellation))
            .ToDictionary(s => s.Sitting);

    public async Task<ILookup<SittingId, WaitingPlace>> WaitingListsAsync(
        string city, IReadOnlyCollection<SittingId> sittings, CancellationToken cancellation)
    {
        var query = new Query(database, city);
        var entry = RowReader<WaitingEntry>.At(1);
        var places = await query.ListAsync(
            $"""
            select w.ahead, {RowReader<WaitingEntry>.Columns("w")}
            from unnest({query.With(sittings.Select(s => s.Value).Distinct().ToArray())}) as k(sitting)
            cross join lateral (
              select m.*, case when m.offered_until is null
                then (count(*) filter (where m.offered_until is null) over (order by m.joined) - 1)::int else 0 end as ahead
              from {RowReader<WaitingEntry>.Table} m where m.tenant_id = $1 and m.sitting = k.sitting
              order by m.offered_until is null, m.joined limit 1000) w
            order by w.offered_until is null, w.joined
            """,
            row => new WaitingPlace(entry(row), row.GetInt32(0)), cancellation);
        return places.ToLookup(p => p.Entry.Sitting);
    }
}
