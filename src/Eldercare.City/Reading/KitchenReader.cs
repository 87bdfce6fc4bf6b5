using System.Collections.Frozen;
using System.Text.Json;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.People.Diets;
using Eldercare.Store;
using Eldercare.Store.Tables;
using Npgsql;

namespace Eldercare.City.Reading;

/// <inheritdoc cref="IKitchenReader"/>
public sealed class KitchenReader(NpgsqlDataSource database) : IKitchenReader
{
    private static readonly string s_events = $"{StoreSchema.Name}.mt_events";

    /// <summary>The events that say what changes for the kitchen, by their names in the store.</summary>
    private static readonly FrozenDictionary<string, Type> s_changes = new Dictionary<string, Type>(StringComparer.Ordinal)
    {
        ["kitchen_sheet_frozen"] = typeof(KitchenSheetFrozen),
        ["trays_replanned"] = typeof(TraysReplanned),
        ["clash_settled"] = typeof(ClashSettled),
        ["meal_booked"] = typeof(MealBooked),
        ["walk_in_served"] = typeof(WalkInServed),
        ["booking_cancelled"] = typeof(BookingCancelled),
        ["booking_moved_out"] = typeof(BookingMovedOut),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What a guest <c>e</c> ate: her tray, or what those get who are not on the sheet.</summary>
    private static readonly string s_tray =
        $"""
        left join {RowReader<PlannedTray>.Table} t on t.tenant_id = $1 and t.sitting = e.sitting and t.elder = e.elder
        left join {RowReader<FrozenSheet>.Table} f on f.tenant_id = $1 and f.sitting = e.sitting
        """;

    public async Task<KitchenId?> KitchenOfAsync(string city, MealPointId point, CancellationToken cancellation) =>
        (await new Query(database, city).RowsAsync<PointKitchen>("point", [point.Value], cancellation)).FirstOrDefault()?.Kitchen;

    public async Task<ImmutableArray<MenuMealRow>> MenuAsync(
        string city, MealPointId point, DateOnly from, DateOnly to, CancellationToken cancellation)
    {
        var query = new Query(database, city);
        return [.. await query.ListAsync(
            $"""
            select {RowReader<MenuMealRow>.Columns("m")} from {RowReader<PointKitchen>.Table} k
            join {RowReader<MenuMealRow>.Table} m on m.tenant_id = $1 and m.kitchen = k.kitchen
            where k.tenant_id = $1 and k.point = {query.With(point.Value)}
              and m.slot between {query.With(MenuMealRow.SlotOf(from, Meal.Breakfast))} and {query.With(MenuMealRow.SlotOf(to, Meal.Dinner))}
              and jsonb_array_length(m.sets) > 0
            order by m.slot
            """,
            RowReader<MenuMealRow>.At(0), cancellation)];
    }

    public async Task<IReadOnlyDictionary<DishId, DishCard>> DishesByIdsAsync(
        string city, IReadOnlyCollection<DishId> dishes, CancellationToken cancellation) =>
        (await new Query(database, city).RowsAsync<DishCard>("dish", dishes.Select(d => d.Value), cancellation)).ToDictionary(d => d.Dish);

    public Task<Page<DishCard>> DishesAsync(string city, KitchenId kitchen, Slice<Guid> slice, CancellationToken cancellation)
    {
        var (query, table) = (new Query(database, city), RowReader<DishCard>.Table);
        return query.PageAsync(
            Listing.Of<DishCard>("d", $"d.tenant_id = $1 and d.kitchen = {query.With(kitchen.Value)}"),
            ["d.spec->>'nameZh'", "d.dish"], descending: false, slice,
            key => $"select k.spec->>'nameZh', k.dish from {table} k where k.tenant_id = $1 and k.dish = {key}",
            RowReader<DishCard>.At(0), cancellation);
    }

    public async Task<IReadOnlyDictionary<ElderId, DinerProfile>> ProfilesAsync(
        string city, IReadOnlyCollection<ElderId> elders, CancellationToken cancellation) =>
        (await new Query(database, city).RowsAsync<DinerProfile>("elder", elders.Select(e => e.Value), cancellation)).ToDictionary(p => p.Elder);

    public async Task<ImmutableArray<DishCheck>> ClashesAsync(
        string city, MealPointId point, DateOnly from, DateOnly to, CancellationToken cancellation)
    {
        var query = new Query(database, city);
        return [.. await query.ListAsync(
            $"""
            select {RowReader<DishCheck>.Columns("d")} from {RowReader<DishCheck>.Table} d
            where d.tenant_id = $1 and d.point = {query.With(point.Value)} and d.date between {query.With(from)} and {query.With(to)}
              and jsonb_array_length(d.clashes) > 0
            order by d.date, array_position(array['Breakfast', 'Lunch', 'Dinner'], d.meal)
            """,
            RowReader<DishCheck>.At(0), cancellation)];
    }

    public async Task<ImmutableArray<SheetDelta>> DeltasAsync(string city, SittingId sitting, CancellationToken cancellation)
    {
        var query = new Query(database, city);
        var sheet = query.With(KitchenSheetId.Of(sitting).Value);
        return SheetDelta.Of(await query.ListAsync(
            $"""
            select e.type, e.data::text, e.user_name, e.timestamp from {s_events} s
            join {s_events} e on e.tenant_id = $1 and e.stream_id in ({sheet}, {query.With(sitting.Value)}) and e.seq_id >= s.seq_id
            where s.tenant_id = $1 and s.stream_id = {sheet} and s.type = 'kitchen_sheet_frozen'
              and e.type in ({string.Join(", ", s_changes.Keys.Select(t => $"'{t}'"))})
            order by e.seq_id
            """,
            row => (
                JsonSerializer.Deserialize(row.GetString(1), s_changes[row.GetString(0)], EventJson.Options)!,
                row.IsDBNull(2) ? null : row.GetString(2), row.GetFieldValue<DateTimeOffset>(3)),
            cancellation));
    }

    public async Task<ImmutableArray<CookedSitting>> CookedAsync(
        string city, KitchenId kitchen, DateOnly date, Meal meal, CancellationToken cancellation)
    {
        var sittings = new Query(database, city);
        var cook = sittings.With(kitchen.Value);
        // A sheet stays whose it was when the point got another kitchen since; one that no kitchen made is cooked by whichever there is.
        var cooked = await sittings.ListAsync(
            $"""
            select b.sitting, b.point, f.sitting is not null from {RowReader<SittingBoard>.Table} b
            left join {RowReader<FrozenSheet>.Table} f on f.tenant_id = $1 and f.sitting = b.sitting
            left join {RowReader<PointKitchen>.Table} k on k.tenant_id = $1 and k.point = b.point
            where b.tenant_id = $1 and b.date = {sittings.With(date)} and b.meal = {sittings.With(meal.ToString())} and coalesce(f.kitchen, k.kitchen) = {cook}
            order by b.point
            """,
            row => (Sitting: new SittingId(row.GetGuid(0)), Point: new MealPointId(row.GetGuid(1)), IsMade: row.GetBoolean(2)), cancellation);

        var made = cooked.Where(c => c.IsMade).Select(c => c.Sitting).ToArray();
        var query = new Query(database, city);
        var streams = query.With(made.SelectMany(s => new[] { KitchenSheetId.Of(s).Value, s.Value }).ToArray());
        var facts = (await query.ListAsync(
            $"""
            select e.type, e.data::text, e.user_name, e.timestamp, (e.data ->> 'sitting')::uuid from {s_events} e
            where e.tenant_id = $1 and e.stream_id = any({streams}) and e.type in ({string.Join(", ", s_changes.Keys.Select(t => $"'{t}'"))})
            order by e.seq_id
            """,
            row => (
                Fact: JsonSerializer.Deserialize(row.GetString(1), s_changes[row.GetString(0)], EventJson.Options)!,
                Actor: row.IsDBNull(2) ? null : row.GetString(2), At: row.GetFieldValue<DateTimeOffset>(3), Sitting: new SittingId(row.GetGuid(4))),
            cancellation)).ToLookup(f => f.Sitting);
        return
        [
            .. from c in cooked
               let since = facts[c.Sitting].SkipWhile(f => f.Fact is not KitchenSheetFrozen).Select(f => (f.Fact, f.Actor, f.At)).ToList()
               select new CookedSitting(c.Point, since is [var (frozen, _, _), ..] ? (KitchenSheetFrozen)frozen : null, SheetDelta.Of(since)),
        ];
    }

    public async Task<ImmutableArray<FoodSampleRow>> SamplesOfAsync(string city, SittingId sitting, CancellationToken cancellation) =>
        [.. (await new Query(database, city).RowsAsync<FoodSampleRow>("sitting", [sitting.Value], cancellation)).OrderBy(s => s.TakenAt)];

    public async Task<IReadOnlyDictionary<FoodSampleId, FoodSampleRow>> SamplesByIdsAsync(
        string city, IReadOnlyCollection<FoodSampleId> samples, CancellationToken cancellation) =>
        (await new Query(database, city).RowsAsync<FoodSampleRow>("sample", samples.Select(s => s.Value), cancellation)).ToDictionary(s => s.Sample);

    public async Task<ImmutableArray<FoodSampleRow>> SamplesDueAsync(
        string city, MealPointId point, DateTimeOffset by, CancellationToken cancellation)
    {
        var query = new Query(database, city);
        return [.. await query.ListAsync(
            $"""
            select {RowReader<FoodSampleRow>.Columns("s")} from {RowReader<FoodSampleRow>.Table} s
            where s.tenant_id = $1 and s.point = {query.With(point.Value)} and s.keep_until <= {query.With(by.ToUniversalTime())}
              and s.discarded_at is null
            order by s.keep_until, s.sample limit 500
            """,
            RowReader<FoodSampleRow>.At(0), cancellation)];
    }

    public async Task<SampleTrace?> TraceAsync(string city, FoodSampleId sample, CancellationToken cancellation)
    {
        var query = new Query(database, city);
        var (read, width) = (RowReader<FoodSampleRow>.At(0), RowReader<FoodSampleRow>.Width);
        var rows = await query.ListAsync(
            $"""
            select {RowReader<FoodSampleRow>.Columns("s")}, a.elder, a.point, a.served_at from {RowReader<FoodSampleRow>.Table} s
            left join {RowReader<FrozenSheet>.Table} made on made.tenant_id = $1 and made.sitting = s.sitting
            left join lateral (
              select e.elder, e.point, e.served_at from {RowReader<SittingBoard>.Table} b
              join {RowReader<EatenMeal>.Table} e on e.tenant_id = $1 and e.sitting = b.sitting {s_tray}
              where b.tenant_id = $1 and b.date = s.date and b.meal = s.meal and (b.sitting = s.sitting or f.kitchen = made.kitchen)
                and coalesce(t.dishes, f.walk_in_dishes) @> jsonb_build_array(s.dish::text)) a on true
            where s.tenant_id = $1 and s.sample = {query.With(sample.Value)}
            order by a.served_at, a.elder
            """,
            row => (
                Sample: read(row),
                Eater: row.IsDBNull(width)
                    ? null
                    : new Eater(new(row.GetGuid(width)), new(row.GetGuid(width + 1)), row.GetFieldValue<DateTimeOffset>(width + 2))),
            cancellation);
        return rows is [] ? null : new SampleTrace(rows[0].Sample, [.. rows.Select(r => r.Eater).OfType<Eater>()]);
    }

    public async Task<ImmutableArray<EatenDishes>> EatenAsync(
        string city, ElderId elder, DateOnly from, DateOnly to, CancellationToken cancellation)
    {
        var query = new Query(database, city);
        var (read, width) = (RowReader<EatenMeal>.At(0), RowReader<EatenMeal>.Width);
        return [.. await query.ListAsync(
            $"""
            select {RowReader<EatenMeal>.Columns("e")}, coalesce(t.dishes, f.walk_in_dishes, '[]')::text from {RowReader<EatenMeal>.Table} e {s_tray}
            where e.tenant_id = $1 and e.elder = {query.With(elder.Value)} and e.date between {query.With(from)} and {query.With(to)}
            order by e.date, e.served_at
            """,
            row => new EatenDishes(read(row), JsonSerializer.Deserialize<ImmutableArray<DishId>>(row.GetString(width), EventJson.Options)),
            cancellation)];
    }
}
