using Eldercare.Meals;
using Eldercare.Store;
using Npgsql;

namespace Eldercare.City.Reactions;

/// <summary>The sittings of a point that are still to come, from the streams, which never lag.</summary>
public interface IComingSittings
{
    /// <summary>
    /// Sittings opened for today or later. Every booking decided before the call is committed in them, and each later one is decided on
    /// what is committed now.
    /// </summary>
    /// <param name="city">The tenant.</param>
    /// <param name="point">Where.</param>
    /// <param name="today">City date.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    Task<IReadOnlyList<MealTime>> OfAsync(string city, MealPointId point, DateOnly today, CancellationToken cancellation);
}

/// <inheritdoc cref="IComingSittings"/>
public sealed class ComingSittings(NpgsqlDataSource database) : IComingSittings
{
    public async Task<IReadOnlyList<MealTime>> OfAsync(string city, MealPointId point, DateOnly today, CancellationToken cancellation)
    {
        await ElderFence.PassAsync(database, cancellation);
        var possible = (
            from day in Enumerable.Range(0, OpenSittingDecider.DaysAhead + 1)
            from meal in Enum.GetValues<Meal>()
            select new MealTime(today.AddDays(day), meal)).ToDictionary(t => SittingId.Of(point, t.Date, t.Meal).Value);
        await using var command = database.CreateCommand(
            $"select s.id from {StoreSchema.Name}.mt_streams s where s.tenant_id = $1 and s.id = any($2)");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = city });
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. possible.Keys] });
        var coming = new List<MealTime>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) coming.Add(possible[reader.GetGuid(0)]);
        return [.. coming.OrderBy(t => t.Date).ThenBy(t => t.Meal)];
    }
}
