using Eldercare.Beds;
using Eldercare.People;

namespace Eldercare.City.Reading;

/// <summary>Care homes, beds and the queue, from the views. Every question is one SQL statement, whatever the number of keys.</summary>
public interface IHomesReader
{
    /// <summary>
    /// Homes with at least one ready bed of the kind (any when null) that can serve the care level (any when null): most
    /// vacancies say nothing to a family, so by name and id. Only homes that may admit that day.
    /// </summary>
    Task<Page<HomeVacancies>> WithVacanciesAsync(
        string city, BedKind? kind, CareLevel? careLevel, string? district, DateOnly today, Slice<Guid> slice, CancellationToken cancellation);

    Task<IReadOnlyDictionary<HomeId, HomeBoard>> ByIdsAsync(
        string city, IReadOnlyCollection<HomeId> homes, CancellationToken cancellation);

    /// <summary>A home's beds by room number, bed number and id; in one state when asked for.</summary>
    Task<Page<BedBoard>> BedsOfAsync(
        string city, HomeId home, BedState? state, Slice<Guid> slice, CancellationToken cancellation);

    Task<IReadOnlyDictionary<BedId, BedBoard>> BedsByIdsAsync(
        string city, IReadOnlyCollection<BedId> beds, CancellationToken cancellation);

    /// <summary>How many beds of each home are in each state, by kind: the home board's matrix.</summary>
    Task<ILookup<HomeId, BedCount>> BedCountsAsync(
        string city, IReadOnlyCollection<HomeId> homes, CancellationToken cancellation);

    /// <summary>Open applications (waiting, offered, accepted) in the order of the queue (<see cref="QueuePlaces.Order"/>); only those that name the kind when given.</summary>
    Task<Page<QueueEntry>> QueueAsync(string city, BedKind? kind, Slice<Guid> slice, CancellationToken cancellation);

    Task<IReadOnlyDictionary<ApplicationId, QueueEntry>> ApplicationsByIdsAsync(
        string city, IReadOnlyCollection<ApplicationId> applications, CancellationToken cancellation);

    /// <summary>Each application's offers, the last one first.</summary>
    Task<ILookup<ApplicationId, BedOffer>> OffersAsync(
        string city, IReadOnlyCollection<ApplicationId> applications, CancellationToken cancellation);

    /// <summary>Each elder's applications, newest first, ended ones too.</summary>
    Task<ILookup<ElderId, QueueEntry>> ApplicationsOfAsync(
        string city, IReadOnlyCollection<ElderId> elders, CancellationToken cancellation);
}

/// <summary>A home and how many beds of the kind and care level asked for are ready there.</summary>
public sealed record HomeVacancies(HomeBoard Home, int Vacant);

/// <summary>Beds of one kind in one state.</summary>
public sealed record BedCount(HomeId Home, BedKind Kind, BedState State, int Beds);
