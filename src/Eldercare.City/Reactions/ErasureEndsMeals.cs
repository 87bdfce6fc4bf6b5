using Eldercare.Meals;
using Eldercare.People;
using JasperFx.Events;

namespace Eldercare.City.Reactions;

/// <summary>
/// Whoever has meals booked is not erased, but a booking may slip in between the look and the decision: it is cancelled here, since
/// nobody could tell for whom it would be served. She also waits for no place any more: an offer would find nobody. A bed or an application for one cannot slip in: the decision asks for their claims.
/// </summary>
public sealed class ErasureEndsMeals(IElderClaims claims, Reaction reaction, TimeProvider clock)
{
    private const string Name = "erasure";

    private static readonly ImmutableHashSet<Type> s_settled =
        [typeof(NotBooked), typeof(AlreadyServed), typeof(NoShowAlreadyRecorded)];

    private static readonly ImmutableHashSet<Type> s_waitsNoLonger = [typeof(NotWaiting)];

    public async Task Handle(IEvent<PersonErased> e, CancellationToken cancellation)
    {
        var held = await claims.OfAsync(e.TenantId, e.Data.Elder, CityTime.Today(clock.GetUtcNow()), cancellation);
        await Task.WhenAll(
            [
                .. held.Portions.Select(portion => reaction.SendAsync(
                    Name, e.TenantId, $"{e.Id}:{SittingId.Of(portion.Point, portion.Date, portion.Meal).Value}",
                    new CancelBooking(portion.Point, portion.Date, portion.Meal, e.Data.Elder, "Erased", Late: true), s_settled, cancellation)),
                .. held.Waiting.Select(waiting => reaction.SendAsync(
                    Name, e.TenantId, $"{e.Id}:waiting:{SittingId.Of(waiting.Point, waiting.Date, waiting.Meal).Value}",
                    new LeaveWaitingList(waiting.Point, waiting.Date, waiting.Meal, e.Data.Elder), s_waitsNoLonger, cancellation)),
            ]);
    }
}
