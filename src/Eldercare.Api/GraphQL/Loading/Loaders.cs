using Eldercare.City.Reading;

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
        Beds = Of(shared.Beds);
        Applications = Of(shared.Applications);
        ApplicationsOf = Of(shared.ApplicationsOf);
        Elders = Of(shared.Elders);
        BookingsOf = Of(shared.BookingsOf);
        BedOf = Of(shared.BedOf);
        HomesOf = Of(shared.HomesOf);
        ClosedDaysOf = Of(shared.ClosedDaysOf);
        Proposals = Of(shared.Proposals);
        StandingOrders = Of(shared.StandingOrders);
        StandingOrdersOf = Of(shared.StandingOrdersOf);
        MissesOf = Of(shared.MissesOf);
    }

    public BatchLoader<MealPointId, MealPointBoard> MealPoints { get; }

    public BatchLoader<SittingId, SittingBoard> Sittings { get; }

    public BatchLoader<PointDate, IEnumerable<SittingBoard>> SittingsOf { get; }

    public BatchLoader<HomeId, HomeBoard> Homes { get; }

    public BatchLoader<HomeId, IEnumerable<BedCount>> BedCounts { get; }

    public BatchLoader<BedId, BedBoard> Beds { get; }

    public BatchLoader<ApplicationId, QueueEntry> Applications { get; }

    public BatchLoader<ElderId, IEnumerable<QueueEntry>> ApplicationsOf { get; }

    public BatchLoader<ElderId, ElderRecord> Elders { get; }

    public BatchLoader<ElderId, IEnumerable<SittingBoard>> BookingsOf { get; }

    /// <summary>The bed an elder lives in; the empty id when none.</summary>
    public BatchLoader<ElderId, BedId> BedOf { get; }

    /// <summary>The homes an elder lives in or has a bed kept at: those that are concerned with her now.</summary>
    public BatchLoader<ElderId, IEnumerable<HomeId>> HomesOf { get; }

    public BatchLoader<MealPointId, IEnumerable<MealPointClosedDay>> ClosedDaysOf { get; }

    /// <summary>Where those of a sitting could go.</summary>
    public BatchLoader<SittingId, IEnumerable<NearPoint>> Proposals { get; }

    public BatchLoader<StandingOrderId, StandingOrderBoard> StandingOrders { get; }

    public BatchLoader<ElderId, IEnumerable<StandingOrderBoard>> StandingOrdersOf { get; }

    public BatchLoader<StandingOrderId, IEnumerable<StandingOrderMiss>> MissesOf { get; }

    /// <summary>Forgets everything, so that what a command changed is read anew.</summary>
    public void Forget() => _forget.ForEach(forget => forget());

    private BatchLoader<TKey, TValue> Of<TKey, TValue>(SharedRead<TKey, TValue> shared)
        where TKey : notnull
    {
        var loader = new BatchLoader<TKey, TValue>(
            async (keys, cancellation) =>
            {
                await _request.SeenAsync();
                return await shared.ReadAsync(keys, cancellation);
            },
            _request.Cancellation);
        _forget.Add(loader.Forget);
        return loader;
    }
}
