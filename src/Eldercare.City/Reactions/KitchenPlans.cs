using Eldercare.Meals;
using Eldercare.People;
using Eldercare.People.Diets;
using Eldercare.Store;
using Eldercare.Store.Deciding;
using Eldercare.Store.Tables;
using Npgsql;

namespace Eldercare.City.Reactions;

/// <summary>A sitting of a city.</summary>
public sealed record CitySitting(string City, MealPointId Point, DateOnly Date, Meal Meal)
{
    public SittingId Id => SittingId.Of(Point, Date, Meal);
}

/// <summary>Which sittings the kitchen's reactions have to look at. What diners hold is read from the claims, which never lag.</summary>
public interface IKitchenPlans
{
    /// <summary>The turn to look after all kitchen sheets, given back when disposed; null while another host has it.</summary>
    Task<IAsyncDisposable?> TryTakeTurnAsync(CancellationToken cancellation);

    /// <summary>Past their cut-off and without a sheet; some days back too, for after an outage.</summary>
    Task<IReadOnlyList<CitySitting>> DueAsync(DateOnly today, DateTimeOffset now, CancellationToken cancellation);

    /// <summary>Their guests with a profile are others than at the last look, from a date on.</summary>
    Task<IReadOnlyList<CitySitting>> UncheckedAsync(DateOnly from, CancellationToken cancellation);

    /// <summary>With a sheet, or past their cut-off, or with a guest who has a profile; cooked by the kitchen, between two dates, both included.</summary>
    Task<IReadOnlyList<CitySitting>> CookedByAsync(
        string city, KitchenId kitchen, DateOnly from, DateOnly to, DateTimeOffset now, CancellationToken cancellation);

    /// <summary>With a portion for the elder, from a date on.</summary>
    Task<IReadOnlyList<CitySitting>> OfAsync(string city, ElderId elder, DateOnly from, CancellationToken cancellation);

    /// <summary>Likewise at a meal point, from a date on.</summary>
    Task<IReadOnlyList<CitySitting>> AtAsync(
        string city, MealPointId point, DateOnly from, DateTimeOffset now, CancellationToken cancellation);

    /// <summary>The elder has a profile: it may hold something against a dish.</summary>
    Task<bool> HasProfileAsync(string city, ElderId elder, CancellationToken cancellation);

    /// <summary>The kitchen that cooks for the point; null for none.</summary>
    Task<KitchenId?> KitchenOfAsync(string city, MealPointId point, CancellationToken cancellation);
}

/// <inheritdoc cref="IKitchenPlans"/>
public sealed class KitchenPlans(NpgsqlDataSource database, IRowLookup rows) : IKitchenPlans
{
    private static readonly string s_sittings = RowReader<SittingBoard>.Table;
    private static readonly string s_checks = RowReader<DishCheck>.Table;

    /// <summary>Days an outage may have lasted.</summary>
    private const int DaysBack = 3;

    /// <summary>
    /// Sittings with their guests who have a profile; from the slot <c>$1</c> on. The claims are looked up by their key for each profile:
    /// joined, a plan made before the morning's bookings would read all of these for each.
    /// </summary>
    private static readonly string s_held =
        $"""
        with held as (
          select c.tenant_id, c.holder as sitting, jsonb_agg(c.subject::text) as diners
          from {RowReader<DinerProfile>.Table} p
          cross join lateral (
            select c.tenant_id, c.holder, c.subject from {StoreSchema.Name}.claims c
            where c.tenant_id = p.tenant_id and c.kind = 'portion' and c.subject = p.elder and c.slot >= $1 offset 0) c
          group by c.tenant_id, c.holder)
        """;

    /// <summary>
    /// Of a sitting <c>s</c>, at the instant <c>$2</c>: a change can concern its guests. Past the cut-off whether its sheet shows here yet or
    /// not: a change that comes just after a sheet was made would be lost to it.
    /// </summary>
    private static readonly string s_concerned =
        $"""
        not s.closed and (
          s.cut_off <= $2 or exists (select from held h where h.tenant_id = s.tenant_id and h.sitting = s.sitting)
          or exists (select from {RowReader<FrozenSheet>.Table} f where f.tenant_id = s.tenant_id and f.sitting = s.sitting))
        """;

    public Task<IAsyncDisposable?> TryTakeTurnAsync(CancellationToken cancellation) =>
        AdvisoryTurn.TryTakeAsync(database, AdvisoryLocks.KitchenSheets, cancellation);

    public Task<IReadOnlyList<CitySitting>> DueAsync(DateOnly today, DateTimeOffset now, CancellationToken cancellation) => ListAsync(
        $"""
        select s.tenant_id, s.point, s.date, s.meal from {s_sittings} s
        where s.date between $1 - {DaysBack} and $1 + 8 and s.cut_off <= $2 and not s.closed
          and not exists (select from {RowReader<FrozenSheet>.Table} f where f.tenant_id = s.tenant_id and f.sitting = s.sitting)
        order by s.served_from, s.sitting
        """,
        cancellation, new NpgsqlParameter<DateOnly> { TypedValue = today },
        new NpgsqlParameter<DateTimeOffset> { TypedValue = now.ToUniversalTime() });

    public Task<IReadOnlyList<CitySitting>> UncheckedAsync(DateOnly from, CancellationToken cancellation) => ListAsync(
        $"""
        {s_held}
        select s.tenant_id, s.point, s.date, s.meal from {s_sittings} s
        left join held h on h.tenant_id = s.tenant_id and h.sitting = s.sitting
        left join {s_checks} d on d.tenant_id = s.tenant_id and d.sitting = s.sitting
        where s.date >= $2 and not s.closed and (h.sitting is not null or d.sitting is not null)
          and not (coalesce(h.diners, '[]') @> coalesce(d.diners, '[]') and coalesce(d.diners, '[]') @> coalesce(h.diners, '[]'))
        """,
        cancellation, SlotOf(from), new NpgsqlParameter<DateOnly> { TypedValue = from });

    public Task<IReadOnlyList<CitySitting>> CookedByAsync(
        string city, KitchenId kitchen, DateOnly from, DateOnly to, DateTimeOffset now, CancellationToken cancellation) => ListAsync(
        $"""
        {s_held}
        select s.tenant_id, s.point, s.date, s.meal from {RowReader<PointKitchen>.Table} k
        join {s_sittings} s on s.tenant_id = k.tenant_id and s.point = k.point
        where k.tenant_id = $3 and k.kitchen = $4 and s.date between $5 and $6 and {s_concerned}
        """,
        cancellation, SlotOf(from), new NpgsqlParameter<DateTimeOffset> { TypedValue = now.ToUniversalTime() },
        new NpgsqlParameter<string> { TypedValue = city }, new NpgsqlParameter<Guid> { TypedValue = kitchen.Value },
        new NpgsqlParameter<DateOnly> { TypedValue = from }, new NpgsqlParameter<DateOnly> { TypedValue = to });

    public Task<IReadOnlyList<CitySitting>> AtAsync(
        string city, MealPointId point, DateOnly from, DateTimeOffset now, CancellationToken cancellation) => ListAsync(
        $"""
        {s_held}
        select s.tenant_id, s.point, s.date, s.meal from {s_sittings} s
        where s.tenant_id = $3 and s.point = $4 and s.date >= $5 and {s_concerned}
        """,
        cancellation, SlotOf(from), new NpgsqlParameter<DateTimeOffset> { TypedValue = now.ToUniversalTime() },
        new NpgsqlParameter<string> { TypedValue = city }, new NpgsqlParameter<Guid> { TypedValue = point.Value },
        new NpgsqlParameter<DateOnly> { TypedValue = from });

    public async Task<bool> HasProfileAsync(string city, ElderId elder, CancellationToken cancellation)
    {
        var row = RowRef.To<DinerProfile>(elder.Value);
        return (await rows.FindAsync(city, [row], cancellation)).ContainsKey(row);
    }

    public Task<IReadOnlyList<CitySitting>> OfAsync(string city, ElderId elder, DateOnly from, CancellationToken cancellation) => ListAsync(
        $"""
        select s.tenant_id, s.point, s.date, s.meal from {StoreSchema.Name}.claims c
        join {s_sittings} s on s.tenant_id = c.tenant_id and s.sitting = c.holder
        where c.slot >= $1 and c.tenant_id = $2 and c.kind = 'portion' and c.subject = $3 and not s.closed
        """,
        cancellation, SlotOf(from), new NpgsqlParameter<string> { TypedValue = city }, new NpgsqlParameter<Guid> { TypedValue = elder.Value });

    public async Task<KitchenId?> KitchenOfAsync(string city, MealPointId point, CancellationToken cancellation)
    {
        var row = RowRef.To<PointKitchen>(point.Value);
        return (await rows.FindAsync(city, [row], cancellation)).GetValueOrDefault(row) is PointKitchen found ? found.Kitchen : null;
    }

    private static NpgsqlParameter<int> SlotOf(DateOnly date) => new() { TypedValue = Portion.Claim(default, date, Meal.Breakfast).Slot };

    private async Task<IReadOnlyList<CitySitting>> ListAsync(string sql, CancellationToken cancellation, params NpgsqlParameter[] parameters)
    {
        await using var command = database.CreateCommand(sql);
        command.Parameters.AddRange(parameters);
        var sittings = new List<CitySitting>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            sittings.Add(new(
                reader.GetString(0), new(reader.GetGuid(1)), reader.GetFieldValue<DateOnly>(2), Enum.Parse<Meal>(reader.GetString(3))));
        return sittings;
    }
}
