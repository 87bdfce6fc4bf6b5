using Eldercare.Beds;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.Store.Deciding;
using JasperFx.Events;

namespace Eldercare.City.Reactions;

/// <summary>
/// A resident who leaves a home for good: her standing orders end with that day, her meals on later days are cancelled, and she waits for
/// none; her application for a bed from before ends too (domain, beds, rule 9). A death has its own reaction; who goes home after a short stay
/// eats there again, and waits on.
/// </summary>
public sealed class DepartureEndsMeals(IElderClaims claims, IStateReader states, Reaction reaction)
{
    private const string Name = "departure";

    /// <summary>What a person did meanwhile needs no second doing; past its cut-off a meal is for a person.</summary>
    private static readonly ImmutableHashSet<Type> s_settled =
        [typeof(NotBooked), typeof(AlreadyServed), typeof(NoShowAlreadyRecorded), typeof(CutOffPassed)];

    private static readonly ImmutableHashSet<Type> s_waitsNoLonger = [typeof(NotWaiting)];

    public async Task Handle(IEvent<ResidentDeparted> e, CancellationToken cancellation)
    {
        var (elder, on) = (e.Data.Elder, e.Data.On);
        if (e.Data.Reason == DepartureReason.Died || e.Data.ShortStay) return;
        await reaction.SendAsync(Name, e.TenantId, $"{e.Id}:orders", new EndAllStandingOrders(elder, on), [], cancellation);
        var held = await claims.OfAsync(e.TenantId, elder, on.AddDays(1), cancellation);
        await Task.WhenAll(
            [
                .. held.Portions.Select(p => reaction.SendAsync(
                    Name, e.TenantId, $"{e.Id}:{SittingId.Of(p.Point, p.Date, p.Meal).Value}",
                    new CancelBooking(p.Point, p.Date, p.Meal, elder, "Departed", Late: false), s_settled, cancellation)),
                .. held.Waiting.Select(w => reaction.SendAsync(
                    Name, e.TenantId, $"{e.Id}:waiting:{SittingId.Of(w.Point, w.Date, w.Meal).Value}",
                    new LeaveWaitingList(w.Point, w.Date, w.Meal, elder), s_waitsNoLonger, cancellation)),
                .. held.Applications.Select(a => EndAsync(e, a, cancellation)),
            ]);
    }

    /// <summary>One she made after she had left is her wish for another bed.</summary>
    private async Task EndAsync(IEvent<ResidentDeparted> e, ApplicationId application, CancellationToken cancellation)
    {
        var made = await states.ReadAsync<Application>(e.TenantId, Application.Stream.At(application.Value), cancellation);
        if (made?.AppliedAt <= e.Timestamp) await reaction.EndAsync(Name, e, application, e.Data.Elder, EndReason.Withdrawn, cancellation);
    }
}
