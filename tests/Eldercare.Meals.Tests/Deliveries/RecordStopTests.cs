using static Eldercare.Meals.Tests.Deliveries.Tour;
using static Eldercare.Meals.Tests.Example;

namespace Eldercare.Meals.Tests.Deliveries;

public static class RecordStopTests
{
    [Fact]
    public static void Delivering_serves_the_meal_in_the_same_step() => Assert.Equal(
        [new MealServed(Lunch, Anna, Channel.Delivery, Ten), new MealDelivered(RunOne, Anna, Ten)], UnderWay().Do(Delivered(Anna)));

    [Fact]
    public static void Nobody_at_home_raises_an_alert_in_the_same_step_and_serves_nothing()
    {
        var street = UnderWay();
        var alert = WelfareAlertId.Of(RunOne, Anna);
        Assert.Equal(
            [
                new NobodyAtHome(RunOne, Anna, Ten),
                new WelfareAlertRaised(alert, Anna, RunOne, Point, Jingkou, Ten, Ten + Hour),
            ],
            street.Do(NotAtHome(Anna)));
        Assert.Equal(GuestState.Booked, street.Sitting.StateOf(Anna));
    }

    [Fact]
    public static void Refusing_leaves_the_booking_to_the_closing()
    {
        var street = UnderWay();
        Assert.Equal([new RefusedAtDoor(RunOne, Bruno, Ten)], street.Do(Refused(Bruno)));
        street.Do(Delivered(Anna));
        street.Clock = One;
        Assert.Equal([new NoShowRecorded(Lunch, Bruno), new SittingClosed(Lunch)], street.Do(new CloseSitting(Point, Monday, Meal.Lunch)));
    }

    [Fact]
    public static void The_same_again_changes_nothing()
    {
        var street = UnderWay();
        street.Do(Delivered(Anna));
        street.Do(NotAtHome(Bruno));
        Assert.Empty(street.Do(Delivered(Anna)));
        Assert.Empty(street.Do(NotAtHome(Bruno)));
        Assert.Empty(street.Do(Start()));
        Assert.Empty(street.Do(Assign()));
    }

    [Fact]
    public static void Another_outcome_is_refused()
    {
        var street = UnderWay();
        street.Do(Delivered(Anna));
        street.Do(Refused(Bruno));
        Assert.Equal(new StopAlreadyRecorded(RunOne, Anna, StopState.Delivered), street.Run(NotAtHome(Anna)).Refusal);
        Assert.Equal(new StopAlreadyRecorded(RunOne, Anna, StopState.Delivered), street.Run(Refused(Anna)).Refusal);
        Assert.Equal(new StopAlreadyRecorded(RunOne, Bruno, StopState.Refused), street.Run(Delivered(Bruno)).Refusal);
        Assert.Equal(new StopAlreadyRecorded(RunOne, Bruno, StopState.Refused), street.Run(NotAtHome(Bruno)).Refusal);
    }

    /// <summary>The alert stays: that a driver met her settles nothing before a person has said so.</summary>
    [Fact]
    public static void A_second_try_finds_her_and_leaves_the_alert_to_a_person()
    {
        var street = UnderWay();
        street.Do(NotAtHome(Anna));
        street.Do(NotAtHome(Bruno));
        street.Clock = Eleven;

        Assert.Equal([new MealServed(Lunch, Anna, Channel.Delivery, Eleven), new MealDelivered(RunOne, Anna, Eleven)], street.Do(Delivered(Anna)));
        Assert.Equal([new RefusedAtDoor(RunOne, Bruno, Eleven)], street.Do(Refused(Bruno)));
        Assert.Equal(new StopAlreadyRecorded(RunOne, Anna, StopState.Delivered), street.Run(NotAtHome(Anna)).Refusal);
        Assert.All(street.Alerts, a => Assert.Null(a.Finding));
        Assert.Equal(2, street.Alerts.Count());
    }

    [Fact]
    public static void A_portion_fetched_meanwhile_is_not_handed_over_twice()
    {
        var street = UnderWay().With(new MealServed(Lunch, Anna, Channel.Delivery, Ten));
        Assert.Equal(new AlreadyServed(Lunch, Anna), street.Run(Delivered(Anna)).Refusal);
    }

    [Fact]
    public static void A_cancelled_booking_is_not_delivered()
    {
        var street = UnderWay().With(new BookingCancelled(Lunch, Anna, null, Late: true));
        Assert.Equal(new NotBooked(Lunch, Anna), street.Run(Delivered(Anna)).Refusal);
        Assert.Equal(StopState.Open, street.Runs.Single().Stops[Anna]);
    }

    /// <summary>The point closes its sitting while the driver is still out.</summary>
    [Fact]
    public static void What_is_handed_over_after_the_closing_was_handed_over()
    {
        var street = UnderWay();
        street.Clock = One;
        street.Do(new CloseSitting(Point, Monday, Meal.Lunch));

        Assert.Equal(
            [new MealServed(Lunch, Anna, Channel.Delivery, One, AfterNoShow: true), new MealDelivered(RunOne, Anna, One)], street.Do(Delivered(Anna)));
        Assert.Equal((1, 1), (street.Sitting.Served, street.Sitting.NoShows));
    }

    [Fact]
    public static void Needs_a_run_that_has_set_out_with_a_driver_when_portions_go_out()
    {
        var street = Street.Of(Anna);
        Assert.Equal(new DeliveryRunUnknown(RunOne), street.Run(Start()).Refusal);
        Assert.Equal(new DeliveryRunUnknown(RunOne), street.Run(Assign()).Refusal);
        Assert.Equal(new DeliveryRunUnknown(RunOne), street.Run(Delivered(Anna)).Refusal);
        street.Do(Plan(1, Anna));
        Assert.Equal(new DeliveryRunHasNoDriver(RunOne), street.Run(Start()).Refusal);
        Assert.Equal([new DriverAssigned(RunOne, "D-7")], street.Do(Assign()));
        Assert.Equal([new DriverAssigned(RunOne, "D-8")], street.Do(Assign(driver: "D-8")));
        Assert.Equal(new SittingNotStarted(Lunch, Eleven), street.Run(Start()).Refusal);
        Assert.Equal(new DeliveryRunNotStarted(RunOne), street.Run(NotAtHome(Anna)).Refusal);
        street.Clock = Ten;
        Assert.Equal([new DeliveryRunStarted(RunOne, Ten)], street.Do(Start()));
        Assert.Equal(new NotOnDeliveryRun(RunOne, Bruno), street.Run(Refused(Bruno)).Refusal);
        Assert.Equal("TEXT_INVALID", street.Run(Assign(driver: " ")).Refusal?.Code);
    }
}
