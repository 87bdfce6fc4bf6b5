using Eldercare.City.Messages;
using Eldercare.City.Reading;
using Eldercare.People.Acting;
using Eldercare.People.Consents;
using Eldercare.People.Contacts;
using Eldercare.People.Diets;
using Eldercare.People.Entitlements;

namespace Eldercare.Api.GraphQL.Loading;

/// <summary>The batch loaders of one request: each key once, together with the other requests', and after what the request changed.</summary>
public sealed class Loaders(RequestContext request)
{
    private readonly Lock _gate = new();
    private Action? _forget;

    public BatchLoader<MealPointId, MealPointBoard> MealPoints => Of(ref field, request.Api.Shared.MealPoints);

    public BatchLoader<SittingId, SittingBoard> Sittings => Of(ref field, request.Api.Shared.Sittings);

    public BatchLoader<PointDate, IEnumerable<SittingBoard>> SittingsOf => Of(ref field, request.Api.Shared.SittingsOf);

    public BatchLoader<HomeId, HomeBoard> Homes => Of(ref field, request.Api.Shared.Homes);

    public BatchLoader<HomeId, IEnumerable<BedCount>> BedCounts => Of(ref field, request.Api.Shared.BedCounts);

    public BatchLoader<HomeId, IEnumerable<CertificateRow>> CertificatesOf => Of(ref field, request.Api.Shared.CertificatesOf);

    public BatchLoader<RoomId, RoomRow> Rooms => Of(ref field, request.Api.Shared.Rooms);

    public BatchLoader<BedId, BedBoard> Beds => Of(ref field, request.Api.Shared.Beds);

    public BatchLoader<ApplicationId, QueueEntry> Applications => Of(ref field, request.Api.Shared.Applications);

    public BatchLoader<ElderId, IEnumerable<QueueEntry>> ApplicationsOf => Of(ref field, request.Api.Shared.ApplicationsOf);

    public BatchLoader<ApplicationId, IEnumerable<BedOffer>> OffersOf => Of(ref field, request.Api.Shared.OffersOf);

    public BatchLoader<ElderId, ElderRecord> Elders => OfTable(ref field, request.Api.Shared.Elders);

    public BatchLoader<ElderId, IEnumerable<SittingBoard>> BookingsOf => Of(ref field, request.Api.Shared.BookingsOf);

    public BatchLoader<ElderId, IEnumerable<WaitingPlace>> WaitingOf => Of(ref field, request.Api.Shared.WaitingOf);

    public BatchLoader<SittingId, IEnumerable<WaitingPlace>> WaitingLists => Of(ref field, request.Api.Shared.WaitingLists);

    public BatchLoader<ElderId, IEnumerable<ElderCard>> CardsOf => OfTable(ref field, request.Api.Shared.CardsOf);

    /// <summary>The bed an elder lives in; the empty id when none.</summary>
    public BatchLoader<ElderId, BedId> BedOf => Of(ref field, request.Api.Shared.BedOf);

    /// <summary>The homes an elder lives in or has a bed kept at: those that are concerned with her now.</summary>
    public BatchLoader<ElderId, IEnumerable<HomeId>> HomesOf => Of(ref field, request.Api.Shared.HomesOf);

    public BatchLoader<ElderId, IEnumerable<EntitlementDecision>> Entitlements => Of(ref field, request.Api.Shared.Entitlements);

    public BatchLoader<ElderId, EntitlementRecord> Entitled => OfTable(ref field, request.Api.Shared.Entitled);

    public BatchLoader<ElderId, ElderContacts> Contacts => OfTable(ref field, request.Api.Shared.Contacts);

    public BatchLoader<ElderId, ElderConsents> Consents => OfTable(ref field, request.Api.Shared.Consents);

    public BatchLoader<ElderId, ElderPreferences> Preferences => OfTable(ref field, request.Api.Shared.Preferences);

    /// <summary>Who may act for an elder.</summary>
    public BatchLoader<ElderId, IEnumerable<ActingRecord>> ActingOf => OfTable(ref field, request.Api.Shared.ActingOf);

    /// <summary>For whom a sign-in may act today, by its subject.</summary>
    public BatchLoader<string, IEnumerable<ActingRecord>> ActingFor => OfTable(ref field, request.Api.Shared.ActingFor);

    public BatchLoader<DishId, DishCard> Dishes => OfTable(ref field, request.Api.Shared.Dishes);

    public BatchLoader<ElderId, DinerProfile> Profiles => OfTable(ref field, request.Api.Shared.Profiles);

    public BatchLoader<MealPointId, IEnumerable<MealPointClosedDay>> ClosedDaysOf => Of(ref field, request.Api.Shared.ClosedDaysOf);

    /// <summary>Where those of a sitting could go.</summary>
    public BatchLoader<SittingId, IEnumerable<NearPoint>> Proposals => Of(ref field, request.Api.Shared.Proposals);

    public BatchLoader<StandingOrderId, StandingOrderBoard> StandingOrders => Of(ref field, request.Api.Shared.StandingOrders);

    public BatchLoader<ElderId, IEnumerable<StandingOrderBoard>> StandingOrdersOf => Of(ref field, request.Api.Shared.StandingOrdersOf);

    public BatchLoader<StandingOrderId, IEnumerable<StandingOrderMiss>> MissesOf => Of(ref field, request.Api.Shared.MissesOf);

    public BatchLoader<DeliveryRunId, RunWithStops> DeliveryRuns => Of(ref field, request.Api.Shared.DeliveryRuns);

    public BatchLoader<WelfareAlertId, WelfareAlertRow> WelfareAlerts => Of(ref field, request.Api.Shared.WelfareAlerts);

    public BatchLoader<FoodSampleId, FoodSampleRow> FoodSamples => Of(ref field, request.Api.Shared.FoodSamples);

    public BatchLoader<MessageId, Message> Messages => OfTable(ref field, request.Api.Shared.Messages);

    public BatchLoader<CardId, ElderCard> Cards => OfTable(ref field, request.Api.Shared.Cards);

    public BatchLoader<ActingId, ActingRecord> ActingRights => OfTable(ref field, request.Api.Shared.ActingRights);

    public BatchLoader<Guid, DeadLetter> DeadLetters => OfTable(ref field, request.Api.Shared.DeadLetters);

    public BatchLoader<KitchenId, Kitchen> Kitchens => OfTable(ref field, request.Api.Shared.Kitchens);

    /// <summary>Forgets everything, so that what a command changed is read anew.</summary>
    public void Forget() => _forget?.Invoke();

    /// <summary>From views: they have to catch up with what the request changed first.</summary>
    private BatchLoader<TKey, TValue> Of<TKey, TValue>(ref BatchLoader<TKey, TValue>? loader, SharedRead<TKey, TValue> shared)
        where TKey : notnull => loader ?? Add(ref loader, async (keys, cancellation) =>
    {
        await request.SeenAsync();
        return await shared.ReadAsync(keys, cancellation);
    });

    /// <summary>From tables that the command's own transaction writes: nobody waits, least of all whoever checks in at the door.</summary>
    private BatchLoader<TKey, TValue> OfTable<TKey, TValue>(ref BatchLoader<TKey, TValue>? loader, SharedRead<TKey, TValue> shared)
        where TKey : notnull => loader ?? Add(ref loader, shared.ReadAsync);

    /// <summary>Made when it is first asked for: a request uses few of them.</summary>
    private BatchLoader<TKey, TValue> Add<TKey, TValue>(
        ref BatchLoader<TKey, TValue>? loader, Func<IReadOnlyCollection<TKey>, CancellationToken, Task<Func<TKey, TValue?>>> fetch)
        where TKey : notnull
    {
        lock (_gate)
        {
            if (loader is not null) return loader;
            loader = new BatchLoader<TKey, TValue>(fetch, request.Cancellation);
            _forget += loader.Forget;
            return loader;
        }
    }
}
