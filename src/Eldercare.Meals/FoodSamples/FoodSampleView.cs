using Eldercare.Store.Tables;
using Eldercare.Store.Views;

namespace Eldercare.Meals;

/// <summary>A sample and where it is in its 48 hours.</summary>
/// <param name="Sample">The sample.</param>
/// <param name="Sitting">What the dish was served at.</param>
/// <param name="Point">Where.</param>
/// <param name="Date">City date.</param>
/// <param name="Meal">Which meal.</param>
/// <param name="Dish">Of which dish.</param>
/// <param name="Grams">How much was kept.</param>
/// <param name="TakenAt">When it was put away.</param>
/// <param name="KeepUntil">From then on it may be thrown away.</param>
/// <param name="FridgeCelsius">What the fridge showed.</param>
/// <param name="Box">The label on its box.</param>
/// <param name="DiscardedAt">Null while it is kept.</param>
[Table("food_samples", Indexes = ["sitting", "point, keep_until"])]
public sealed record FoodSampleRow(
    [Key] FoodSampleId Sample, SittingId Sitting, MealPointId Point, DateOnly Date, Meal Meal, DishId Dish, int Grams, DateTimeOffset TakenAt,
    DateTimeOffset KeepUntil, double FridgeCelsius, string Box, DateTimeOffset? DiscardedAt);

/// <summary>The samples of all sittings.</summary>
public sealed class FoodSampleView : View
{
    public override string Name => "FoodSamples";

    public override ImmutableArray<Type> Rows => [typeof(FoodSampleRow)];

    public override ImmutableArray<Type> Events => [typeof(FoodSampleLogged), typeof(FoodSampleDiscarded)];

    public override void Need(Recorded recorded, RowSet rows)
    {
        if (recorded.Fact is FoodSampleLogged logged) rows.Find<SittingBoard>(logged.Sitting);
        if (recorded.Fact is FoodSampleDiscarded discarded) rows.Find<FoodSampleRow>(discarded.Sample);
    }

    public override void Apply(Recorded recorded, RowSet rows) => rows.Put(recorded.Fact switch
    {
        FoodSampleLogged f when rows.Find<SittingBoard>(f.Sitting) is { } board => new FoodSampleRow(
            f.Sample, f.Sitting, board.Point, board.Date, board.Meal, f.Dish, f.Grams, f.TakenAt, f.TakenAt + DiscardFoodSampleDecider.KeptFor,
            f.FridgeCelsius, f.Box, DiscardedAt: null),
        FoodSampleDiscarded f when rows.Find<FoodSampleRow>(f.Sample) is { } row => row with { DiscardedAt = f.DiscardedAt },
        var other => throw new InvalidOperationException($"{other} follows no event before it."),
    });
}
