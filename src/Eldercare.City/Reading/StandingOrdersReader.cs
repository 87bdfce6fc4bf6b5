using Eldercare.Meals;
using Eldercare.People;
using Eldercare.Store.Tables;
using Npgsql;

namespace Eldercare.City.Reading;

/// <inheritdoc cref="IStandingOrdersReader"/>
public sealed class StandingOrdersReader(NpgsqlDataSource database) : IStandingOrdersReader
{
    private static readonly string s_orders = RowReader<StandingOrderBoard>.Table;
    private static readonly string s_misses = RowReader<StandingOrderMiss>.Table;

    public async Task<IReadOnlyDictionary<StandingOrderId, StandingOrderBoard>> ByIdsAsync(
        string city, IReadOnlyCollection<StandingOrderId> orders, CancellationToken cancellation) =>
        (await new Query(database, city).RowsAsync<StandingOrderBoard>("standing_order", orders.Select(o => o.Value), cancellation))
            .ToDictionary(o => o.StandingOrder);

    public async Task<ILookup<ElderId, StandingOrderBoard>> OfAsync(
        string city, IReadOnlyCollection<ElderId> elders, CancellationToken cancellation)
    {
        var query = new Query(database, city);
        var orders = await query.ListAsync(
            $"""
            select {RowReader<StandingOrderBoard>.Columns("b")}
            from unnest({query.With(elders.Select(e => e.Value).Distinct().ToArray())}) as e(elder)
            cross join lateral (
              select * from {s_orders} o where o.tenant_id = $1 and o.elder = e.elder
              order by o.begins desc, o.standing_order limit 50) b
            """,
            RowReader<StandingOrderBoard>.At(0), cancellation);
        return orders.OrderByDescending(o => o.Begins).ThenBy(o => o.StandingOrder.Value).ToLookup(o => o.Elder);
    }

    public async Task<ILookup<StandingOrderId, StandingOrderMiss>> MissesOfAsync(
        string city, IReadOnlyCollection<StandingOrderId> orders, DateOnly from, CancellationToken cancellation)
    {
        var query = new Query(database, city);
        var misses = await query.ListAsync(
            $"""
            select {RowReader<StandingOrderMiss>.Columns("m")} from {s_misses} m
            where m.tenant_id = $1 and m.standing_order = any({query.With(orders.Select(o => o.Value).Distinct().ToArray())})
              and m.date >= {query.With(from)}
            order by m.date, m.item
            """,
            RowReader<StandingOrderMiss>.At(0), cancellation);
        return misses.ToLookup(m => m.StandingOrder);
    }

    public async Task<StandingOrderMiss?> MissAsync(string city, ElderId elder, DateOnly date, Meal meal, CancellationToken cancellation) =>
        (await new Query(database, city).RowsAsync<StandingOrderMiss>("item", [StandingOrderMiss.ItemOf(elder, date, meal)], cancellation))
            .FirstOrDefault();

    public Task<Page<StandingOrderMiss>> MissesAsync(
        string city, MealPointId? point, string? district, DateOnly from, Slice<Guid> slice, CancellationToken cancellation)
    {
        var query = new Query(database, city);
        var list = Listing.Of<StandingOrderMiss>("m", $"m.tenant_id = $1 and m.state = '{nameof(MissState.Open)}' and m.date >= {query.With(from)}");
        if (point is { } at) list += $" and m.point = {query.With(at.Value)}";
        if (district is not null) list += $" and m.district = {query.With(district)}";
        return query.PageAsync(
            list, ["m.date", "m.point", "m.item"], descending: false, slice,
            key => $"select k.date, k.point, k.item from {s_misses} k where k.tenant_id = $1 and k.item = {key}",
            RowReader<StandingOrderMiss>.At(0), cancellation);
    }
}
