using System.Collections.Immutable;
using Eldercare.Store;
using static Eldercare.Meals.Tests.Example;
using static Eldercare.Meals.Tests.Subsidies.Policies;

namespace Eldercare.Meals.Tests.Subsidies;

public static class CostForecastTests
{
    private static readonly PolicyBook s_onceADay = new([HalfPrice.With(new SubsidyCap(CapPeriod.Day, Meals: 1))]);
    private static readonly SittingId s_dinner = SittingId.Of(Point, Monday, Meal.Dinner);
    private static readonly MealCharge s_capped = Full(800) with { Policies = [new("city", 1)], NotGiven = [new("city", 1, Rule, NotGivenReason.CapReached)] };

    [Fact]
    public static void Is_what_will_be_charged() => Assert.Equal(Half(800, 200), Forecast(s_onceADay, [], [], fee: 200));

    [Fact]
    public static void Counts_what_was_charged() => Assert.Equal(s_capped, Forecast(s_onceADay, [Account(Lunch)], []));

    /// <summary>Her lunch is booked: it will have used up the day's subsidy by dinner.</summary>
    [Fact]
    public static void Counts_what_is_booked_before() => Assert.Equal(s_capped, Forecast(s_onceADay, [], [Coming(Lunch, Meal.Lunch)]));

    [Fact]
    public static void Counts_nothing_twice_that_was_booked_and_is_charged_by_now()
    {
        var twice = new PolicyBook([HalfPrice.With(new SubsidyCap(CapPeriod.Day, Meals: 2))]);

        Assert.Equal(Half(800), Forecast(twice, [Account(Lunch)], [Coming(Lunch, Meal.Lunch), Coming(s_dinner, Meal.Dinner)]));
    }

    /// <summary>Set A, the first, costs 12 yuan, set B 11; the sitting 8.</summary>
    [Fact]
    public static void Costs_what_her_set_does_by_the_menu_and_then_by_the_sheet()
    {
        var sitting = Given(OnePlaceAtEleven with { Price = new Fen(800) }, AnnaBooked)!;
        ImmutableArray<MenuSet> sets = [KitchenExample.SetA, KitchenExample.SetB];
        var chosen = KitchenSheet.Fold(null, new SetChosen(Lunch, Anna, "B"))!;
        var menu = KitchenExample.TodaysMenu with { Sheet = chosen };
        var frozen = FreezeKitchenSheetDecider.Decide(sitting, KitchenExample.Gather(sitting, menu), Nine).Facts.OfType<KitchenSheetFrozen>().Single();

        Assert.Equal(new Fen(1_200), CostForecast.PriceOf(sitting, null, sets, Anna));
        Assert.Equal(new Fen(1_100), CostForecast.PriceOf(sitting, chosen, sets, Anna));
        Assert.Equal(new Fen(1_200), CostForecast.PriceOf(sitting, chosen, [KitchenExample.SetA], Anna));
        Assert.Equal(new Fen(800), CostForecast.PriceOf(sitting, chosen, [], Anna));
        Assert.Equal(new Fen(1_100), CostForecast.PriceOf(sitting, KitchenSheet.Fold(chosen, frozen), [], Anna));
        Assert.Equal(new Fen(1_200), CostForecast.PriceOf(sitting, KitchenSheet.Fold(chosen, frozen), [], Bruno));
        Assert.Null(CostForecast.PriceOf(sitting with { Price = null }, KitchenSheet.Fold(chosen, frozen), sets, Anna));
    }

    [Theory]
    [InlineData(CapPeriod.Meal, 2, false)]
    [InlineData(CapPeriod.Day, 2, true)]
    [InlineData(CapPeriod.Day, 3, false)]
    [InlineData(CapPeriod.Week, 8, true)]
    [InlineData(CapPeriod.Week, 9, false)]
    [InlineData(CapPeriod.Month, 31, true)]
    public static void Asks_after_the_days_a_cap_counts_together(CapPeriod per, int day, bool counts) => Assert.Equal(
        counts, CostForecast.Counts(new([HalfPrice.With(new SubsidyCap(per, Meals: 1))]), Monday, new(2026, 3, day)));

    [Fact]
    public static void Says_that_it_is_a_forecast()
    {
        var words = ChargeWords.Of(new(s_dinner, Point, Jingkou, Monday, Meal.Dinner, Channel.DineIn, Half(800)), s_onceADay, isForecast: true);

        Assert.Equal("As far as is known now: The meal costs 8.00 yuan. Half price: City finance pays 4.00. You pay 4.00.", words.En);
        Assert.Equal("按目前所知预计，用餐时以届时情况为准：餐费8.00元。半价：市财政付4.00元。您付4.00元。", words.Zh);
    }

    private static MealCharge Forecast(PolicyBook book, MealAccount[] accounts, ComingPortion[] before, long fee = 0) => CostForecast.Of(
        book, Beneficiary.Of(Registered(Anna), null), accounts, before, s_dinner,
        new(Monday, Meal.Dinner, fee == 0 ? Channel.DineIn : Channel.Delivery, Jingkou, new(800), new(fee)));

    private static ComingPortion Coming(SittingId sitting, Meal meal) =>
        new(sitting, new(Monday, meal, Channel.DineIn, Jingkou, new(800), Fen.Zero));

    private static MealAccount Account(SittingId sitting) =>
        new(Anna, [new(sitting, Point, Jingkou, Monday, Meal.Lunch, Channel.DineIn, Half(800))]);
}
