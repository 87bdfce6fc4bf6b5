using System.Runtime.InteropServices;
using Eldercare.Meals;

namespace Eldercare.City.Reading;

/// <summary>Meal points and their sittings, from the views. Every question is one SQL statement, whatever the number of keys.</summary>
public interface IMealPointsReader
{
    /// <summary>All points, or those of a district, by name and id.</summary>
    Task<Page<MealPointBoard>> PageAsync(
        string city, string? district, Slice<Guid> slice, CancellationToken cancellation);

    /// <summary>
    /// The points nearest to a place whose sitting of that date and meal still takes bookings: not suspended, not closed that day,
    /// cut-off not passed, a place free. Nearest first, distance in metres on the sphere.
    /// </summary>
    Task<ImmutableArray<NearPoint>> NearestAsync(
        string city, double latitude, double longitude, DateOnly date, Meal meal, DateTimeOffset now, int first,
        CancellationToken cancellation);

    Task<IReadOnlyDictionary<MealPointId, MealPointBoard>> ByIdsAsync(
        string city, IReadOnlyCollection<MealPointId> points, CancellationToken cancellation);

    /// <summary>The sittings of each point and day, breakfast first. A day without any is left out.</summary>
    Task<ILookup<PointDate, SittingBoard>> SittingsOfAsync(
        string city, IReadOnlyCollection<PointDate> days, CancellationToken cancellation);

    /// <summary>Each point's closing days from a day on, soonest first.</summary>
    Task<ILookup<MealPointId, MealPointClosedDay>> ClosedDaysAsync(
        string city, IReadOnlyCollection<MealPointId> points, DateOnly from, CancellationToken cancellation);

    Task<IReadOnlyDictionary<SittingId, SittingBoard>> SittingsByIdsAsync(
        string city, IReadOnlyCollection<SittingId> sittings, CancellationToken cancellation);

    /// <summary>The waiting list of each sitting: who has an offer first, then in order of joining; at most 1,000 a sitting.</summary>
    Task<ILookup<SittingId, WaitingPlace>> WaitingListsAsync(
        string city, IReadOnlyCollection<SittingId> sittings, CancellationToken cancellation);
}

/// <summary>A meal point's day.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PointDate(MealPointId Point, DateOnly Date);

/// <summary>A meal point with a free place.</summary>
/// <param name="Point">The point.</param>
/// <param name="Sitting">Its sitting of the date and meal asked for.</param>
/// <param name="Metres">How far it is, in metres.</param>
public sealed record NearPoint(MealPointBoard Point, SittingBoard Sitting, double Metres);
