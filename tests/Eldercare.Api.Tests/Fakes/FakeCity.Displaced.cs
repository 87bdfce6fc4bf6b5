using Eldercare.City.Reading;
using Eldercare.Meals;

namespace Eldercare.Api.Tests;

/// <summary>A booking its point cannot serve.</summary>
public sealed partial class FakeCity : IDisplacedReader
{
    public Task<Page<DisplacedBooking>> PageAsync(
        string city, MealPointId? point, string? district, DateOnly from, bool settled, bool escalated, Slice<Guid> slice,
        CancellationToken cancellation) =>
        Read(new Page<DisplacedBooking>(
            [
                new(
                    Id(64), Lunch, Anna, PointA, Here, Day, Meal.Lunch, DisplacedBy.Suspended, Noon.AddHours(-2), Noon, DisplacedState.Open,
                    Noon, null, null, null),
            ], HasMore: false));

    public Task<ILookup<SittingId, NearPoint>> ProposalsAsync(
        string city, IReadOnlyCollection<SittingId> sittings, DateTimeOffset now, CancellationToken cancellation) =>
        Read(sittings.ToLookup(s => s, _ => new NearPoint(Board(PointB, There), Sitting_(PointB, Day), 900)));
}
