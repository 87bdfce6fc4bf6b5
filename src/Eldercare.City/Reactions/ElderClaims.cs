using Eldercare.Beds;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.Store;
using Npgsql;

namespace Eldercare.City.Reactions;

/// <summary>What an elder holds in the city, from the claims and spans, which never lag.</summary>
public interface IElderClaims
{
    /// <param name="city">The tenant.</param>
    /// <param name="elder">Who, dead by now: no decision after this one gives the elder anything.</param>
    /// <param name="from">City date; earlier portions are left out.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    Task<HeldByElder> OfAsync(string city, ElderId elder, DateOnly from, CancellationToken cancellation);
}

public sealed record HeldByElder(
    ImmutableArray<HeldPortion> Portions, ImmutableArray<ApplicationId> Applications, ImmutableArray<BedId> Beds)
{
    /// <summary>Sittings whose waiting list she is on.</summary>
    public ImmutableArray<HeldPortion> Waiting { get; init; } = [];

    /// <summary>Beds that are hers from a day on; those of stays and offers among them.</summary>
    public ImmutableArray<HeldBed> Kept { get; init; } = [];
}

public sealed record HeldBed(BedId Bed, DateOnly From);

public sealed record HeldPortion(MealPointId Point, DateOnly Date, Meal Meal);

/// <inheritdoc cref="IElderClaims"/>
public sealed class ElderClaims(NpgsqlDataSource database) : IElderClaims
{
    public async Task<HeldByElder> OfAsync(string city, ElderId elder, DateOnly from, CancellationToken cancellation)
    {
        await ElderFence.PassAsync(database, cancellation);
        await using var command = database.CreateCommand(
            $"""
            select c.kind, c.slot, c.holder, o.data->>'point'
            from {StoreSchema.Name}.claims c
            left join {StoreSchema.Name}.mt_events o
              on c.kind in ('portion', 'waiting') and o.tenant_id = $1 and o.stream_id = c.holder and o.version = 1
            where c.tenant_id = $1 and c.kind = any($2) and c.subject = $3 and (c.kind not in ('portion', 'waiting') or c.slot >= $4)
            union all
            select 'days', (s.starts_on - date '0001-01-01'), s.holder, null from {StoreSchema.Name}.spans s
            where s.tenant_id = $1 and s.kind = 'resident' and s.subject = $3 and (s.ends_on is null or s.ends_on > $5)
            """);
        command.Parameters.AddRange(new NpgsqlParameter[]
        {
            new NpgsqlParameter<string> { TypedValue = city },
            new NpgsqlParameter<string[]> { TypedValue = ["portion", "waiting", "application", "resident"] },
            new NpgsqlParameter<Guid> { TypedValue = elder.Value },
            new NpgsqlParameter<int> { TypedValue = Portion.Claim(elder, from, Meal.Breakfast).Slot },
            new NpgsqlParameter<DateOnly> { TypedValue = from },
        });
        var held = new HeldByElder([], [], []);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var (slot, holder) = (reader.GetInt32(1), reader.GetGuid(2));
            held = reader.GetString(0) switch
            {
                "portion" => held with { Portions = held.Portions.Add(PortionOf(slot, Guid.Parse(reader.GetString(3)))) },
                "waiting" => held with { Waiting = held.Waiting.Add(PortionOf(slot, Guid.Parse(reader.GetString(3)))) },
                "days" => held with { Kept = held.Kept.Add(new(new(holder), DateOnly.FromDayNumber(slot))) },
                "application" => held with { Applications = held.Applications.Add(new ApplicationId(holder)) },
                _ => held with { Beds = held.Beds.Add(new BedId(holder)) },
            };
        }

        return held;
    }

    private static HeldPortion PortionOf(int slot, Guid point) =>
        new(new MealPointId(point), DateOnly.FromDayNumber(slot / 3), (Meal)(slot % 3));
}
