using Eldercare.Meals;
using Eldercare.People;
using Eldercare.Store;
using Eldercare.Store.Tables;
using Npgsql;

namespace Eldercare.City.Reactions;

/// <summary>What standing orders want, from their read model.</summary>
public interface IDueMeals
{
    /// <summary>The turn to make the day's run, given back when disposed; null while another host has it.</summary>
    Task<IAsyncDisposable?> TryTakeTurnAsync(CancellationToken cancellation);

    /// <summary>The cities that have standing orders.</summary>
    Task<IReadOnlyList<string>> CitiesAsync(CancellationToken cancellation);

    /// <summary>
    /// A page of the portions wanted on a day whose elder has none for that meal yet, by point, so that neighbours share a sitting.
    /// </summary>
    /// <param name="city">The tenant.</param>
    /// <param name="date">City date.</param>
    /// <param name="point">Only this point's; null for all.</param>
    /// <param name="after">The last portion of the page before; null for the first page.</param>
    /// <param name="count">Most portions.</param>
    /// <param name="cancellation">Ends the reading.</param>
    Task<IReadOnlyList<DueMeal>> DueAsync(
        string city, DateOnly date, MealPointId? point, DueMeal? after, int count, CancellationToken cancellation);
}

/// <summary>A portion a line of a standing order wants.</summary>
public sealed record DueMeal(MealPointId Point, StandingOrderId Order, int Nr, ElderId Elder, DateOnly Date, Meal Meal);

/// <inheritdoc cref="IDueMeals"/>
public sealed class DueMeals(NpgsqlDataSource database) : IDueMeals
{
    private static readonly string s_lines = RowReader<StandingOrderLine>.Table;

    public Task<IAsyncDisposable?> TryTakeTurnAsync(CancellationToken cancellation) =>
        AdvisoryTurn.TryTakeAsync(database, AdvisoryLocks.StandingOrderRun, cancellation);

    public async Task<IReadOnlyList<string>> CitiesAsync(CancellationToken cancellation)
    {
        await using var command = database.CreateCommand($"select distinct tenant_id from {s_lines}");
        var cities = new List<string>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) cities.Add(reader.GetString(0));
        return cities;
    }

    public async Task<IReadOnlyList<DueMeal>> DueAsync(
        string city, DateOnly date, MealPointId? point, DueMeal? after, int count, CancellationToken cancellation)
    {
        // The claim is looked up by its key for each line: joined, a plan made while there were few would read them all for each.
        await using var command = database.CreateCommand(
            $"""
            select l.point, l.standing_order, l.nr, l.elder, l.meal
            from {s_lines} l
            where l.tenant_id = $1 and l.weekdays & $2 <> 0 and l.begins <= $3 and (l.last_day is null or l.last_day >= $3)
              and ($4::uuid is null or l.point = $4) and ($5::uuid is null or (l.point, l.standing_order, l.nr) > ($5, $6, $7))
              and (l.pauses = '[]' or not exists (
                select 1 from jsonb_array_elements(l.pauses) p
                where (p->>'from')::date <= $3 and (p->>'until' is null or (p->>'until')::date >= $3)))
              and (
                select c.holder from {StoreSchema.Name}.claims c
                where c.tenant_id = $1 and c.kind = 'portion' and c.subject = l.elder
                  and c.slot = $8 + case l.meal when 'Breakfast' then 0 when 'Lunch' then 1 else 2 end
                limit 1) is null
            order by l.point, l.standing_order, l.nr limit $9
            """);
        command.Parameters.AddRange(new NpgsqlParameter[]
        {
            new NpgsqlParameter<string> { TypedValue = city },
            new NpgsqlParameter<int> { TypedValue = 1 << (int)date.DayOfWeek },
            new NpgsqlParameter<DateOnly> { TypedValue = date },
            Optional(point?.Value),
            Optional(after?.Point.Value),
            new NpgsqlParameter<Guid> { TypedValue = after?.Order.Value ?? default },
            new NpgsqlParameter<int> { TypedValue = after?.Nr ?? 0 },
            new NpgsqlParameter<int> { TypedValue = Portion.Claim(default, date, Meal.Breakfast).Slot },
            new NpgsqlParameter<int> { TypedValue = count },
        });
        var due = new List<DueMeal>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            due.Add(new DueMeal(
                new(reader.GetGuid(0)), new(reader.GetGuid(1)), reader.GetInt32(2), new(reader.GetGuid(3)), date,
                Enum.Parse<Meal>(reader.GetString(4))));
        }

        return due;
    }

    private static NpgsqlParameter Optional(Guid? value) =>
        new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid };
}
