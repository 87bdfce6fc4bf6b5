using Eldercare.Meals;
using Eldercare.Store.Tables;
using Npgsql;

namespace Eldercare.City.Reading;

/// <inheritdoc cref="IDisplacedReader"/>
public sealed class DisplacedReader(NpgsqlDataSource database) : IDisplacedReader
{
    private const int Proposals = 3;

    private static readonly string s_displaced = RowReader<DisplacedBooking>.Table;
    private static readonly string s_points = RowReader<MealPointBoard>.Table;
    private static readonly string s_sittings = RowReader<SittingBoard>.Table;

    public Task<Page<DisplacedBooking>> PageAsync(
        string city, MealPointId? point, string? district, DateOnly from, bool settled, bool escalated, Slice<Guid> slice,
        CancellationToken cancellation)
    {
        var query = new Query(database, city);
        var list = Listing.Of<DisplacedBooking>("d", $"d.tenant_id = $1 and d.date >= {query.With(from)}");
        if (!settled) list += $" and d.state = '{nameof(DisplacedState.Open)}'";
        if (escalated) list += " and d.escalated_at is not null";
        if (point is { } at) list += $" and d.point = {query.With(at.Value)}";
        if (district is not null) list += $" and d.district = {query.With(district)}";
        return query.PageAsync(
            list, ["d.date", "d.point", "d.item"], descending: false, slice,
            key => $"select k.date, k.point, k.item from {s_displaced} k where k.tenant_id = $1 and k.item = {key}",
            RowReader<DisplacedBooking>.At(0), cancellation);
    }

    public async Task<ILookup<SittingId, NearPoint>> ProposalsAsync(
        string city, IReadOnlyCollection<SittingId> sittings, DateTimeOffset now, CancellationToken cancellation)
    {
        var query = new Query(database, city);
        var point = RowReader<MealPointBoard>.At(1);
        var sitting = RowReader<SittingBoard>.At(1 + RowReader<MealPointBoard>.Width);
        var metres = 1 + RowReader<MealPointBoard>.Width + RowReader<SittingBoard>.Width;
        var distance = MealPointsReader.Metres("p.latitude", "p.longitude", "op.latitude", "op.longitude");
        var rows = await query.ListAsync(
            $"""
            select o.sitting, {RowReader<MealPointBoard>.Columns("p")}, {RowReader<SittingBoard>.Columns("s")}, n.metres
            from unnest({query.With(sittings.Select(s => s.Value).Distinct().ToArray())}) as k(sitting)
            join {s_sittings} o on o.tenant_id = $1 and o.sitting = k.sitting
            join {s_points} op on op.tenant_id = $1 and op.point = o.point
            cross join lateral (
              select s.sitting, s.point, {distance} as metres
              from {s_sittings} s join {s_points} p on p.tenant_id = $1 and p.point = s.point
              where s.tenant_id = $1 and s.date = o.date and s.meal = o.meal and s.point <> o.point
                and {MealPointsReader.TakesBookings(query.With(now.ToUniversalTime()))}
              order by metres, s.point limit {Proposals}) n
            join {s_sittings} s on s.tenant_id = $1 and s.sitting = n.sitting
            join {s_points} p on p.tenant_id = $1 and p.point = n.point
            order by n.metres, n.point
            """,
            row => (Of: new SittingId(row.GetGuid(0)), Near: new NearPoint(point(row), sitting(row), row.GetDouble(metres))), cancellation);
        return rows.ToLookup(r => r.Of, r => r.Near);
    }
}
