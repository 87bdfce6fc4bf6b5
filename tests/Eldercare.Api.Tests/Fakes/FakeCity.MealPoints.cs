using Eldercare.City.Reading;
using Eldercare.Meals;
using Eldercare.People;

namespace Eldercare.Api.Tests;

/// <summary>Two meal points with their sittings.</summary>
public sealed partial class FakeCity : IMealPointsReader
{
    public Task<Page<MealPointBoard>> PageAsync(string city, string? district, Slice<Guid> slice, CancellationToken cancellation) =>
        Read(new Page<MealPointBoard>([Board(PointA, Here), Board(PointB, There)], HasMore: true));

    public Task<ImmutableArray<NearPoint>> NearestAsync(
        string city, double latitude, double longitude, DateOnly date, Meal meal, DateTimeOffset now, int first, CancellationToken cancellation) =>
        Read<ImmutableArray<NearPoint>>([new(Board(PointA, Here), Sitting_(PointA, date), 12.4), new(Board(PointB, There), Sitting_(PointB, date), 980)]);

    public Task<IReadOnlyDictionary<MealPointId, MealPointBoard>> ByIdsAsync(
        string city, IReadOnlyCollection<MealPointId> points, CancellationToken cancellation) =>
        Rows(points, [PointA, PointB], id => Board(id, id == PointA ? Here : There));

    public Task<ILookup<PointDate, SittingBoard>> SittingsOfAsync(
        string city, IReadOnlyCollection<PointDate> days, CancellationToken cancellation) =>
        Read(days.ToLookup(d => d, d => Sitting_(d.Point, d.Date)));

    public Task<IReadOnlyDictionary<SittingId, SittingBoard>> SittingsByIdsAsync(
        string city, IReadOnlyCollection<SittingId> sittings, CancellationToken cancellation) =>
        Rows(sittings, [Lunch], _ => Sitting_(PointA, Day));

    public Task<ILookup<MealPointId, MealPointClosedDay>> ClosedDaysAsync(
        string city, IReadOnlyCollection<MealPointId> points, DateOnly from, CancellationToken cancellation) =>
        Read(points.ToLookup(p => p, p => new MealPointClosedDay(p, Day, [], "Holiday")));

    public Task<ILookup<SittingId, WaitingPlace>> WaitingListsAsync(
        string city, IReadOnlyCollection<SittingId> sittings, CancellationToken cancellation) =>
        Read(sittings.Where(s => s == Lunch).Select(_ => WaitingAt(Bruno)).ToLookup(w => w.Entry.Sitting));

    private static WaitingPlace WaitingAt(ElderId elder) => new(new(Lunch, elder, Channel.DineIn, 5, Noon, null, null), 0);

    private static MealPointBoard Board(MealPointId id, string district) => new(id, "Point", district, "Street 1", 32, 119, false, null, 1);

    private static SittingBoard Sitting_(MealPointId point, DateOnly date) => new(
        SittingId.Of(point, date, Meal.Lunch), point, point == PointA ? Here : There, date, Meal.Lunch, 50, 20, 3, 1, 5, 2, 4,
        Noon.AddHours(-2), Noon.AddHours(-1), Noon, 1, 1, false, 1);
}
