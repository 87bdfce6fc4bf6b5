using System.Text.Json;
using Eldercare.City.Reading;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.People.Entitlements;
using Eldercare.Store;
using Eldercare.Store.Tables;
using Npgsql;

namespace Eldercare.City.Subsidies;

/// <summary>What a trial of a policy reads of a month: four statements, whatever its size.</summary>
public sealed class TrialReader(NpgsqlDataSource database, string city)
{
    private const int DaysAround = 6;
    private const string Events = $"{StoreSchema.Name}.mt_events";

    /// <summary>The month's portions, in the order they were served, with the price their sitting had at last.</summary>
    public async Task<IReadOnlyList<ServedPortion>> PortionsAsync(YearMonth month, CancellationToken cancellation)
    {
        var query = new Query(database, city);
        return await query.ListAsync(
            $"""
            select e.data ->> 'elder', s.sitting, s.date, s.meal, e.data ->> 'channel', s.district,
              (p.data ->> 'price')::bigint, (p.data ->> 'deliveryFee')::bigint
            from {RowReader<SittingBoard>.Table} s
            join {Events} e on e.tenant_id = $1 and e.stream_id = s.sitting and e.type in ('meal_served', 'walk_in_served')
            cross join lateral (
              select o.data from {Events} o
              where o.tenant_id = $1 and o.stream_id = s.sitting and o.type in ('sitting_opened', 'sitting_plan_changed')
              order by o.version desc limit 1) p
            where s.tenant_id = $1 and s.date between {query.With(month.First)} and {query.With(month.Last)}
            order by e.seq_id
            """,
            row => new ServedPortion(
                new(Guid.Parse(row.GetString(0))), new(row.GetGuid(1)), row.GetFieldValue<DateOnly>(2), Enum.Parse<Meal>(row.GetString(3)),
                row.IsDBNull(4) ? Channel.DineIn : Enum.Parse<Channel>(row.GetString(4)), row.GetString(5), Money(row, 6), Money(row, 7)),
            cancellation);
    }

    /// <summary>Charges as they stand, of the month and the days around it.</summary>
    public async Task<IReadOnlyDictionary<(ElderId Elder, SittingId Sitting), ChargedMeal>> ChargesAsync(YearMonth month, CancellationToken cancellation)
    {
        var query = new Query(database, city);
        var facts = await query.ListAsync(
            $"""
            select e.type, e.data::text from {Events} e
            where e.tenant_id = $1 and e.type in ('meal_charged', 'meal_charge_corrected')
              and (e.data ->> 'date')::date between {query.With(month.First.AddDays(-DaysAround))} and {query.With(month.Last.AddDays(DaysAround))}
            order by e.seq_id
            """,
            row => (MealAccountFact)(row.GetString(0) == "meal_charged" ? Read<MealCharged>(row.GetString(1)) : Read<MealChargeCorrected>(row.GetString(1))),
            cancellation);
        var charges = new Dictionary<(ElderId, SittingId), ChargedMeal>();
        foreach (var fact in facts)
        {
            if (fact is MealCharged f)
                charges[(f.Elder, f.Sitting)] = new(f.Sitting, f.Point, f.District, f.Date, f.Meal, f.Channel, f.Charge);
            else if (fact is MealChargeCorrected c)
                charges[(c.Elder, c.Sitting)] = new(c.Sitting, c.Point, c.District, c.Date, c.Meal, c.Channel, c.Now, Corrected: true, c.Reversed);
        }

        return charges;
    }

    /// <summary>Who they are, as it is known now.</summary>
    public async Task<Func<ElderId, Beneficiary>> DinersAsync(IEnumerable<ElderId> elders, CancellationToken cancellation)
    {
        var ids = elders.Select(e => e.Value).Distinct().ToArray();
        var records = (await new Query(database, city).RowsAsync<ElderRecord>("elder", ids, cancellation)).ToDictionary(r => r.Elder);
        var held = (await new Query(database, city).RowsAsync<EntitlementRecord>("elder", ids, cancellation)).ToDictionary(r => r.Elder);
        return elder => Beneficiary.Of(records.GetValueOrDefault(elder), held.GetValueOrDefault(elder));
    }

    /// <summary>Every policy that was published.</summary>
    public async Task<PolicyBook> BookAsync(CancellationToken cancellation)
    {
        var query = new Query(database, city);
        var published = await query.ListAsync(
            $"select e.data::text from {Events} e where e.tenant_id = $1 and e.stream_id = {query.With(PolicyBook.At.Id)} order by e.version",
            row => Read<SubsidyPolicyPublished>(row.GetString(0)), cancellation);
        return published.Aggregate(PolicyBook.Empty, (book, fact) => PolicyBook.Fold(book, fact)!);
    }

    private static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, EventJson.Options)!;

    private static Fen? Money(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : new Fen(row.GetInt64(column));
}
