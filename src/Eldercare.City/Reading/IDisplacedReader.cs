using Eldercare.Meals;

namespace Eldercare.City.Reading;

/// <summary>Displaced bookings, from the views. Every question is one SQL statement.</summary>
public interface IDisplacedReader
{
    /// <summary>The worklist from a day on, by date, point and item, of a point or a district or everywhere.</summary>
    /// <param name="city">The tenant.</param>
    /// <param name="point">Only this point's.</param>
    /// <param name="district">Only this district's.</param>
    /// <param name="from">City date.</param>
    /// <param name="settled">Also what is settled.</param>
    /// <param name="escalated">Only what had no place at its cut-off.</param>
    /// <param name="slice">Which part.</param>
    /// <param name="cancellation">Ends the reading.</param>
    Task<Page<DisplacedBooking>> PageAsync(
        string city, MealPointId? point, string? district, DateOnly from, bool settled, bool escalated, Slice<Guid> slice, CancellationToken cancellation);

    /// <summary>For each sitting the three other points nearest to its own that take a booking for its date and meal, nearest first.</summary>
    Task<ILookup<SittingId, NearPoint>> ProposalsAsync(
        string city, IReadOnlyCollection<SittingId> sittings, DateTimeOffset now, CancellationToken cancellation);
}
