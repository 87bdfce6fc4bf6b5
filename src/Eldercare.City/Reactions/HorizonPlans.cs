using System.Text.Json;
using Eldercare.City.Reading;
using Eldercare.Meals;
using Eldercare.Store;
using Eldercare.Store.Tables;
using Npgsql;

namespace Eldercare.City.Reactions;

/// <summary>What the horizon should hold and what it holds.</summary>
public interface IHorizonPlans
{
    /// <summary>The turn to look after the horizon, given back when disposed; null while another host has it.</summary>
    Task<IAsyncDisposable?> TryTakeTurnAsync(CancellationToken cancellation);

    /// <summary>The week of every meal point that is not suspended, in every city.</summary>
    Task<IReadOnlyList<PointWeek>> WeeksAsync(CancellationToken cancellation);

    /// <summary>
    /// The city's sittings of these dates, both included, that are not to be asked for: open already, or not to open because their
    /// point is closed that day.
    /// </summary>
    Task<IReadOnlySet<SittingId>> OpenAsync(string city, DateOnly from, DateOnly to, CancellationToken cancellation);
}

public sealed record PointWeek(string City, MealPointId Point, ImmutableArray<WeeklySitting> Week);

/// <inheritdoc cref="IHorizonPlans"/>
public sealed class HorizonPlans(NpgsqlDataSource database) : IHorizonPlans
{
    public Task<IAsyncDisposable?> TryTakeTurnAsync(CancellationToken cancellation) =>
        AdvisoryTurn.TryTakeAsync(database, AdvisoryLocks.SittingHorizon, cancellation);

    public async Task<IReadOnlyList<PointWeek>> WeeksAsync(CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            $"""
            select b.tenant_id, b.point, w.week
            from {StoreSchema.Name}.meal_point_boards b
            cross join lateral (
              select e.data->>'week' as week from {StoreSchema.Name}.mt_events e
              where e.tenant_id = b.tenant_id and e.stream_id = b.point and e.type in ('meal_point_opened', 'week_changed')
              order by e.version desc limit 1) w
            where not b.suspended
            """);
        var weeks = new List<PointWeek>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var week = JsonSerializer.Deserialize<ImmutableArray<WeeklySitting>>(reader.GetString(2), EventJson.Options);
            weeks.Add(new PointWeek(reader.GetString(0), new MealPointId(reader.GetGuid(1)), week));
        }

        return weeks;
    }

    public async Task<IReadOnlySet<SittingId>> OpenAsync(
        string city, DateOnly from, DateOnly to, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            $"select sitting from {StoreSchema.Name}.sitting_boards where tenant_id = $1 and date between $2 and $3");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = city });
        command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = from });
        command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = to });
        var open = new HashSet<SittingId>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) open.Add(new SittingId(reader.GetGuid(0)));
        open.UnionWith(await ClosedAsync(city, from, to, cancellation));
        return open;
    }

    private async Task<IEnumerable<SittingId>> ClosedAsync(string city, DateOnly from, DateOnly to, CancellationToken cancellation)
    {
        var query = new Query(database, city);
        var days = await query.ListAsync(
            $"""
            select {RowReader<MealPointClosedDay>.Columns("d")} from {RowReader<MealPointClosedDay>.Table} d
            where d.tenant_id = $1 and d.date between {query.With(from)} and {query.With(to)}
            """,
            RowReader<MealPointClosedDay>.At(0), cancellation);
        return from day in days
               from meal in Enum.GetValues<Meal>()
               where day.Meals.IsEmpty || day.Meals.Contains(meal)
               select SittingId.Of(day.Point, day.Date, meal);
    }
}
