using Eldercare.Beds;
using Eldercare.Meals;
using Eldercare.People;

namespace Eldercare.City.Reading;

/// <summary>One person: register, ledger, meals to come, bed. Every question is one SQL statement.</summary>
public interface IElderReader
{
    Task<IReadOnlyDictionary<ElderId, ElderRecord>> ByIdsAsync(
        string city, IReadOnlyCollection<ElderId> elders, CancellationToken cancellation);

    /// <summary>The person's ledger, newest entry first; the key is the event's sequence number.</summary>
    /// <param name="city">The tenant.</param>
    /// <param name="elder">Whose.</param>
    /// <param name="without">Kinds of entries that are left out.</param>
    /// <param name="slice">Which part.</param>
    /// <param name="cancellation">Ends the reading.</param>
    Task<Page<LedgerEntry>> LedgerAsync(
        string city, ElderId elder, IReadOnlyCollection<string> without, Slice<long> slice, CancellationToken cancellation);

    /// <summary>Sittings each elder holds a portion at, from a date on, soonest first, at most 100 an elder (the portion claims).</summary>
    Task<ILookup<ElderId, SittingBoard>> BookingsAsync(
        string city, IReadOnlyCollection<ElderId> elders, DateOnly from, CancellationToken cancellation);

    /// <summary>Where each elder waits for a place, soonest first, at most 100 an elder.</summary>
    Task<ILookup<ElderId, WaitingPlace>> WaitingAsync(
        string city, IReadOnlyCollection<ElderId> elders, CancellationToken cancellation);

    /// <summary>The bed each elder lives in (the resident claims); an elder without one is left out.</summary>
    Task<IReadOnlyDictionary<ElderId, BedId>> BedsOfAsync(
        string city, IReadOnlyCollection<ElderId> elders, CancellationToken cancellation);

    /// <summary>The homes concerned with each elder now: where she lives, and where an open application of hers has a bed kept.</summary>
    Task<ILookup<ElderId, HomeId>> HomesOfAsync(
        string city, IReadOnlyCollection<ElderId> elders, CancellationToken cancellation);
}
