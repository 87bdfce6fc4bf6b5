using Eldercare.Meals;
using Eldercare.People;
using Eldercare.Store.Deciding;
using JasperFx.Events;

namespace Eldercare.City.Reactions;

/// <summary>
/// Brings the bookings of the days ahead into line with a standing order as soon as it is placed, changed, paused, resumed or ended:
/// first what it no longer wants is cancelled, or waited for no longer, then what it wants is booked.
/// </summary>
public sealed class StandingOrderReactions(
    IElderClaims claims, OrderedMeals meals, IStateReader states, Reaction reaction, TimeProvider clock)
{
    private const string Name = "standing-order";

    private DateOnly Today => CityTime.Today(clock.GetUtcNow());

    public Task Handle(IEvent<StandingOrderPlaced> e, CancellationToken cancellation)
    {
        var (f, order) = (e.Data, new StandingOrder(e.Data.Order, e.Data.Lines, e.Data.From, e.Data.Until, [], Ended: false));
        return BookAsync(e.TenantId, e.Id, f.Elder, order, fresh: true, cancellation);
    }

    public async Task Handle(IEvent<StandingOrderChanged> e, CancellationToken cancellation)
    {
        var (f, order) = (e.Data, new StandingOrder(e.Data.Order, e.Data.Lines, e.Data.From, e.Data.Until, [], Ended: false));
        await CancelAsync(e.TenantId, e.Id, f.Elder, f.Order, cancellation);
        await BookAsync(e.TenantId, e.Id, f.Elder, order, fresh: false, cancellation);
    }

    public Task Handle(IEvent<StandingOrderPaused> e, CancellationToken cancellation) =>
        CancelAsync(e.TenantId, e.Id, e.Data.Elder, e.Data.Order, cancellation);

    /// <summary>An order that follows on this one may have found its portions booked still when it was placed.</summary>
    public async Task Handle(IEvent<StandingOrderEnded> e, CancellationToken cancellation)
    {
        await CancelAsync(e.TenantId, e.Id, e.Data.Elder, e.Data.Order, cancellation);
        var orders = await states.ReadAsync<StandingOrders>(e.TenantId, StandingOrders.Of(e.Data.Elder), cancellation);
        foreach (var other in (orders?.Orders.Values ?? []).Where(o => o.Id != e.Data.Order && !o.Ended))
            await BookAsync(e.TenantId, e.Id, e.Data.Elder, other, fresh: false, cancellation);
    }

    /// <summary>What it wants again stands in the order, not in the fact.</summary>
    public async Task Handle(IEvent<StandingOrderResumed> e, CancellationToken cancellation)
    {
        var orders = await states.ReadAsync<StandingOrders>(e.TenantId, StandingOrders.Of(e.Data.Elder), cancellation);
        if (orders?.Orders.GetValueOrDefault(e.Data.Order) is { } order)
            await BookAsync(e.TenantId, e.Id, e.Data.Elder, order, fresh: false, cancellation);
    }

    /// <summary>The writer decides on the order as it stands then; what it is asked for here is only what to decide on.</summary>
    private async Task BookAsync(
        string city, Guid cause, ElderId elder, StandingOrder order, bool fresh, CancellationToken cancellation)
    {
        DueMeal[] due =
        [
            .. from day in Enumerable.Range(0, SittingHorizon.Days)
               let date = Today.AddDays(day)
               from line in order.Due(date)
               select new DueMeal(line.Point, order.Id, 0, elder, date, line.Meal),
        ];
        (await meals.BookAsync(city, cause.ToString("N"), due, fresh, cancellation)).OrThrow();
    }

    /// <summary>
    /// Every coming portion of the elder is asked about: which of them the order had booked, and wants no more, is known to the
    /// sitting. What was being booked when the order changed is committed by the time the claims are read.
    /// </summary>
    private async Task CancelAsync(string city, Guid cause, ElderId elder, StandingOrderId order, CancellationToken cancellation)
    {
        var held = await claims.OfAsync(city, elder, Today, cancellation);
        await Task.WhenAll(
            [
                .. held.Portions.Select(p => reaction.SendAsync(
                    Name, city, $"{cause}:{SittingId.Of(p.Point, p.Date, p.Meal).Value}",
                    new CancelOrderedMeal(p.Point, p.Date, p.Meal, elder, order), [], cancellation)),
                .. held.Waiting.Select(w => reaction.SendAsync(
                    Name, city, $"{cause}:waiting:{SittingId.Of(w.Point, w.Date, w.Meal).Value}",
                    new LeaveOrderedWait(w.Point, w.Date, w.Meal, elder, order), [], cancellation)),
            ]);
    }
}
