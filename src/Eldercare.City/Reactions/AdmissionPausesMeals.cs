using Eldercare.Beds;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.Store.Deciding;
using JasperFx.Events;

namespace Eldercare.City.Reactions;

/// <summary>
/// Who moves into a home eats there: her standing orders pause, of a short stay until its end, and meals booked for those days are
/// cancelled, unless she says otherwise. Who goes to hospital from a home has nothing delivered or kept at a point until the day her bed
/// is kept; who comes back earlier resumes her orders when she likes. Residents that a registry brings in lived there before.
/// </summary>
public sealed class AdmissionPausesMeals(IElderClaims claims, IStateReader states, Reaction reaction, TimeProvider clock)
{
    private const string Name = "moves-in";

    /// <summary>What a person did meanwhile needs no second doing; past its cut-off a meal is for a person.</summary>
    private static readonly ImmutableHashSet<Type> s_settled =
        [typeof(NotBooked), typeof(AlreadyServed), typeof(NoShowAlreadyRecorded), typeof(CutOffPassed)];

    private static readonly ImmutableHashSet<Type> s_waitsNoLonger = [typeof(NotWaiting)];

    private static readonly ImmutableHashSet<Type> s_hasEnded = [typeof(StandingOrderHasEnded)];

    public Task Handle(IEvent<ResidentAdmitted> e, CancellationToken cancellation) => e.Data.KeepsMeals
        ? Task.CompletedTask
        : PauseAsync(e.TenantId, e.Id, e.Data.Elder, e.Data.On, e.Data.Until, "MovedIn", cancellation);

    public Task Handle(WentToHospital leave, CancellationToken cancellation) =>
        PauseAsync(leave.City, leave.Leave, leave.Elder, leave.On, leave.KeptUntil, "InHospital", cancellation);

    /// <param name="city">The tenant.</param>
    /// <param name="cause">The event it follows from.</param>
    /// <param name="elder">Whose meals.</param>
    /// <param name="on">The first day.</param>
    /// <param name="until">The day she eats again; null for good.</param>
    /// <param name="reason">Why, for those who read it.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    private async Task PauseAsync(
        string city, Guid cause, ElderId elder, DateOnly on, DateOnly? until, string reason, CancellationToken cancellation)
    {
        var today = CityTime.Today(clock.GetUtcNow());
        var from = on < today ? today : on;
        // Recorded when it was over: there is nothing left to pause.
        if (until <= from) return;

        var orders = await states.ReadAsync<StandingOrders>(city, StandingOrders.Of(elder), cancellation);
        foreach (var order in (orders?.Orders.Values ?? []).Where(o => !o.Ended))
            await reaction.SendAsync(
                Name, city, $"{cause}:order:{order.Id.Value}", new PauseStandingOrder(elder, order.Id, from, until?.AddDays(-1)), s_hasEnded,
                cancellation);

        var held = await claims.OfAsync(city, elder, from, cancellation);
        await Task.WhenAll(
            [
                .. held.Portions.Where(p => until is null || p.Date < until).Select(p => reaction.SendAsync(
                    Name, city, $"{cause}:{SittingId.Of(p.Point, p.Date, p.Meal).Value}",
                    new CancelBooking(p.Point, p.Date, p.Meal, elder, reason, Late: false), s_settled, cancellation)),
                .. held.Waiting.Where(w => until is null || w.Date < until).Select(w => reaction.SendAsync(
                    Name, city, $"{cause}:waiting:{SittingId.Of(w.Point, w.Date, w.Meal).Value}",
                    new LeaveWaitingList(w.Point, w.Date, w.Meal, elder), s_waitsNoLonger, cancellation)),
            ]);
    }
}
