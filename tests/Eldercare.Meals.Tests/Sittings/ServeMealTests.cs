using Eldercare.Store.Deciding;
using static Eldercare.Meals.Tests.Example;

namespace Eldercare.Meals.Tests.Sittings;

public static class ServeMealTests
{
    [Fact]
    public static void Serves_a_booking_over_its_channel() =>
        Given(OnePlaceAtEleven, AnnaBooked).When(Eleven).Then(AnnaServed);

    [Fact]
    public static void Serves_from_an_hour_before_the_start_on() =>
        Given(OnePlaceAtEleven, AnnaBooked).When(Ten).Then(AnnaServed with { ServedAt = Ten });

    [Fact]
    public static void Serves_after_the_planned_end_while_the_sitting_is_not_closed() =>
        Given(OnePlaceAtEleven, AnnaBooked).When(One.AddHours(1)).Then(AnnaServed with { ServedAt = One.AddHours(1) });

    [Fact]
    public static void Serves_over_the_channel_of_the_last_booking() =>
        Given(OnePlaceAtEleven, AnnaBooked, AnnaCancelled, AnnaBooked with { Channel = Channel.Delivery }).When(Eleven)
            .Then(AnnaServed with { Channel = Channel.Delivery });

    [Fact]
    public static void Says_how_it_was_handed_over_when_not_as_it_was_booked() => ServeMealDecider
        .Decide(
            new(Point, Monday, Meal.Lunch, Anna, Channel: Channel.DineIn), Given(OnePlaceAtEleven, AnnaBooked with { Channel = Channel.Delivery }), Eleven)
        .Then(AnnaServed with { Channel = Channel.DineIn });

    [Fact]
    public static void Changes_nothing_at_the_second_check_in() =>
        Given(OnePlaceAtEleven, AnnaBooked, AnnaServed).When(Noon).ThenNothing();

    [Fact]
    public static void Refuses_a_second_portion_from_another_device()
    {
        Scan first = new("tablet-1", 7), second = new("tablet-2", 3);
        var served = Given(OnePlaceAtEleven, AnnaBooked, AnnaServed with { Scan = first });

        CheckIn(served, second).ThenRefused("ALREADY_SERVED", new AlreadyServed(Lunch, Anna));
        CheckIn(served, first).ThenNothing();
        // Without a device it is somebody else at the door, too.
        CheckIn(served, null).ThenRefused("ALREADY_SERVED", new AlreadyServed(Lunch, Anna));
        CheckIn(Given(OnePlaceAtEleven, AnnaBooked, AnnaServed), second).ThenRefused("ALREADY_SERVED", new AlreadyServed(Lunch, Anna));

        static Decision<SittingFact> CheckIn(Sitting? sitting, Scan? scan) =>
            ServeMealDecider.Decide(new(Point, Monday, Meal.Lunch, Anna, scan), sitting, Noon);
    }

    [Fact]
    public static void Changes_nothing_at_a_second_check_in_after_closing() =>
        Given(OnePlaceAtEleven, AnnaBooked, AnnaServed, Closed).When(One).ThenNothing();

    [Fact]
    public static void Refuses_a_sitting_never_opened() =>
        Given().When(Eleven).ThenRefused("SITTING_UNKNOWN", new SittingUnknown(Lunch));

    [Fact]
    public static void Refuses_someone_not_booked() =>
        Given(OnePlaceAtEleven, BrunoBooked).When(Eleven).ThenRefused("NOT_BOOKED", new NotBooked(Lunch, Anna));

    [Fact]
    public static void Refuses_a_cancelled_booking() =>
        Given(OnePlaceAtEleven, AnnaBooked, AnnaCancelled).When(Eleven).ThenRefused("NOT_BOOKED", new NotBooked(Lunch, Anna));

    [Fact]
    public static void Refuses_someone_served_as_a_walk_in() =>
        Given(OnePlaceAtEleven, AnnaWalkedIn).When(Noon).ThenRefused("ALREADY_SERVED", new AlreadyServed(Lunch, Anna));

    [Fact]
    public static void Refuses_a_no_show() =>
        Given(OnePlaceAtEleven, AnnaBooked, AnnaAbsent).When(Noon)
            .ThenRefused("NO_SHOW_ALREADY_RECORDED", new NoShowAlreadyRecorded(Lunch, Anna));

    [Fact]
    public static void Refuses_a_no_show_of_a_closed_sitting() =>
        Given(OnePlaceAtEleven, AnnaBooked, AnnaAbsent, Closed).When(One)
            .ThenRefused("NO_SHOW_ALREADY_RECORDED", new NoShowAlreadyRecorded(Lunch, Anna));

    [Fact]
    public static void Refuses_more_than_an_hour_before_the_start() =>
        Given(OnePlaceAtEleven, AnnaBooked).When(Ten.AddTicks(-1))
            .ThenRefused("SITTING_NOT_STARTED", new SittingNotStarted(Lunch, Eleven));

    private static Decision<SittingFact> When(this Sitting? sitting, DateTimeOffset now) =>
        ServeMealDecider.Decide(new(Point, Monday, Meal.Lunch, Anna), sitting, now);
}
