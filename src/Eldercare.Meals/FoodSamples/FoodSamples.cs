using System.Runtime.InteropServices;
using Eldercare.Store.Deciding;
using Eldercare.Store.Ids;

namespace Eldercare.Meals;

/// <summary>A sample in the fridge, or what became of it.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct FoodSample(DishId Dish, DateTimeOffset TakenAt, bool Discarded);

/// <summary>The samples kept of a sitting's dishes.</summary>
public sealed record FoodSamples(SittingId Sitting, ImmutableDictionary<FoodSampleId, FoodSample> Samples)
{
    public static StreamType<FoodSamples, FoodSampleFact> Stream { get; } = new("food_samples", Fold);

    public static StreamRef At(SittingId sitting) => Stream.At(NameBasedId.Of($"food_samples:{sitting.Value}"));

    /// <summary>Of these dishes no sample was ever kept.</summary>
    public static ImmutableArray<DishId> Missing(FoodSamples? samples, ImmutableArray<DishId> cooked) =>
        samples is null ? cooked : [.. cooked.Except(samples.Samples.Values.Select(s => s.Dish))];

    /// <exception cref="InvalidOperationException">The fact cannot follow the state.</exception>
    public static FoodSamples? Fold(FoodSamples? samples, FoodSampleFact fact) => (samples, fact) switch
    {
        (_, FoodSampleLogged f) => Of(samples, f.Sitting) is var s
            ? s with { Samples = s.Samples.Add(f.Sample, new(f.Dish, f.TakenAt, Discarded: false)) }
            : null,
        ({ } s, FoodSampleDiscarded f) => s with { Samples = s.Samples.SetItem(f.Sample, s.Samples[f.Sample] with { Discarded = true }) },
        (_, FoodSamplesWaived f) => Of(samples, f.Sitting),
        _ => throw new InvalidOperationException($"{fact} cannot follow the samples of sitting {samples?.Sitting}."),
    };

    private static FoodSamples Of(FoodSamples? samples, SittingId sitting) =>
        samples ?? new(sitting, ImmutableDictionary<FoodSampleId, FoodSample>.Empty);
}
