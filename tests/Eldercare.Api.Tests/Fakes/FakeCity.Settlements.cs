using Eldercare.City.Reading;
using Eldercare.Meals;

namespace Eldercare.Api.Tests;

/// <summary>A settlement of a month.</summary>
public sealed partial class FakeCity : ISettlementsReader
{
    public Task<SettlementBoard?> FindAsync(string city, MealPointId point, YearMonth month, CancellationToken cancellation) =>
        Read<SettlementBoard?>(Settlement_(point));

    public Task<ImmutableArray<SettlementBoard>> ByIdsAsync(
        string city, IReadOnlyCollection<SettlementId> settlements, CancellationToken cancellation) =>
        Read<ImmutableArray<SettlementBoard>>([.. new[] { PointA, PointB }.Select(Settlement_).Where(s => settlements.Contains(s.Settlement))]);

    public Task<Page<SettlementBoard>> SettlementsAsync(
        string city, YearMonth? month, string? district, Slice<Guid> slice, CancellationToken cancellation) =>
        Read(new Page<SettlementBoard>([Settlement_(PointA)], HasMore: false));

    public Task<IReadOnlyList<(SettlementBoard Settlement, string Point)>> OfMonthAsync(
        string city, YearMonth month, string? district, CancellationToken cancellation) =>
        Read<IReadOnlyList<(SettlementBoard Settlement, string Point)>>([(Settlement_(PointA), "=Point, \"A\"")]);

    private static SettlementBoard Settlement_(MealPointId point) => new(
        SettlementId.Of(point, new(202602)), point, point == PointA ? Here : There, 202602,
        [
            new("city-finance", Forgone: false, 202601, -1, new(-300)), new("city-finance", Forgone: false, 202602, 10, new(3_000)),
            new("canteen", Forgone: true, 202602, 1, new(80)), new(Funder.Elder, Forgone: false, 202602, 11, new(2_200)),
        ],
        Frozen: true, "clerk-7", Noon, 1);
}
