using Eldercare.Meals;
using Eldercare.Store.Tables;
using Npgsql;

namespace Eldercare.City.Reading;

/// <summary>A run and its stops in order.</summary>
public sealed record RunWithStops(DeliveryRunRow Run, ImmutableArray<DeliveryStopRow> Stops);

/// <summary>Delivery runs and welfare alerts.</summary>
public interface IDeliveriesReader
{
    /// <summary>A point's runs of a day by meal and number, of one meal only when given.</summary>
    Task<ImmutableArray<RunWithStops>> RunsAsync(
        string city, MealPointId point, DateOnly date, Meal? meal, CancellationToken cancellation);

    Task<IReadOnlyDictionary<DeliveryRunId, RunWithStops>> RunsByIdsAsync(
        string city, IReadOnlyCollection<DeliveryRunId> runs, CancellationToken cancellation);

    /// <summary>Welfare alerts: those escalated and open first, then those open, then those settled; of each the newest first.</summary>
    /// <param name="city">The tenant.</param>
    /// <param name="point">Only this point's.</param>
    /// <param name="district">Only this district's.</param>
    /// <param name="open">Only those open, or only those settled.</param>
    /// <param name="slice">Which part; keys are alerts.</param>
    /// <param name="cancellation">Ends the reading.</param>
    Task<Page<WelfareAlertRow>> AlertsAsync(
        string city, MealPointId? point, string? district, bool? open, Slice<Guid> slice, CancellationToken cancellation);

    /// <summary>An alert, or null.</summary>
    Task<WelfareAlertRow?> AlertAsync(string city, WelfareAlertId alert, CancellationToken cancellation);

    Task<IReadOnlyDictionary<WelfareAlertId, WelfareAlertRow>> AlertsByIdsAsync(
        string city, IReadOnlyCollection<WelfareAlertId> alerts, CancellationToken cancellation);
}

/// <inheritdoc cref="IDeliveriesReader"/>
public sealed class DeliveriesReader(NpgsqlDataSource database) : IDeliveriesReader
{
    private static readonly string s_alerts = RowReader<WelfareAlertRow>.Table;

    public async Task<ImmutableArray<RunWithStops>> RunsAsync(
        string city, MealPointId point, DateOnly date, Meal? meal, CancellationToken cancellation)
    {
        var query = new Query(database, city);
        var which = $"r.point = {query.With(point.Value)} and r.date = {query.With(date)}";
        if (meal is { } m) which += $" and r.meal = {query.With(m.ToString())}";
        return await RunsAsync(query, which, cancellation);
    }

    public async Task<IReadOnlyDictionary<DeliveryRunId, RunWithStops>> RunsByIdsAsync(
        string city, IReadOnlyCollection<DeliveryRunId> runs, CancellationToken cancellation)
    {
        var query = new Query(database, city);
        return (await RunsAsync(query, $"r.run = any({query.With(runs.Select(r => r.Value).Distinct().ToArray())})", cancellation))
            .ToDictionary(r => r.Run.Run);
    }

    private static async Task<ImmutableArray<RunWithStops>> RunsAsync(Query query, string which, CancellationToken cancellation)
    {
        var sql = $"""
            select {RowReader<DeliveryRunRow>.Columns("r")}, {RowReader<DeliveryStopRow>.Columns("s")}
            from {RowReader<DeliveryRunRow>.Table} r
            join {RowReader<DeliveryStopRow>.Table} s on s.tenant_id = $1 and s.run = r.run
            where r.tenant_id = $1 and {which}
            """;
        var (run, stop) = (RowReader<DeliveryRunRow>.At(0), RowReader<DeliveryStopRow>.At(RowReader<DeliveryRunRow>.Width));
        var rows = await query.ListAsync(sql, row => (Run: run(row), Stop: stop(row)), cancellation);
        return
        [
            .. rows.GroupBy(r => r.Run.Run)
                .Select(g => new RunWithStops(g.First().Run, [.. g.Select(r => r.Stop).OrderBy(s => s.Place)]))
                .OrderBy(r => r.Run.Meal).ThenBy(r => r.Run.Number),
        ];
    }

    public Task<Page<WelfareAlertRow>> AlertsAsync(
        string city, MealPointId? point, string? district, bool? open, Slice<Guid> slice, CancellationToken cancellation)
    {
        var query = new Query(database, city);
        var list = Listing.Of<WelfareAlertRow>("a", "a.tenant_id = $1");
        if (point is { } p) list += $" and a.point = {query.With(p.Value)}";
        if (district is not null) list += $" and a.district = {query.With(district)}";
        if (open is { } o) list += o ? " and a.urgency > 0" : " and a.urgency = 0";
        return query.PageAsync(
            list, ["a.urgency", "a.raised_at", "a.alert"], descending: true, slice,
            key => $"select k.urgency, k.raised_at, k.alert from {s_alerts} k where k.tenant_id = $1 and k.alert = {key}",
            RowReader<WelfareAlertRow>.At(0), cancellation);
    }

    public async Task<WelfareAlertRow?> AlertAsync(string city, WelfareAlertId alert, CancellationToken cancellation) =>
        (await AlertsByIdsAsync(city, [alert], cancellation)).GetValueOrDefault(alert);

    public async Task<IReadOnlyDictionary<WelfareAlertId, WelfareAlertRow>> AlertsByIdsAsync(
        string city, IReadOnlyCollection<WelfareAlertId> alerts, CancellationToken cancellation) =>
        (await new Query(database, city).RowsAsync<WelfareAlertRow>("alert", alerts.Select(a => a.Value), cancellation)).ToDictionary(a => a.Alert);
}
