using Eldercare.Beds;
using Eldercare.Beds.Applications;
using Eldercare.Beds.Beds;
using Eldercare.Beds.Boards;
using Eldercare.Beds.Homes;
using Eldercare.Beds.Queue;
using Eldercare.City.Reading;
using Eldercare.People;
using Eldercare.People.Elders;
using ApplicationId = Eldercare.Beds.ApplicationId;

namespace Eldercare.Api.Tests;

/// <summary>Two homes with a bed each, and a queue of two.</summary>
public sealed partial class FakeCity : IHomesReader, ICensusReader
{
    private static readonly Census s_census = new(10, 6, 1, 1, 1, 0, NotAdmitting: 1);

    public Task<Census> OfAsync(string city, CensusDay day, HomeId? home, string? district, CancellationToken cancellation) => Read(s_census);

    public Task<Page<HomeCensus>> ByHomeAsync(
        string city, CensusDay day, string? district, Slice<Guid> slice, CancellationToken cancellation) =>
        Read(new Page<HomeCensus>([new(Home_(HomeA), s_census)], HasMore: false));

    public Task<IReadOnlyList<(DateOnly On, Census Census)>> DaysAsync(
        string city, HomeId home, DateOnly from, DateOnly to, DateTimeOffset knownAt, CancellationToken cancellation) =>
        Read<IReadOnlyList<(DateOnly, Census)>>([(from, s_census), (to, s_census)]);

    public Task<Page<HomeVacancies>> WithVacanciesAsync(
        string city, BedKind? kind, CareLevel? careLevel, string? district, DateOnly today, Slice<Guid> slice, CancellationToken cancellation) =>
        Read(new Page<HomeVacancies>([new(Home_(HomeA), 3), new(Home_(HomeB), 1)], HasMore: false));

    public Task<IReadOnlyDictionary<HomeId, HomeBoard>> ByIdsAsync(
        string city, IReadOnlyCollection<HomeId> homes, CancellationToken cancellation) => Rows(homes, [HomeA, HomeB], Home_);

    public Task<Page<BedBoard>> BedsOfAsync(string city, HomeId home, BedState? state, Slice<Guid> slice, CancellationToken cancellation) =>
        Read(new Page<BedBoard>([home == HomeA ? Bed_(BedA) : Bed_(BedB)], HasMore: false));

    public Task<IReadOnlyDictionary<BedId, BedBoard>> BedsByIdsAsync(
        string city, IReadOnlyCollection<BedId> beds, CancellationToken cancellation) => Rows(beds, [BedA, BedB], Bed_);

    public Task<ILookup<HomeId, BedCount>> BedCountsAsync(string city, IReadOnlyCollection<HomeId> homes, CancellationToken cancellation) =>
        Read(homes.Select(h => new BedCount(h, BedKind.Nursing, BedState.Ready, 3)).ToLookup(c => c.Home));

    public Task<Page<QueueEntry>> QueueAsync(string city, BedKind? kind, Slice<Guid> slice, CancellationToken cancellation) =>
        Read(new Page<QueueEntry>([Entry(Application, Anna), Entry(new(Id(42)), Bruno)], HasMore: false));

    public Task<IReadOnlyDictionary<ApplicationId, QueueEntry>> ApplicationsByIdsAsync(
        string city, IReadOnlyCollection<ApplicationId> applications, CancellationToken cancellation) =>
        Rows(applications, [Application], id => Entry(id, Anna));

    /// <summary>Anna declined one at home B, and has one at home A on offer.</summary>
    public Task<ILookup<ApplicationId, BedOffer>> OffersAsync(
        string city, IReadOnlyCollection<ApplicationId> applications, CancellationToken cancellation) =>
        Read(applications.Where(a => a == Application).SelectMany(a => (BedOffer[])
            [
                new(a, 2, BedA, HomeA, Anna, Noon, Noon.AddDays(7), ByItself: true, OfferState.Open, null, null),
                new(a, 1, BedB, HomeB, Anna, Noon.AddDays(-9), Noon.AddDays(-2), ByItself: false, OfferState.Declined, "Too far", Noon.AddDays(-8)),
            ]).ToLookup(o => o.Application));

    public Task<ILookup<ElderId, QueueEntry>> ApplicationsOfAsync(
        string city, IReadOnlyCollection<ElderId> elders, CancellationToken cancellation) =>
        Read(elders.Where(e => e == Anna).Select(e => Entry(Application, e)).ToLookup(e => e.Elder));

    private static HomeBoard Home_(HomeId id) => new(
        id, "Home", id == HomeA ? Here : There, "Street 2", 32, 119, OperatorKind.Social, 100, 3, 2, 1, 90, 1, 2, 1, 1);

    private static BedBoard Bed_(BedId id) => new(
        id, id == BedA ? HomeA : HomeB, id == BedA ? Here : There, new(Id(91)), "101", "1", BedKind.Nursing, GenderRule.Mixed,
        CareLevel.Total, BedState.Occupied, id == BedA ? Anna : Bruno, null, null, Day, 1);

    private static QueueEntry Entry(ApplicationId id, ElderId elder) => new(
        id, elder, Lane.Everyone, BedKind.Nursing, Noon, ApplicationState.Offered, elder == Anna ? BedA : null, null, Homes: [HomeA], Districts: [Here]);
}
