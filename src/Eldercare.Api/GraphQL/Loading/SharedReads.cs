using Eldercare.City.Messages;
using Eldercare.City.Reading;
using Eldercare.People.Acting;
using Eldercare.People.Consents;
using Eldercare.People.Contacts;
using Eldercare.People.Diets;
using Eldercare.People.Entitlements;
using Eldercare.Store.Views;

namespace Eldercare.Api.GraphQL.Loading;

/// <summary>What is looked up by key, for all requests of the host together.</summary>
public sealed class SharedReads(
    IMealPointsReader points,
    IHomesReader homes,
    IHomeRegisterReader register,
    IElderReader elders,
    ICheckInReader checkIns,
    IPeopleReader people,
    IKitchenReader kitchens,
    IStandingOrdersReader orders,
    IDisplacedReader displaced,
    IDeliveriesReader deliveries,
    IMessagesReader messages,
    IDeadLetters deadLetters,
    IStateReader states,
    IViewProgress progress,
    string city,
    bool keep,
    TimeProvider clock)
{
    public SharedRead<MealPointId, MealPointBoard> MealPoints { get; } = new(
        async (ids, ct) => One(await points.ByIdsAsync(city, ids, ct)), keep ? new(progress, clock) : null);

    public SharedRead<DeliveryRunId, RunWithStops> DeliveryRuns { get; } = new(async (ids, ct) => One(await deliveries.RunsByIdsAsync(city, ids, ct)));

    public SharedRead<WelfareAlertId, WelfareAlertRow> WelfareAlerts { get; } = new(async (ids, ct) => One(await deliveries.AlertsByIdsAsync(city, ids, ct)));

    public SharedRead<FoodSampleId, FoodSampleRow> FoodSamples { get; } = new(async (ids, ct) => One(await kitchens.SamplesByIdsAsync(city, ids, ct)));

    public SharedRead<MessageId, Message> Messages { get; } = new(async (ids, ct) => One(await messages.ByIdsAsync(city, ids, ct)));

    public SharedRead<CardId, ElderCard> Cards { get; } = new(async (ids, ct) => One(await checkIns.CardsByIdsAsync(city, ids, ct)));

    public SharedRead<ActingId, ActingRecord> ActingRights { get; } = new(async (ids, ct) => One(await people.ActingByIdsAsync(city, ids, ct)));

    public SharedRead<Guid, DeadLetter> DeadLetters { get; } = new(async (ids, ct) => One(await deadLetters.ByIdsAsync(ids, ct)));

    public SharedRead<KitchenId, Kitchen> Kitchens { get; } = new(async (ids, ct) =>
    {
        var found = new Dictionary<KitchenId, Kitchen>();
        foreach (var id in ids)
            if (await states.ReadAsync<Kitchen>(city, Kitchen.Stream.At(id.Value), ct) is { } kitchen) found[id] = kitchen;
        return One(found);
    });

    public SharedRead<SittingId, SittingBoard> Sittings { get; } = new(
        async (ids, ct) => One(await points.SittingsByIdsAsync(city, ids, ct)), keep ? new(progress, clock) : null);

    public SharedRead<PointDate, IEnumerable<SittingBoard>> SittingsOf { get; } = new(
        async (days, ct) => Many(await points.SittingsOfAsync(city, days, ct)), keep ? new(progress, clock) : null);

    public SharedRead<HomeId, HomeBoard> Homes { get; } = new(
        async (ids, ct) => One(await homes.ByIdsAsync(city, ids, ct)), keep ? new(progress, clock) : null);

    public SharedRead<HomeId, IEnumerable<BedCount>> BedCounts { get; } = new(
        async (ids, ct) => Many(await homes.BedCountsAsync(city, ids, ct)), keep ? new(progress, clock) : null);

    public SharedRead<HomeId, IEnumerable<CertificateRow>> CertificatesOf { get; } =
        new(async (ids, ct) => Many(await register.CertificatesAsync(city, ids, ct)));

    public SharedRead<RoomId, RoomRow> Rooms { get; } = new(async (ids, ct) => One(await register.RoomsByIdsAsync(city, ids, ct)));

    public SharedRead<BedId, BedBoard> Beds { get; } = new(
        async (ids, ct) => One(await homes.BedsByIdsAsync(city, ids, ct)), keep ? new(progress, clock) : null);

    public SharedRead<ApplicationId, QueueEntry> Applications { get; } =
        new(async (ids, ct) => One(await homes.ApplicationsByIdsAsync(city, ids, ct)));

    public SharedRead<ElderId, IEnumerable<QueueEntry>> ApplicationsOf { get; } =
        new(async (ids, ct) => Many(await homes.ApplicationsOfAsync(city, ids, ct)));

    public SharedRead<ApplicationId, IEnumerable<BedOffer>> OffersOf { get; } = new(async (ids, ct) => Many(await homes.OffersAsync(city, ids, ct)));

    public SharedRead<ElderId, ElderRecord> Elders { get; } = new(async (ids, ct) => One(await elders.ByIdsAsync(city, ids, ct)));

    public SharedRead<ElderId, IEnumerable<SittingBoard>> BookingsOf { get; } = new(
        async (ids, ct) => Many(await elders.BookingsAsync(city, ids, CityTime.Today(clock.GetUtcNow()), ct)));

    public SharedRead<ElderId, IEnumerable<WaitingPlace>> WaitingOf { get; } =
        new(async (ids, ct) => Many(await elders.WaitingAsync(city, ids, ct)));

    public SharedRead<SittingId, IEnumerable<WaitingPlace>> WaitingLists { get; } =
        new(async (ids, ct) => Many(await points.WaitingListsAsync(city, ids, ct)));

    public SharedRead<ElderId, IEnumerable<ElderCard>> CardsOf { get; } =
        new(async (ids, ct) => Many(await checkIns.CardsAsync(city, ids, ct)));

    public SharedRead<ElderId, BedId> BedOf { get; } = new(async (ids, ct) => One(await elders.BedsOfAsync(city, ids, ct)));

    public SharedRead<ElderId, IEnumerable<HomeId>> HomesOf { get; } = new(async (ids, ct) => Many(await elders.HomesOfAsync(city, ids, ct)));

    public SharedRead<ElderId, IEnumerable<EntitlementDecision>> Entitlements { get; } =
        new(async (ids, ct) => Many(await people.EntitlementsAsync(city, ids, ct)));

    public SharedRead<ElderId, EntitlementRecord> Entitled { get; } = new(async (ids, ct) => One(await people.EntitledAsync(city, ids, ct)));

    public SharedRead<ElderId, ElderContacts> Contacts { get; } = new(async (ids, ct) => One(await people.ContactsAsync(city, ids, ct)));

    public SharedRead<ElderId, ElderConsents> Consents { get; } = new(async (ids, ct) => One(await people.ConsentsAsync(city, ids, ct)));

    public SharedRead<ElderId, ElderPreferences> Preferences { get; } =
        new(async (ids, ct) => One(await people.PreferencesAsync(city, ids, ct)));

    public SharedRead<ElderId, IEnumerable<ActingRecord>> ActingOf { get; } = new(async (ids, ct) => Many(await people.ActingOfAsync(city, ids, ct)));

    public SharedRead<string, IEnumerable<ActingRecord>> ActingFor { get; } = new(
        async (holders, ct) => Many(await people.ActingForAsync(city, holders, CityTime.Today(clock.GetUtcNow()), ct)));

    public SharedRead<DishId, DishCard> Dishes { get; } = new(async (ids, ct) => One(await kitchens.DishesByIdsAsync(city, ids, ct)));

    public SharedRead<ElderId, DinerProfile> Profiles { get; } = new(async (ids, ct) => One(await kitchens.ProfilesAsync(city, ids, ct)));

    public SharedRead<MealPointId, IEnumerable<MealPointClosedDay>> ClosedDaysOf { get; } = new(
        async (ids, ct) => Many(await points.ClosedDaysAsync(city, ids, CityTime.Today(clock.GetUtcNow()), ct)));

    public SharedRead<StandingOrderId, StandingOrderBoard> StandingOrders { get; } = new(async (ids, ct) => One(await orders.ByIdsAsync(city, ids, ct)));

    public SharedRead<ElderId, IEnumerable<StandingOrderBoard>> StandingOrdersOf { get; } = new(async (ids, ct) => Many(await orders.OfAsync(city, ids, ct)));

    public SharedRead<StandingOrderId, IEnumerable<StandingOrderMiss>> MissesOf { get; } = new(
        async (ids, ct) => Many(await orders.MissesOfAsync(city, ids, CityTime.Today(clock.GetUtcNow()), ct)));

    public SharedRead<SittingId, IEnumerable<NearPoint>> Proposals { get; } = new(
        async (ids, ct) => Many(await displaced.ProposalsAsync(city, ids, clock.GetUtcNow(), ct)));

    private static Func<TKey, TValue?> One<TKey, TValue>(IReadOnlyDictionary<TKey, TValue> rows) =>
        key => rows.TryGetValue(key, out var row) ? row : default;

    private static Func<TKey, IEnumerable<TValue>?> Many<TKey, TValue>(ILookup<TKey, TValue> rows) => key => rows[key];
}
