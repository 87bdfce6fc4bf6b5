using System.Text.Json;
using Eldercare.Meals;
using Eldercare.Store;
using Npgsql;

namespace Eldercare.City.Reactions;

/// <summary>What the horizon should hold and what it holds.</summary>
public interface IHorizonPlans
{
    /// <summary>The turn to look after the horizon, given back when disposed; null while another host has it.</summary>
    Task<IAsyncDisposable?> TryTakeTurnAsync(CancellationToken cancellation);

    /// <summary>The week of every meal point that is not suspended, in every city.</summary>
    Task<IReadOnlyList<PointWeek>> WeeksAsync(CancellationToken cancellation);

    /// <summary>The city's sittings opened for these dates, both included.</summary>
    Task<IReadOnlySet<SittingId>> OpenAsync(string city, DateOnly from, DateOnly to, CancellationToken cancellation);
}

public sealed record PointWeek(string City, MealPointId Point, ImmutableArray<WeeklySitting> Week);

/// <inheritdoc cref="IHorizonPlans"/>
public sealed class HorizonPlans(NpgsqlDataSource database) : IHorizonPlans
{
    public async Task<IAsyncDisposable?> TryTakeTurnAsync(CancellationToken cancellation)
    {
        var connection = await database.OpenConnectionAsync(cancellation);
        Turn? turn = null;
        try
        {
            await using var command = new NpgsqlCommand($"select pg_try_advisory_lock({AdvisoryLocks.SittingHorizon})", connection);
            if (await command.ExecuteScalarAsync(cancellation) is true) turn = new Turn(connection);
            return turn;
        }
        finally
        {
            if (turn is null) await connection.DisposeAsync();
        }
    }

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
        return open;
    }

    /// <summary>A session's lock: gone with the connection if the host dies.</summary>
    private sealed class Turn(NpgsqlConnection connection) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await using (connection)
            await using (var command = new NpgsqlCommand($"select pg_advisory_unlock({AdvisoryLocks.SittingHorizon})", connection))
                await command.ExecuteNonQueryAsync();
        }
    }
}
