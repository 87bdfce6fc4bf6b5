using Eldercare.City.Messages;
using Eldercare.City.Reading;
using Eldercare.People.Acting;
using Eldercare.People.Consents;
using Eldercare.People.Contacts;
using Eldercare.People.Diets;
using Eldercare.People.Entitlements;

namespace Eldercare.Api.GraphQL.Loading;

/// <summary>The batch loaders of one request: each key once, together with the other requests', and after what the request changed.</summary>
public sealed class Loaders
{
    private readonly RequestContext _request;
    private readonly List<Action> _forget = [];

    public Loaders(RequestContext request)
    {
        _request = request;
        var shared = request.Api.Shared;
        MealPoints = Of(shared.MealPoints);
        Sittings = Of(shared.Sittings);
        SittingsOf = Of(shared.SittingsOf);
        Homes = Of(shared.Homes);
        BedCounts = Of(shared.BedCounts);
        CertificatesOf = Of(shared.CertificatesOf);
        Rooms = Of(shared.Rooms);
        Beds = Of(shared.Beds);
        Applications = Of(shared.Applications);
        ApplicationsOf = Of(shared.ApplicationsOf);
        OffersOf = Of(shared.OffersOf);
        Elders = OfTable(shared.Elders);
        BookingsOf = Of(shared.BookingsOf);
        WaitingOf = Of(shared.WaitingOf);
        WaitingLists = Of(shared.WaitingLists);
        CardsOf = OfTable(shared.CardsOf);
        BedOf = Of(shared.BedOf);
        HomesOf = Of(shared.HomesOf);
        Entitlements = Of(shared.Entitlements);
        Entitled = OfTable(shared.Entitled);
        Contacts = OfTable(shared.Contacts);
        Consents = OfTable(shared.Consents);
        Preferences = OfTable(shared.Preferences);
        ActingOf = OfTable(shared.ActingOf);
        ActingFor = OfTable(shared.ActingFor);
        Dishes = OfTable(shared.Dishes);
        Profiles = OfTable(shared.Profiles);
        ClosedDaysOf = Of(shared.ClosedDaysOf);
        Proposals = Of(shared.Proposals);
        StandingOrders = Of(shared.StandingOrders);
        StandingOrdersOf = Of(shared.StandingOrdersOf);
        MissesOf = Of(shared.MissesOf);
        DeliveryRuns = Of(shared.DeliveryRuns);
        WelfareAlerts = Of(shared.WelfareAlerts);
        FoodSamples = Of(shared.FoodSamples);
        Messages = OfTable(shared.Messages);
        Cards = OfTable(shared.Cards);
        ActingRights = OfTable(shared.ActingRights);
        DeadLetters = OfTable(shared.DeadLetters);
        Kitchens = OfTable(shared.Kitchens);
    }

    public BatchLoader<MealPointId, MealPointBoard> MealPoints { get; }

    public BatchLoader<SittingId, SittingBoard> Sittings { get; }

    public BatchLoader<PointDate, IEnumerable<SittingBoard>> SittingsOf { get; }

    public BatchLoader<HomeId, HomeBoard> Homes { get; }

    public BatchLoader<HomeId, IEnumerable<BedCount>> BedCounts { get; }

    public BatchLoader<HomeId, IEnumerable<CertificateRow>> CertificatesOf { get; }

    public BatchLoader<RoomId, RoomRow> Rooms { get; }

    public BatchLoader<BedId, BedBoard> Beds { get; }

    public BatchLoader<ApplicationId, QueueEntry> Applications { get; }

    public BatchLoader<ElderId, IEnumerable<QueueEntry>> ApplicationsOf { get; }

    public BatchLoader<ApplicationId, IEnumerable<BedOffer>> OffersOf { get; }

    public BatchLoader<ElderId, ElderRecord> Elders { get; }

    public BatchLoader<ElderId, IEnumerable<SittingBoard>> BookingsOf { get; }

    public BatchLoader<ElderId, IEnumerable<WaitingPlace>> WaitingOf { get; }

    public BatchLoader<SittingId, IEnumerable<WaitingPlace>> WaitingLists { get; }

    public BatchLoader<ElderId, IEnumerable<ElderCard>> CardsOf { get; }

    /// <summary>The bed an elder lives in; the empty id when none.</summary>
    public BatchLoader<ElderId, BedId> BedOf { get; }

    /// <summary>The homes an elder lives in or has a bed kept at: those that are concerned with her now.</summary>
    public BatchLoader<ElderId, IEnumerable<HomeId>> HomesOf { get; }

    public BatchLoader<ElderId, IEnumerable<EntitlementDecision>> Entitlements { get; }

    public BatchLoader<ElderId, EntitlementRecord> Entitled { get; }

    public BatchLoader<ElderId, ElderContacts> Contacts { get; }

    public BatchLoader<ElderId, ElderConsents> Consents { get; }

    public BatchLoader<ElderId, ElderPreferences> Preferences { get; }

    /// <summary>Who may act for an elder.</summary>
    public BatchLoader<ElderId, IEnumerable<ActingRecord>> ActingOf { get; }

    /// <summary>For whom a sign-in may act today, by its subject.</summary>
    public BatchLoader<string, IEnumerable<ActingRecord>> ActingFor { get; }

    public BatchLoader<DishId, DishCard> Dishes { get; }

    public BatchLoader<ElderId, DinerProfile> Profiles { get; }

    public BatchLoader<MealPointId, IEnumerable<MealPointClosedDay>> ClosedDaysOf { get; }

    /// <summary>Where those of a sitting could go.</summary>
    public BatchLoader<SittingId, IEnumerable<NearPoint>> Proposals { get; }

    public BatchLoader<StandingOrderId, StandingOrderBoard> StandingOrders { get; }

    public BatchLoader<ElderId, IEnumerable<StandingOrderBoard>> StandingOrdersOf { get; }

    public BatchLoader<StandingOrderId, IEnumerable<StandingOrderMiss>> MissesOf { get; }

    public BatchLoader<DeliveryRunId, RunWithStops> DeliveryRuns { get; }

    public BatchLoader<WelfareAlertId, WelfareAlertRow> WelfareAlerts { get; }

    public BatchLoader<FoodSampleId, FoodSampleRow> FoodSamples { get; }

    public BatchLoader<MessageId, Message> Messages { get; }

    public BatchLoader<CardId, ElderCard> Cards { get; }

    public BatchLoader<ActingId, ActingRecord> ActingRights { get; }

    public BatchLoader<Guid, DeadLetter> DeadLetters { get; }

    public BatchLoader<KitchenId, Kitchen> Kitchens { get; }

    /// <summary>Forgets everything, so that what a command changed is read anew.</summary>
    public void Forget() => _forget.ForEach(forget => forget());

    /// <summary>From views: they have to catch up with what the request changed first.</summary>
    private BatchLoader<TKey, TValue> Of<TKey, TValue>(SharedRead<TKey, TValue> shared)
        where TKey : notnull => Add(new BatchLoader<TKey, TValue>(
            async (keys, cancellation) =>
            {
                await _request.SeenAsync();
                return await shared.ReadAsync(keys, cancellation);
            },
            _request.Cancellation));

    /// <summary>From tables that the command's own transaction writes: nobody waits, least of all whoever checks in at the door.</summary>
    private BatchLoader<TKey, TValue> OfTable<TKey, TValue>(SharedRead<TKey, TValue> shared)
        where TKey : notnull => Add(new BatchLoader<TKey, TValue>(shared.ReadAsync, _request.Cancellation));

    private BatchLoader<TKey, TValue> Add<TKey, TValue>(BatchLoader<TKey, TValue> loader)
        where TKey : notnull
    {
        _forget.Add(loader.Forget);
        return loader;
    }
}
