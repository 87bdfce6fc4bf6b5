using Eldercare.Meals;
using Eldercare.Store.Tables;
using Npgsql;

namespace Eldercare.City.Reading;

/// <summary>Settlements of meal points. Every question is one SQL statement.</summary>
public interface ISettlementsReader
{
    /// <summary>The settlement of a point and month, or null when nothing was charged.</summary>
    Task<SettlementBoard?> FindAsync(string city, MealPointId point, YearMonth month, CancellationToken cancellation);

    /// <summary>Those of the ids that there are, by meal point.</summary>
    Task<ImmutableArray<SettlementBoard>> ByIdsAsync(
        string city, IReadOnlyCollection<SettlementId> settlements, CancellationToken cancellation);

    /// <summary>Those of a month or of all, of all districts or one: the newest month first, then by the points' names.</summary>
    Task<Page<SettlementBoard>> SettlementsAsync(
        string city, YearMonth? month, string? district, Slice<Guid> slice, CancellationToken cancellation);

    /// <summary>All of them with the points' names, by district and name: for finance.</summary>
    Task<IReadOnlyList<(SettlementBoard Settlement, string Point)>> OfMonthAsync(
        string city, YearMonth month, string? district, CancellationToken cancellation);
}

/// <inheritdoc cref="ISettlementsReader"/>
public sealed class SettlementsReader(NpgsqlDataSource database) : ISettlementsReader
{
    public async Task<SettlementBoard?> FindAsync(string city, MealPointId point, YearMonth month, CancellationToken cancellation) =>
        (await new Query(database, city).RowsAsync<SettlementBoard>("settlement", [SettlementId.Of(point, month).Value], cancellation))
            .FirstOrDefault();

    public async Task<ImmutableArray<SettlementBoard>> ByIdsAsync(
        string city, IReadOnlyCollection<SettlementId> settlements, CancellationToken cancellation) =>
        [
            .. (await new Query(database, city).RowsAsync<SettlementBoard>("settlement", settlements.Select(s => s.Value), cancellation))
                .OrderBy(s => s.Point.Value),
        ];

    public Task<Page<SettlementBoard>> SettlementsAsync(
        string city, YearMonth? month, string? district, Slice<Guid> slice, CancellationToken cancellation)
    {
        var query = new Query(database, city);
        var (settlements, points) = (RowReader<SettlementBoard>.Table, RowReader<MealPointBoard>.Table);
        return query.PageAsync(
            new(RowReader<SettlementBoard>.Columns("s"), $"{settlements} s join {points} p on p.tenant_id = $1 and p.point = s.point {Where(query, month, district)}"),
            ["-s.month", "p.name collate \"C\"", "s.settlement"], descending: false, slice,
            key =>
                $"""
                select -k.month, n.name collate "C", k.settlement from {settlements} k join {points} n on n.tenant_id = $1 and n.point = k.point
                where k.tenant_id = $1 and k.settlement = {key}
                """,
            RowReader<SettlementBoard>.At(0), cancellation);
    }

    public async Task<IReadOnlyList<(SettlementBoard Settlement, string Point)>> OfMonthAsync(
        string city, YearMonth month, string? district, CancellationToken cancellation)
    {
        var query = new Query(database, city);
        var settlement = RowReader<SettlementBoard>.At(0);
        return await query.ListAsync(
            $"""
            select {RowReader<SettlementBoard>.Columns("s")}, p.name from {RowReader<SettlementBoard>.Table} s
            join {RowReader<MealPointBoard>.Table} p on p.tenant_id = $1 and p.point = s.point
            {Where(query, month, district)}
            order by s.district, p.name, s.settlement
            """,
            row => (settlement(row), row.GetString(RowReader<SettlementBoard>.Width)), cancellation);
    }

    private static string Where(Query query, YearMonth? month, string? district) =>
        "where s.tenant_id = $1"
        + (month is { } one ? $" and s.month = {query.With(one.Value)}" : string.Empty)
        + (district is null ? string.Empty : $" and s.district = {query.With(district)}");
}
