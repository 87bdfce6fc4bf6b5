using Eldercare.Meals;
using Eldercare.City.Reading;
using Eldercare.People;
using Eldercare.People.Accounts;
using JasperFx.Events;

namespace Eldercare.City.Reactions;

/// <summary>
/// Whoever has meals booked is not erased, but a booking may slip in between the look and the decision: it is cancelled here, since
/// nobody could tell for whom it would be served. She also waits for no place any more: an offer would find nobody, and her standing orders
/// end. A bed or an application for one cannot slip in: the decision asks for their claims. The database's samples of columns, from which it
/// plans, may hold what stood in her row: they are taken anew. Who read of her file is forgotten with it. She signs in no more, whatever
/// else her account was for, and the sign-in server forgets it; who acted for her keeps an account, which is another's.
/// </summary>
public sealed class ErasureEndsMeals(
    IElderClaims claims, IPersonSamples samples, IFileReads reads, IAccountsReader accounts, ISignInTraces traces, Reaction reaction, TimeProvider clock)
{
    private const string Name = "erasure";

    private static readonly ImmutableHashSet<Type> s_settled =
        [typeof(NotBooked), typeof(AlreadyServed), typeof(NoShowAlreadyRecorded)];

    private static readonly ImmutableHashSet<Type> s_waitsNoLonger = [typeof(NotWaiting)];

    public async Task Handle(IEvent<PersonErased> e, CancellationToken cancellation)
    {
        var today = CityTime.Today(clock.GetUtcNow());
        var held = await claims.OfAsync(e.TenantId, e.Data.Elder, today, cancellation);
        await Task.WhenAll(
            [
                .. held.Portions.Select(portion => reaction.SendAsync(
                    Name, e.TenantId, $"{e.Id}:{SittingId.Of(portion.Point, portion.Date, portion.Meal).Value}",
                    new CancelBooking(portion.Point, portion.Date, portion.Meal, e.Data.Elder, "Erased", Late: true), s_settled, cancellation)),
                .. held.Waiting.Select(waiting => reaction.SendAsync(
                    Name, e.TenantId, $"{e.Id}:waiting:{SittingId.Of(waiting.Point, waiting.Date, waiting.Meal).Value}",
                    new LeaveWaitingList(waiting.Point, waiting.Date, waiting.Meal, e.Data.Elder), s_waitsNoLonger, cancellation)),
                // Also the day's run would find nobody for whom to book.
                reaction.SendAsync(
                    Name, e.TenantId, $"{e.Id}:orders", new EndAllStandingOrders(e.Data.Elder, today.AddDays(-1)), [], cancellation),
            ]);
        foreach (var account in await accounts.OfElderAsync(e.TenantId, e.Data.Elder, cancellation))
        {
            await reaction.SendAsync(Name, e.TenantId, $"{e.Id}:account:{account}", new EraseAccount(account), [], cancellation);
            await traces.EraseAsync(account, cancellation);
        }

        await reads.EraseAsync(e.TenantId, e.Data.Elder, cancellation);
        await samples.TakeAnewAsync(cancellation);
    }
}
