using Eldercare.City.Reading;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.People.Diets;
using Eldercare.Store;

namespace Eldercare.Api.Tests;

/// <summary>Two kitchens, each with one point and one dish; a sample of A's dish at A's lunch.</summary>
public sealed class FakeKitchens : IKitchenReader
{
    public static readonly KitchenId KitchenA = new(FakeCity.Id(61)), KitchenB = new(FakeCity.Id(62));
    public static readonly DishId DishA = new(FakeCity.Id(71)), DishB = new(FakeCity.Id(72));
    public static readonly FoodSampleId Sample = new(FakeCity.Id(81));
    public static readonly KitchenSheetId SheetOfLunch = KitchenSheetId.Of(FakeCity.Lunch);

    private static readonly DishSpec s_spec = new("米饭", "Rice", [Allergen.Soybeans], [], [FoodTexture.Regular], [], [Diet.Halal], new Fen(100));

    public static Kitchen Kitchen(KitchenId id) => new(
        id, "Kitchen", id == KitchenA ? FakeCity.Here : FakeCity.There, [id == KitchenA ? FakeCity.PointA : FakeCity.PointB],
        ImmutableDictionary<DishId, DishId>.Empty, ImmutableDictionary<(MealPointId, DishId), DishId>.Empty);

    public static Dish Dish(DishId id) => new(id, id == DishA ? KitchenA : KitchenB, s_spec, Retired: false);

    public static KitchenSheet Sheet() => KitchenSheet.Fold(null, new KitchenSheetFrozen(
        FakeCity.Lunch, KitchenA, FakeCity.Noon, 5, [DishA],
        [
            new SheetLine(
                "A", Channel.Delivery, FoodTexture.Regular, DrinkThickness.Thin, [], [], [],
                [new PlannedDish(DishA, null, null, FoodTexture.Regular, null, Open: false)], [FakeCity.Anna]),
        ]))!;

    public Task<KitchenId?> KitchenOfAsync(string city, MealPointId point, CancellationToken cancellation) =>
        Task.FromResult<KitchenId?>(point == FakeCity.PointA ? KitchenA : point == FakeCity.PointB ? KitchenB : null);

    public Task<ImmutableArray<MenuMealRow>> MenuAsync(
        string city, MealPointId point, DateOnly from, DateOnly to, CancellationToken cancellation) => Task.FromResult<ImmutableArray<MenuMealRow>>(
        [MenuMealRow.Of(KitchenA, new(from, Meal.Lunch, [new MenuSet("A", "套餐", [DishA], new Fen(800))]))]);

    public Task<IReadOnlyDictionary<DishId, DishCard>> DishesByIdsAsync(
        string city, IReadOnlyCollection<DishId> dishes, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyDictionary<DishId, DishCard>>(dishes.Intersect([DishA, DishB]).ToDictionary(d => d, d => Dish(d).Card));

    public Task<Page<DishCard>> DishesAsync(string city, KitchenId kitchen, Slice<Guid> slice, CancellationToken cancellation) =>
        Task.FromResult(new Page<DishCard>([Dish(kitchen == KitchenA ? DishA : DishB).Card], HasMore: false));

    public Task<IReadOnlyDictionary<ElderId, DinerProfile>> ProfilesAsync(
        string city, IReadOnlyCollection<ElderId> elders, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyDictionary<ElderId, DinerProfile>>(elders.ToDictionary(e => e, DinerProfile.Unrestricted));

    public Task<ImmutableArray<DishCheck>> ClashesAsync(
        string city, MealPointId point, DateOnly from, DateOnly to, CancellationToken cancellation) => Task.FromResult<ImmutableArray<DishCheck>>(
        [new(FakeCity.Lunch, point, from, Meal.Lunch, [FakeCity.Anna], [new(FakeCity.Anna, DishA, [new(ClashKind.Diet, "LowSalt")], null, null)], 1)]);

    public Task<ImmutableArray<SheetDelta>> DeltasAsync(string city, SittingId sitting, CancellationToken cancellation) =>
        Task.FromResult<ImmutableArray<SheetDelta>>(
        [
            new(1, SheetChange.BookedLate, FakeCity.Bruno, Channel.Delivery, null, null, null, null, "=cmd()", FakeCity.Noon),
            new(0, SheetChange.Substituted, FakeCity.Anna, null, DishA, null, null, "Away", "staff", FakeCity.Noon),
        ]);

    public async Task<ImmutableArray<CookedSitting>> CookedAsync(
        string city, KitchenId kitchen, DateOnly date, Meal meal, CancellationToken cancellation) =>
        [new(FakeCity.PointA, Sheet().Frozen, await DeltasAsync(city, FakeCity.Lunch, cancellation)), new(FakeCity.PointB, null, [])];

    public Task<ImmutableArray<FoodSampleRow>> SamplesOfAsync(string city, SittingId sitting, CancellationToken cancellation) =>
        Task.FromResult<ImmutableArray<FoodSampleRow>>([Row()]);

    public Task<ImmutableArray<FoodSampleRow>> SamplesDueAsync(string city, MealPointId point, DateTimeOffset by, CancellationToken cancellation) =>
        Task.FromResult<ImmutableArray<FoodSampleRow>>([Row()]);

    public Task<IReadOnlyDictionary<FoodSampleId, FoodSampleRow>> SamplesByIdsAsync(
        string city, IReadOnlyCollection<FoodSampleId> samples, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyDictionary<FoodSampleId, FoodSampleRow>>(samples.Where(s => s == Sample).ToDictionary(s => s, _ => Row()));

    public Task<SampleTrace?> TraceAsync(string city, FoodSampleId sample, CancellationToken cancellation) =>
        Task.FromResult(sample == Sample ? new SampleTrace(Row(), [new(FakeCity.Anna, FakeCity.PointA, FakeCity.Noon), new(FakeCity.Bruno, FakeCity.PointB, FakeCity.Noon)]) : null);

    public Task<ImmutableArray<EatenDishes>> EatenAsync(string city, ElderId elder, DateOnly from, DateOnly to, CancellationToken cancellation) =>
        Task.FromResult<ImmutableArray<EatenDishes>>([new(new(elder, FakeCity.Lunch, FakeCity.PointA, from, Meal.Lunch, FakeCity.Noon), [DishA])]);

    private static FoodSampleRow Row() => new(
        Sample, FakeCity.Lunch, FakeCity.PointA, FakeCity.Day, Meal.Lunch, DishA, 130, FakeCity.Noon, FakeCity.Noon.AddHours(48), 4, "1", null);
}
