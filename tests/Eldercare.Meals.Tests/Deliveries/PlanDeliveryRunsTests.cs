using static Eldercare.Meals.Tests.Deliveries.Tour;
using static Eldercare.Meals.Tests.Example;

namespace Eldercare.Meals.Tests.Deliveries;

public static class PlanDeliveryRunsTests
{
    [Fact]
    public static void Puts_deliveries_on_runs_in_order_with_time_windows() => Assert.Equal(
        [
            new DeliveryRunPlanned(
                RunOne, Lunch, Point, Jingkou, Monday, Meal.Lunch, 1,
                [
                    new(Clara, Eleven.AddMinutes(-25), Eleven.AddMinutes(5)),
                    new(Anna, Eleven.AddMinutes(-20), Eleven.AddMinutes(10)),
                ]),
            new DeliveryRunPlanned(
                RunTwo, Lunch, Point, Jingkou, Monday, Meal.Lunch, 2, [new(Bruno, Eleven.AddMinutes(-25), Eleven.AddMinutes(5))]),
        ],
        Street.Of(Anna, Bruno, Clara).Do(Plan(1, Clara, Anna, Bruno)));

    [Fact]
    public static void Leaves_out_who_eats_in_fetches_or_has_cancelled()
    {
        var street = Street.Of(Anna, Bruno).With(new MealBooked(Lunch, Clara, Channel.DineIn)).With(new BookingCancelled(Lunch, Bruno, null, Late: true));
        var planned = Assert.IsType<DeliveryRunPlanned>(Assert.Single(street.Do(Plan(1, Clara, Bruno, Anna))));
        Assert.Equal([Anna], planned.Stops.Select(s => s.Elder));
    }

    [Fact]
    public static void Adds_a_run_for_who_came_late_and_leaves_the_others_alone()
    {
        var street = Street.Of(Anna);
        street.Do(Plan(1, Anna));
        street.With(new MealBooked(Lunch, Bruno, Channel.Delivery, Late: true));

        var added = Assert.IsType<DeliveryRunPlanned>(Assert.Single(street.Do(Plan(2, Anna, Bruno))));

        Assert.Equal((RunTwo, 2), (added.Run, added.Number));
        Assert.Equal([Bruno], added.Stops.Select(s => s.Elder));
        Assert.Empty(street.Do(Plan(3, Anna, Bruno)));
    }

    /// <summary>Her portion was on a run of another point's sitting before it was moved here.</summary>
    [Fact]
    public static void Puts_a_portion_that_was_moved_here_on_a_run_of_its_own()
    {
        var street = Street.Of(Anna);
        street.Taken(DeliveryRun.Claim(Elsewhere, Anna, Monday, Meal.Lunch), DeliveryRunId.Of(Elsewhere, 1).Value);

        var planned = Assert.IsType<DeliveryRunPlanned>(Assert.Single(street.Do(Plan(1, Anna))));

        Assert.Equal([Anna], planned.Stops.Select(s => s.Elder));
    }

    [Fact]
    public static void Changes_nothing_when_somebody_else_has_planned_the_same()
    {
        var street = Street.Of(Anna);
        street.Do(Plan(1, Anna));
        Assert.Empty(street.Do(Plan(1, Anna)));
        Assert.Empty(Street.Of().Do(Plan(1)));
    }

    [Fact]
    public static void Refuses_a_number_that_is_taken_for_somebody_not_on_that_run()
    {
        var street = Street.Of(Anna, Bruno);
        street.Do(Plan(1, Anna));
        Assert.Equal(new DeliveriesPlannedMeanwhile(Lunch), street.Run(Plan(1, Bruno)).Refusal);
    }

    [Fact]
    public static void Refuses_before_the_cut_off_and_after_closing()
    {
        var street = Street.Of(Anna);
        street.Clock = Nine.AddTicks(-1);
        Assert.Equal(new CutOffNotReached(Lunch, Nine), street.Run(Plan(1, Anna)).Refusal);
        street.With(new NoShowRecorded(Lunch, Anna)).With(Closed).Clock = One;
        Assert.Equal(new SittingAlreadyClosed(Lunch), street.Run(Plan(1, Anna)).Refusal);
        var nowhere = new PlanDeliveryRuns(new(Id(77)), Monday, Meal.Lunch, [], 1, Two);
        Assert.Equal(new SittingUnknown(nowhere.SittingId), street.Run(nowhere).Refusal);
    }

    [Fact]
    public static void Never_sets_out_before_portions_go_out()
    {
        var early = Plan(1, Anna) with { Settings = Two with { MinutesBefore = 600 } };
        var planned = Assert.IsType<DeliveryRunPlanned>(Assert.Single(Street.Of(Anna).Do(early)));
        Assert.Equal(Ten.AddMinutes(5), planned.Stops[0].From);
    }
}
