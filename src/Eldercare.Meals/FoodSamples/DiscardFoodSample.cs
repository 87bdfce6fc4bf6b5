using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>A sample was thrown away, after the 48 hours it has to be kept (see <see cref="LogFoodSample"/> for the source).</summary>
public sealed record DiscardFoodSample : SittingCommand, ICommand
{
    public DiscardFoodSample(FoodSampleId sample, MealPointId point, DateOnly date, Meal meal)
        : base(point, date, meal) => Sample = sample;

    public FoodSampleId Sample { get; }

    private StreamRef SamplesStream => FoodSamples.At(SittingId);

    public Footprint Footprint => new() { Writes = [SamplesStream] };

    public Outcome Decide(Known known) =>
        DiscardFoodSampleDecider.Decide(this, known.State<FoodSamples>(SamplesStream), known.Now).On(SamplesStream);
}

public sealed record FoodSampleUnknown(FoodSampleId Sample) : Refusal
{
    public override Words Message => new("该餐次没有这份留样，请核对编号。", "There is no such sample of that sitting.");
}

/// <param name="Sample">The sample.</param>
/// <param name="KeepUntil">From then on it may be thrown away.</param>
public sealed record FoodSampleStillNeeded(FoodSampleId Sample, DateTimeOffset KeepUntil) : Refusal
{
    public override Words Message => new(
        $"留样须保存48小时，请在{CityTime.Local(KeepUntil):M月d日HH:mm}之后处理。",
        $"A sample is kept for 48 hours: discard it after {CityTime.Local(KeepUntil):yyyy-MM-dd HH:mm}.");
}

public static class DiscardFoodSampleDecider
{
    public static readonly TimeSpan KeptFor = TimeSpan.FromHours(48);

    public static Decision<FoodSampleFact> Decide(DiscardFoodSample command, FoodSamples? samples, DateTimeOffset now)
    {
        if (samples is null || !samples.Samples.TryGetValue(command.Sample, out var sample)) return new FoodSampleUnknown(command.Sample);
        if (sample.Discarded) return Decision<FoodSampleFact>.NoChange;
        if (now < sample.TakenAt + KeptFor) return new FoodSampleStillNeeded(command.Sample, sample.TakenAt + KeptFor);

        return new FoodSampleDiscarded(command.Sample, samples.Sitting, now);
    }
}
