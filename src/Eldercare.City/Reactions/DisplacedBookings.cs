using Eldercare.City.Reading;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.Store.Deciding;
using JasperFx.Events;

namespace Eldercare.City.Reactions;

/// <summary>
/// When a point can no longer serve what was booked, or can again, the bookings of its coming sittings go on the worklist, or off it
/// (domain, meals, rule 5). Asked for, they are moved to the nearest points with room.
/// </summary>
public sealed class DisplacedBookings(
    IComingSittings sittings, StandingOrderKeeper orders, IStateReader states, IMealPointsReader points, Reaction reaction, TimeProvider clock)
{
    private const string Name = "displaced-booking";

    /// <summary>Points that are looked at for each sitting, the nearest first.</summary>
    private const int Nearest = 30;

    /// <summary>The other sitting takes nobody: the next point may.</summary>
    private static readonly ImmutableHashSet<Type> s_noRoom =
    [
        typeof(SittingFull), typeof(SittingUnknown), typeof(SittingAlreadyClosed), typeof(MealPointSuspendedNow),
        typeof(MealPointClosedThatDay), typeof(MealNotServed), typeof(CutOffPassed), typeof(SittingDateOutOfRange),
    ];

    /// <summary>There is nothing to move any more.</summary>
    private static readonly ImmutableHashSet<Type> s_settled =
    [
        typeof(NotBooked), typeof(NotDisplaced), typeof(AlreadyServed), typeof(NoShowAlreadyRecorded), typeof(AlreadyBooked),
        typeof(ElderHasDied), typeof(ElderUnknown),
    ];

    /// <summary>A place there was kept for her until it lapsed: not that one, but the next point may take her.</summary>
    private static readonly ImmutableHashSet<Type> s_notHer = [typeof(PlaceOfferOver)];

    private static readonly ImmutableHashSet<Type> s_expected = s_noRoom.Union(s_settled).Union(s_notHer);

    private DateOnly Today => CityTime.Today(clock.GetUtcNow());

    public Task Handle(IEvent<MealPointClosedOn> e, CancellationToken cancellation) =>
        ReviewAsync(e.TenantId, e.Id, e.Data.Point, e.Data.Date, cancellation);

    public async Task Handle(IEvent<MealPointReopenedOn> e, CancellationToken cancellation)
    {
        await ReviewAsync(e.TenantId, e.Id, e.Data.Point, e.Data.Date, cancellation);
        await orders.BookAsync(e.TenantId, e.Id.ToString("N"), e.Data.Point, Today, cancellation);
    }

    public Task Handle(IEvent<MealPointSuspended> e, CancellationToken cancellation) =>
        ReviewAsync(e.TenantId, e.Id, e.Data.Point, only: null, cancellation);

    public async Task Handle(IEvent<MealPointResumed> e, CancellationToken cancellation)
    {
        await ReviewAsync(e.TenantId, e.Id, e.Data.Point, only: null, cancellation);
        await orders.BookAsync(e.TenantId, e.Id.ToString("N"), e.Data.Point, Today, cancellation);
    }

    public Task Handle(BookingsToReview due, CancellationToken cancellation) =>
        ReviewAsync(due.City, due.Cause, due.Point, only: null, cancellation);

    /// <summary>In the order they had booked; who finds no room stays on the worklist.</summary>
    public async Task Handle(IEvent<MoveOfDisplacedRequested> e, CancellationToken cancellation)
    {
        var city = e.TenantId;
        if (await states.ReadAsync<Sitting>(city, Sitting.Stream.At(e.Data.Sitting.Value), cancellation) is not { } sitting) return;
        if (await states.ReadAsync<MealPoint>(city, MealPoint.Stream.At(sitting.Point.Value), cancellation) is not { } point) return;
        var near = await points.NearestAsync(
            city, point.Latitude, point.Longitude, sitting.Date, sitting.Meal, clock.GetUtcNow(), Nearest, cancellation);
        var candidates = near.Select(n => n.Point.Point).Where(p => p != point.Id).ToList();
        foreach (var elder in Displacement.InTurn(sitting))
        {
            foreach (var to in candidates.ToArray())
            {
                var refusal = await reaction.SendAsync(
                    Name, city, $"{e.Id}:{elder.Value}:{to.Value}",
                    new MoveDisplaced(sitting.Point, sitting.Date, sitting.Meal, elder, to), s_expected, cancellation);
                if (refusal is null || s_settled.Contains(refusal.GetType())) break;
                if (s_noRoom.Contains(refusal.GetType())) candidates.Remove(to);
            }
        }
    }

    private async Task ReviewAsync(string city, Guid cause, MealPointId point, DateOnly? only, CancellationToken cancellation)
    {
        var coming = await sittings.OfAsync(city, point, Today, cancellation);
        await Task.WhenAll(coming.Where(t => only is null || t.Date == only).Select(t => reaction.SendAsync(
            Name, city, $"{cause}:review:{SittingId.Of(point, t.Date, t.Meal).Value}",
            new ReviewBookings(point, t.Date, t.Meal), [], cancellation)));
    }
}

/// <summary>A point's plan has changed: its coming bookings may no longer be served.</summary>
public sealed record BookingsToReview(string City, Guid Cause, MealPointId Point);
