using Eldercare.Beds;
using Eldercare.City.Reading;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.People.Accounts;
using Eldercare.Store.Deciding;
using JasperFx.Events;

namespace Eldercare.City.Reactions;

/// <summary>
/// A death ends the elder's standing orders, cancels her coming meals, takes her off waiting lists, ends the application with its offer,
/// and frees the bed (domain, beds, rule 9). Nobody signs in as her: as who acted for her may no longer, so does whoever has her password.
/// Her account is switched off and not erased, since a death can be recorded in error.
/// </summary>
public sealed class DeathEndsEverything(IElderClaims claims, IAccountsReader accounts, IStateReader states, Reaction reaction, TimeProvider clock)
{
    private const string Name = "death";

    /// <summary>What a person did meanwhile needs no second doing.</summary>
    private static readonly ImmutableHashSet<Type> s_settled =
        [typeof(NotBooked), typeof(AlreadyServed), typeof(NoShowAlreadyRecorded)];

    private static readonly ImmutableHashSet<Type> s_waitsNoLonger = [typeof(NotWaiting)];

    private static readonly ImmutableHashSet<Type> s_notReserved = [typeof(ReservationUnknown)];

    /// <summary>Erased meanwhile, which ends more.</summary>
    private static readonly ImmutableHashSet<Type> s_noAccount = [typeof(AccountUnknown)];

    public async Task Handle(IEvent<ElderDied> e, CancellationToken cancellation)
    {
        var held = await claims.OfAsync(e.TenantId, e.Data.Elder, CityTime.Today(clock.GetUtcNow()), cancellation);
        var hers = await accounts.OfElderAsync(e.TenantId, e.Data.Elder, cancellation);
        await Task.WhenAll(
            [
                .. held.Portions.Select(p => CancelAsync(e, p, cancellation)),
                .. held.Waiting.Select(w => LeaveAsync(e, w, cancellation)),
                .. held.Applications.Select(a => reaction.EndAsync(Name, e, a, e.Data.Elder, EndReason.Died, cancellation)),
                .. held.Beds.Select(b => ReleaseAsync(e, b, cancellation)),
                .. held.Kept.Select(k => UnreserveAsync(e, k, cancellation)),
                .. hers.Select(a => reaction.SendAsync(Name, e.TenantId, $"{e.Id}:account:{a}", new DisableAccount(a), s_noAccount, cancellation)),
                reaction.SendAsync(
                    Name, e.TenantId, $"{e.Id}:orders", new EndAllStandingOrders(e.Data.Elder, e.Data.DiedOn), [], cancellation),
            ]);
    }

    private async Task CancelAsync(IEvent<ElderDied> e, HeldPortion portion, CancellationToken cancellation)
    {
        var (point, date, meal) = portion;
        await reaction.SendAsync(
            Name, e.TenantId, $"{e.Id}:{SittingId.Of(point, date, meal).Value}",
            new CancelBooking(point, date, meal, e.Data.Elder, "Died", Late: true), s_settled, cancellation);
    }

    private async Task LeaveAsync(IEvent<ElderDied> e, HeldPortion waiting, CancellationToken cancellation)
    {
        var (point, date, meal) = waiting;
        await reaction.SendAsync(
            Name, e.TenantId, $"{e.Id}:waiting:{SittingId.Of(point, date, meal).Value}",
            new LeaveWaitingList(point, date, meal, e.Data.Elder, LeftListBecause.Died), s_waitsNoLonger, cancellation);
    }

    /// <summary>Days that are hers by a stay or an offer end with these.</summary>
    private async Task UnreserveAsync(IEvent<ElderDied> e, HeldBed held, CancellationToken cancellation)
    {
        var bed = await states.ReadAsync<Bed>(e.TenantId, Bed.Stream.At(held.Bed.Value), cancellation);
        if (bed?.IsReserved(e.Data.Elder, held.From) != true) return;
        await reaction.SendAsync(
            Name, e.TenantId, $"{e.Id}:reserved:{held.Bed.Value}:{held.From:yyyyMMdd}",
            new CancelReservation(held.Bed, e.Data.Elder, held.From, ReservationEnd.Died) { FollowsDeath = true }, s_notReserved, cancellation);
    }

    private async Task ReleaseAsync(IEvent<ElderDied> e, BedId bed, CancellationToken cancellation) =>
        await reaction.SendAsync(
            Name, e.TenantId, $"{e.Id}:{bed.Value}", new ReleaseBedOnDeath(bed, e.Data.Elder, e.Data.DiedOn), [], cancellation);
}
