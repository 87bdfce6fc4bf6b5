using Eldercare.People;
using Eldercare.Store.Deciding;
using static Eldercare.Meals.Tests.Example;
using static Eldercare.Meals.Tests.KitchenExample;

namespace Eldercare.Meals.Tests.Samples;

public static class FoodSampleTests
{
    private static readonly FoodSampleId s_sample = new(Id(300));
    private static readonly Sitting s_sitting = Given(OnePlaceAtEleven)!;
    private static readonly FoodSampleLogged s_logged = new(s_sample, Lunch, Fish, 125, Ten, 4.5, "3");
    private static readonly FoodSamples s_kept = FoodSamples.Fold(null, s_logged)!;

    [Fact] public static void Logs_the_least_there_must_be() => Log().Then(s_logged);

    [Fact] public static void Refuses_a_gram_less() => Log(grams: 124).ThenRefused("FOOD_SAMPLE_TOO_SMALL", new FoodSampleTooSmall(124, 125));

    [Theory]
    [InlineData(-0.1)]
    [InlineData(8.1)]
    [InlineData(double.NaN)]
    public static void Refuses_a_fridge_out_of_range(double celsius) => Log(celsius: celsius).ThenRefused("FRIDGE_OUT_OF_RANGE", new FridgeOutOfRange(celsius));

    [Fact]
    public static void Refuses_what_cannot_be()
    {
        LogFoodSampleDecider.Decide(Command(), null, null, Card(Fish), Central, Eleven).ThenRefused("SITTING_UNKNOWN", new SittingUnknown(Lunch));
        LogFoodSampleDecider.Decide(Command(), s_sitting, null, null, Central, Eleven).ThenRefused("DISH_UNKNOWN", new DishUnknown(Fish));
        LogFoodSampleDecider.Decide(Command(), s_sitting, null, Card(Fish), Other, Eleven).ThenRefused("DISH_UNKNOWN", new DishUnknown(Fish));
        LogFoodSampleDecider.Decide(Command(), s_sitting, s_kept, Card(Fish), Central, Eleven)
            .ThenRefused("FOOD_SAMPLE_ALREADY_LOGGED", new FoodSampleAlreadyLogged(s_sample));
        LogFoodSampleDecider.Decide(Command(), s_sitting, null, Card(Fish), Central, Nine).ThenRefused("DATE_IN_FUTURE", new DateInFuture("takenAt"));
        Log(box: "").ThenRefused("TEXT_INVALID", TextInvalid.Empty("box"));
    }

    [Fact]
    public static void Is_of_what_was_cooked_for_the_meal()
    {
        var earliest = Eleven.AddHours(-12);
        Log(takenAt: earliest).Then(s_logged with { TakenAt = earliest });
        Log(takenAt: earliest.AddTicks(-1)).ThenRefused("FOOD_SAMPLE_TOO_EARLY", new FoodSampleTooEarly(earliest.AddTicks(-1), earliest));
    }

    [Fact]
    public static void Is_kept_for_48_hours()
    {
        var until = Ten.AddHours(48);
        Discard(until.AddTicks(-1)).ThenRefused("FOOD_SAMPLE_STILL_NEEDED", new FoodSampleStillNeeded(s_sample, until));
        Discard(until).Then(new FoodSampleDiscarded(s_sample, Lunch, until));
        DiscardFoodSampleDecider.Decide(Throw, FoodSamples.Fold(s_kept, new FoodSampleDiscarded(s_sample, Lunch, until)), until).ThenNothing();
        DiscardFoodSampleDecider.Decide(Throw, null, until).ThenRefused("FOOD_SAMPLE_UNKNOWN", new FoodSampleUnknown(s_sample));
    }

    [Fact]
    public static void A_sitting_closes_with_a_sample_of_each_dish_cooked()
    {
        var known = Sheet(Given(OnePlaceAtEleven, AnnaBooked));
        // Walk-ins are cooked for too: of the first set.
        Assert.Equal(Missing(Rice, Fish), known.Run(new CloseSitting(Point, Monday, Meal.Lunch)).Refusal, Same);
        Assert.Equal(
            Missing(Rice), known.With(FoodSamples.At(Lunch), s_kept).Run(new CloseSitting(Point, Monday, Meal.Lunch)).Refusal, Same);
        var rice = FoodSamples.Fold(s_kept, s_logged with { Sample = new(Id(301)), Dish = Rice });
        Assert.Equal([AnnaAbsent, Closed], known.With(FoodSamples.At(Lunch), rice).Run(new CloseSitting(Point, Monday, Meal.Lunch)).Facts.Select(f => f.Fact));
    }

    [Fact]
    public static void Or_with_a_reason_that_is_kept()
    {
        var outcome = Sheet(Given(OnePlaceAtEleven)).Run(new CloseSitting(Point, Monday, Meal.Lunch, "Fridge broke"));
        var waived = (FoodSamplesWaived)outcome.Facts.Single(f => f.Stream == FoodSamples.At(Lunch)).Fact;
        Assert.Equal(("Fridge broke", 2), (waived.Reason, waived.Dishes.Length));
        Assert.Equal(
            TextInvalid.LongerThan("withoutSamplesReason", 200),
            Sheet(Given(OnePlaceAtEleven)).Run(new CloseSitting(Point, Monday, Meal.Lunch, new string('x', 201))).Refusal);
    }

    /// <summary>What stands at one o'clock, with a sheet frozen at nine.</summary>
    private static Standing Sheet(Sitting? sitting)
    {
        var frozen = FreezeKitchenSheetDecider.Decide(sitting!, Gather(sitting!, TodaysMenu), Nine).Facts.OfType<KitchenSheetFrozen>().Single();
        return new Standing(One).With(Sitting.Stream.At(Lunch.Value), sitting).With(KitchenSheet.At(Lunch), KitchenSheet.Fold(null, frozen));
    }

    private static FoodSamplesMissing Missing(params ImmutableArray<DishId> dishes) => new(Lunch, dishes);

    private static bool Same(Refusal? one, Refusal? other) =>
        one is FoodSamplesMissing a && other is FoodSamplesMissing b && a.Sitting == b.Sitting && a.Dishes.SequenceEqual(b.Dishes);

    private static DiscardFoodSample Throw => new(s_sample, Point, Monday, Meal.Lunch);

    private static LogFoodSample Command(int grams = 125, double celsius = 4.5, string box = "3", DateTimeOffset? takenAt = null) =>
        new(s_sample, Point, Monday, Meal.Lunch, Fish, grams, takenAt ?? Ten, celsius, box);

    private static Decision<FoodSampleFact> Log(
        int grams = 125, double celsius = 4.5, string box = "3", DateTimeOffset? takenAt = null) =>
        LogFoodSampleDecider.Decide(Command(grams, celsius, box, takenAt), s_sitting, null, Card(Fish), Central, Eleven);

    private static Decision<FoodSampleFact> Discard(DateTimeOffset now) => DiscardFoodSampleDecider.Decide(Throw, s_kept, now);
}
