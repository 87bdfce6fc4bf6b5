using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>
/// Logs a sample of a dish: at least 125 g of each, at least 48 hours, in dedicated cold storage, at 0 to 8 °C. As reported of GB 31654-2021
/// (食品安全国家标准 餐饮服务通用卫生规范, National Health Commission, in force since 2022-02-22) and, the temperature, of the operating rules for
/// catering (餐饮服务食品安全操作规范, State Administration for Market Regulation, in force since 2018-10-01). The clauses' own public text was not
/// found: the figures are assumed.
/// </summary>
public sealed record LogFoodSample : SittingCommand, ICommand
{
    public LogFoodSample(
        FoodSampleId sample, MealPointId point, DateOnly date, Meal meal, DishId dish, int grams, DateTimeOffset takenAt, double fridgeCelsius, string box)
        : base(point, date, meal) =>
        (Sample, Dish, Grams, TakenAt, FridgeCelsius, Box) = (sample, dish, grams, takenAt, fridgeCelsius, box);

    public FoodSampleId Sample { get; }

    public DishId Dish { get; }

    public int Grams { get; }

    public DateTimeOffset TakenAt { get; }

    public double FridgeCelsius { get; }

    /// <summary>The label on its box, at most 40 characters.</summary>
    public string Box { get; }

    private StreamRef SamplesStream => FoodSamples.At(SittingId);

    private StreamRef SheetStream => KitchenSheet.At(SittingId);

    public Footprint Footprint => new() { Writes = [SamplesStream], Reads = [Stream, SheetStream], Rows = [RowRef.To<DishCard>(Dish.Value)] };

    public Outcome Decide(Known known) => LogFoodSampleDecider.Decide(
        this, known.State<Sitting>(Stream), known.State<FoodSamples>(SamplesStream), known.Row<DishCard>(Dish.Value),
        known.State<KitchenSheet>(SheetStream)?.Frozen?.Kitchen, known.Now).On(SamplesStream);
}

/// <param name="TakenAt">As sent.</param>
/// <param name="Earliest">Food of that meal is cooked from then on.</param>
public sealed record FoodSampleTooEarly(DateTimeOffset TakenAt, DateTimeOffset Earliest) : Refusal
{
    public override Words Message => new(
        $"留样取自当餐所做的菜品，不应早于{CityTime.Local(Earliest):M月d日HH:mm}，请核对时间。",
        "A sample is of what was cooked for that meal: it cannot have been taken so long before. Check the time.");
}

public sealed record FoodSampleTooSmall(int Grams, int LeastGrams) : Refusal
{
    public override Words Message => new(
        $"每份留样不少于{LeastGrams}克，请补足后再登记。",
        $"A sample is at least {LeastGrams} g: fill it up, then log it.");
}

public sealed record FridgeOutOfRange(double FridgeCelsius) : Refusal
{
    public override Words Message => new(
        "留样应在0至8℃冷藏：请先检查冰箱，再登记。",
        "Samples are kept at 0 to 8 °C: see to the fridge, then log again.");
}

public sealed record FoodSampleAlreadyLogged(FoodSampleId Sample) : Refusal
{
    public override Words Message => new("这份留样已经登记。", "The sample is logged already.");
}

public static class LogFoodSampleDecider
{
    public const int LeastGrams = 125;
    private const int MostGrams = 5_000;
    private const int LongestBox = 40;

    /// <summary>A central kitchen cooks breakfast the evening before, and nobody earlier.</summary>
    public static readonly TimeSpan CookedBefore = TimeSpan.FromHours(12);

    /// <param name="command">What is logged.</param>
    /// <param name="sitting">Null when it was not opened.</param>
    /// <param name="samples">Those there are; null for none.</param>
    /// <param name="dish">Null when there is none of that id.</param>
    /// <param name="kitchen">Who cooked, once the sheet says so.</param>
    /// <param name="now">The instant of the decision.</param>
    public static Decision<FoodSampleFact> Decide(
        LogFoodSample command, Sitting? sitting, FoodSamples? samples, DishCard? dish, KitchenId? kitchen, DateTimeOffset now)
    {
        if (sitting is null) return new SittingUnknown(command.SittingId);
        if (dish is null || (kitchen is { } cooks && dish.Kitchen != cooks)) return new DishUnknown(command.Dish);
        if (samples?.Samples.ContainsKey(command.Sample) == true) return new FoodSampleAlreadyLogged(command.Sample);
        if (command.Grams is < LeastGrams or > MostGrams) return new FoodSampleTooSmall(command.Grams, LeastGrams);
        if (!(command.FridgeCelsius is >= 0 and <= 8)) return new FridgeOutOfRange(command.FridgeCelsius);
        if (Text.Check("box", command.Box, LongestBox) is { } box) return box;
        if (command.TakenAt > now) return new DateInFuture("takenAt");
        // Else one could log today what may be thrown away today.
        if (command.TakenAt < sitting.ServedFrom - CookedBefore) return new FoodSampleTooEarly(command.TakenAt, sitting.ServedFrom - CookedBefore);

        return new FoodSampleLogged(
            command.Sample, sitting.Id, command.Dish, command.Grams, command.TakenAt, Math.Round(command.FridgeCelsius, 1), command.Box);
    }
}
