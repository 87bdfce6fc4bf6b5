using Eldercare.Beds;
using Eldercare.City.Reading;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.Store;
using Eldercare.Store.Tables;
using Npgsql;

namespace Eldercare.City.Checks;

/// <summary>
/// Rule 9: nothing goes on for who has died, neither bed nor queue nor meals; and who left a home for good waits no longer by an
/// application from before.
/// </summary>
internal sealed class EndsCheck(BedLog log) : IInvariant
{
    private readonly Dictionary<ElderId, ApplicationId> _open = [];
    private readonly HashSet<ApplicationId> _leftBehind = [];
    private long _departures;

    public void Take(Logged logged)
    {
        switch (logged.Fact)
        {
            case BedAppliedFor f: _open[f.Elder] = f.Application; break;
            case ResidentDeparted { Reason: not DepartureReason.Died, ShortStay: false } f:
                _departures++;
                if (_open.TryGetValue(f.Elder, out var application)) _leftBehind.Add(application);
                break;
        }
    }

    public async Task<CheckResult> ResultAsync(NpgsqlDataSource database, string city, DateOnly today, CancellationToken cancellation)
    {
        var dead = (await new Query(database, city).ListAsync(
            $"select e.elder from {RowReader<ElderRecord>.Table} e where e.tenant_id = $1 and e.died_on is not null",
            row => new ElderId(row.GetGuid(0)), cancellation)).ToHashSet();
        return CheckResult.Of(
            9, "the-dead", "Nothing goes on for who has died, and who left for good does not wait any more.", $"{dead.Count:N0} dead, {_departures:N0} departures",
            [
                .. log.Beds.Values.Where(b => b.Elder is { } e && dead.Contains(e)).Select(b => $"bed {b.Id.Value} is {b.State} for {b.Elder!.Value.Value}"),
                .. log.Beds.Values.SelectMany(b => b.Reservations.Where(r => dead.Contains(r.Elder)).Select(r => $"bed {b.Id.Value} is reserved for {r.Elder.Value}")),
                .. log.Applications.Values.Where(a => a.IsOpen && dead.Contains(a.Elder)).Select(a => $"application {a.Id.Value} is {a.State}"),
                .. _leftBehind.Where(a => log.Applications.GetValueOrDefault(a) is { IsOpen: true }).Select(a => $"application {a.Value} is open after a departure"),
                .. await MealsAsync(database, city, today, cancellation),
            ]);
    }

    /// <summary>Meals of the dead from tomorrow on: today's may have been eaten.</summary>
    private static async Task<List<string>> MealsAsync(NpgsqlDataSource database, string city, DateOnly today, CancellationToken cancellation)
    {
        var query = new Query(database, city);
        var (slot, day) = (query.With(Portion.Claim(default, today.AddDays(1), Meal.Breakfast).Slot), query.With(today));
        return await query.ListAsync(
            $"""
            select c.kind, c.subject from {StoreSchema.Name}.claims c
            join {RowReader<ElderRecord>.Table} e on e.tenant_id = c.tenant_id and e.elder = c.subject and e.died_on < {day}
            where c.tenant_id = $1 and c.kind in ('portion', 'waiting') and c.slot >= {slot}
            union all
            select 'standing order', l.elder from {RowReader<StandingOrderLine>.Table} l
            join {RowReader<ElderRecord>.Table} e on e.tenant_id = l.tenant_id and e.elder = l.elder and e.died_on < {day}
            where l.tenant_id = $1 and (l.last_day is null or l.last_day > {day})
            """,
            row => $"elder {row.GetGuid(1)} has a {row.GetString(0)}", cancellation);
    }
}
