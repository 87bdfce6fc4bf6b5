using Eldercare.City.Reading;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.City.Deliveries;

/// <summary>
/// Finds the order of a sitting's deliveries. Addresses may not come into a decision's events, so they are read here, and only the order
/// that follows from them goes on.
/// </summary>
public sealed class DeliveryPlanner(IStateReader states, IElderReader elders, DeliverySettings settings)
{
    public DeliverySettings Settings => settings;

    /// <summary>The command that plans what is not on a run yet; what happened meanwhile it sees itself.</summary>
    public async Task<PlanDeliveryRuns> PlanAsync(
        string city, MealPointId point, DateOnly date, Meal meal, CancellationToken cancellation)
    {
        var sitting = await states.ReadAsync<Sitting>(city, Sitting.At(point, date, meal), cancellation);
        var (planned, number) = (new HashSet<ElderId>(), 1);
        if (sitting is null) return new PlanDeliveryRuns(point, date, meal, [], number, settings);

        for (; await states.ReadAsync<DeliveryRun>(city, RunOf(sitting, number), cancellation) is { } run; number++)
            planned.UnionWith(run.Stops.Keys);
        var missing = sitting.Guests.Where(g => g.Value is { State: GuestState.Booked, Channel: Channel.Delivery } && !planned.Contains(g.Key))
            .Select(g => g.Key).ToArray();
        var order = StopOrder.Of((await elders.ByIdsAsync(city, missing, cancellation)).Values, sitting.District).Select(e => e.Elder).ToArray();
        // Who has no record any more has a portion all the same: last, and for a person to ask.
        return new PlanDeliveryRuns(point, date, meal, [.. order, .. missing.Except(order).OrderBy(e => e.Value)], number, settings);
    }

    private static StreamRef RunOf(Sitting sitting, int number) => DeliveryRun.Stream.At(DeliveryRunId.Of(sitting.Id, number).Value);
}
