using Eldercare.Meals;
using Eldercare.People;
using Eldercare.Store;
using Eldercare.Store.Tables;
using Npgsql;

namespace Eldercare.City.Reactions;

/// <summary>A portion that a standing order missed, and that will not be booked by itself any more.</summary>
public sealed record LostMeal(string City, MealPointId Point, DateOnly Date, Meal Meal, ElderId Elder);

/// <summary>Worklist items whose time is up, from the views; a page of each at a time.</summary>
public interface IOverdueMeals
{
    /// <summary>The turn to make them known, given back when disposed; null while another host has it.</summary>
    Task<IAsyncDisposable?> TryTakeTurnAsync(CancellationToken cancellation);

    /// <summary>Missed portions of standing orders that are certain, of which the elder was not told yet; the longest certain first.</summary>
    Task<IReadOnlyList<LostMeal>> LostAsync(DateOnly from, DateTimeOffset now, CancellationToken cancellation);

    /// <summary>Sittings with bookings displaced still at their cut-off, displaced for at least <paramref name="grace"/>, and not escalated.</summary>
    Task<IReadOnlyList<CitySitting>> DisplacedAsync(DateOnly from, DateTimeOffset now, TimeSpan grace, CancellationToken cancellation);
}

/// <inheritdoc cref="IOverdueMeals"/>
public sealed class OverdueMeals(NpgsqlDataSource database) : IOverdueMeals
{
    /// <summary>Items made known at one look.</summary>
    private const int AtMost = 5_000;

    /// <summary>Past the horizon nothing is booked by an order, and what is displaced there has time.</summary>
    private const int DaysAhead = SittingHorizon.Days;

    /// <summary>The cities, from a small table, so that each one's worklist is found by its index.</summary>
    private static readonly string s_cities = $"(select distinct tenant_id from {RowReader<MealPointBoard>.Table}) c";

    public Task<IAsyncDisposable?> TryTakeTurnAsync(CancellationToken cancellation) =>
        AdvisoryTurn.TryTakeAsync(database, AdvisoryLocks.OverdueMeals, cancellation);

    public async Task<IReadOnlyList<LostMeal>> LostAsync(DateOnly from, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            $"""
            select m.tenant_id, m.point, m.date, m.meal, m.elder from {s_cities} cross join lateral (
              select * from {RowReader<StandingOrderMiss>.Table} m
              where m.tenant_id = c.tenant_id and m.date between $1 and $1 + {DaysAhead} and m.settled_at is null and m.failed_at is null
                and m.certain_at <= $2
              order by m.certain_at, m.item limit {AtMost}) m
            """);
        command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = from });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = now.ToUniversalTime() });
        var lost = new List<LostMeal>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            lost.Add(new(
                reader.GetString(0), new(reader.GetGuid(1)), reader.GetFieldValue<DateOnly>(2), Enum.Parse<Meal>(reader.GetString(3)),
                new(reader.GetGuid(4))));
        return lost;
    }

    public async Task<IReadOnlyList<CitySitting>> DisplacedAsync(
        DateOnly from, DateTimeOffset now, TimeSpan grace, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            $"""
            select distinct d.tenant_id, d.point, d.date, d.meal from {s_cities} cross join lateral (
              select * from {RowReader<DisplacedBooking>.Table} d
              where d.tenant_id = c.tenant_id and d.state = '{nameof(DisplacedState.Open)}' and d.date between $1 and $1 + {DaysAhead}
                and d.escalated_at is null and d.cut_off <= $2 and d.since <= $3
              order by d.cut_off, d.item limit {AtMost}) d
            """);
        command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = from });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = now.ToUniversalTime() });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = (now - grace).ToUniversalTime() });
        var sittings = new List<CitySitting>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            sittings.Add(new(
                reader.GetString(0), new(reader.GetGuid(1)), reader.GetFieldValue<DateOnly>(2), Enum.Parse<Meal>(reader.GetString(3))));
        return sittings;
    }
}
