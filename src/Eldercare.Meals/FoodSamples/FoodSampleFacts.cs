using Eldercare.Store.Ids;

namespace Eldercare.Meals;

/// <summary>A kept sample of a dish (食品留样).</summary>
public readonly record struct FoodSampleId(Guid Value) : IId<FoodSampleId>
{
    public static FoodSampleId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

public abstract record FoodSampleFact;

/// <param name="Sample">The sample.</param>
/// <param name="Sitting">What it was served at.</param>
/// <param name="Dish">Of which dish.</param>
/// <param name="Grams">How much was kept.</param>
/// <param name="TakenAt">When it was put away.</param>
/// <param name="FridgeCelsius">What the fridge showed then.</param>
/// <param name="Box">The label on its box.</param>
public sealed record FoodSampleLogged(
    FoodSampleId Sample, SittingId Sitting, DishId Dish, int Grams, DateTimeOffset TakenAt, double FridgeCelsius, string Box) : FoodSampleFact;

public sealed record FoodSampleDiscarded(FoodSampleId Sample, SittingId Sitting, DateTimeOffset DiscardedAt) : FoodSampleFact;

/// <summary>The sitting was closed without samples of these dishes.</summary>
/// <param name="Sitting">Which sitting.</param>
/// <param name="Dishes">The dishes cooked of which there is none.</param>
/// <param name="Reason">As the one who closed it said.</param>
public sealed record FoodSamplesWaived(SittingId Sitting, ImmutableArray<DishId> Dishes, string Reason) : FoodSampleFact;
