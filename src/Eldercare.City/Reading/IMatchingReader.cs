using Eldercare.Beds;
using Eldercare.Beds.Beds;
using Eldercare.Beds.Matching;

namespace Eldercare.City.Reading;

/// <summary>What beds are matched from.</summary>
public interface IMatchingReader
{
    /// <summary>
    /// All that wait, of elders who live, in the order of the queue (by lane, time and id), and all beds that can be given now: of the
    /// whole city, since who comes first is decided over all of it.
    /// </summary>
    /// <param name="city">The tenant.</param>
    /// <param name="today">City date.</param>
    /// <param name="policy">The one in force: beds it keeps back are marked.</param>
    /// <param name="byItself">Only the beds it lets be offered by themselves, and nobody when there is none.</param>
    /// <param name="cancellation">Ends the reading.</param>
    Task<MatchingInput> InputAsync(string city, DateOnly today, QueuePolicy policy, bool byItself, CancellationToken cancellation);

    /// <summary>Where each of a bed's reservations could go, in their order; none of elders who are not there any more.</summary>
    Task<IReadOnlyList<ReservationMove>> MovesAsync(
        string city, BedId bed, ImmutableArray<Reservation> reservations, DateOnly today, CancellationToken cancellation);
}

/// <param name="Places">The best first, at most five.</param>
public sealed record ReservationMove(Reservation Reservation, ImmutableArray<OtherBed> Places);

public sealed record OtherBed(BedId Bed, HomeId Home, string District);

/// <summary>A queue and the beds for it.</summary>
/// <param name="Waiting">In the order of the queue.</param>
/// <param name="Free">In no order.</param>
public sealed record MatchingInput(ImmutableArray<WaitingElder> Waiting, ImmutableArray<FreeBed> Free);

/// <summary>An application and the district its elder lives in.</summary>
public sealed record WaitingElder(WaitingApplication Application, string District);
