using Eldercare.Store.Deciding;
using static Eldercare.Meals.Tests.Example;

namespace Eldercare.Meals.Tests.Sittings;

public static class RecordNoShowTests
{
    [Fact]
    public static void Records_someone_booked_who_did_not_come() =>
        Given(OnePlaceAtEleven, AnnaBooked).When(Eleven).Then(AnnaAbsent);

    [Fact]
    public static void Changes_nothing_the_second_time() =>
        Given(OnePlaceAtEleven, AnnaBooked, AnnaAbsent).When(Noon).ThenNothing();

    [Fact]
    public static void Changes_nothing_after_closing_recorded_it() =>
        Given(OnePlaceAtEleven, AnnaBooked, AnnaAbsent, Closed).When(One).ThenNothing();

    [Fact]
    public static void Keeps_the_portion_with_the_sitting()
    {
        var known = new Standing(Noon).With(Sitting.Stream.At(Lunch.Value), Given(OnePlaceAtEleven, AnnaBooked));
        var outcome = known.Run(new RecordNoShow(Point, Monday, Meal.Lunch, Anna));
        Assert.Equal([(Sitting.Stream.At(Lunch.Value), AnnaAbsent)], outcome.Facts);
        Assert.Empty(outcome.Releases);
    }

    [Fact]
    public static void Refuses_a_sitting_never_opened() =>
        Given().When(Noon).ThenRefused("SITTING_UNKNOWN", new SittingUnknown(Lunch));

    [Fact]
    public static void Refuses_someone_not_booked() =>
        Given(OnePlaceAtEleven).When(Noon).ThenRefused("NOT_BOOKED", new NotBooked(Lunch, Anna));

    [Fact]
    public static void Refuses_a_cancelled_booking() =>
        Given(OnePlaceAtEleven, AnnaBooked, AnnaCancelled).When(Noon).ThenRefused("NOT_BOOKED", new NotBooked(Lunch, Anna));

    [Fact]
    public static void Refuses_someone_served() =>
        Given(OnePlaceAtEleven, AnnaBooked, AnnaServed).When(Noon).ThenRefused("ALREADY_SERVED", new AlreadyServed(Lunch, Anna));

    [Fact]
    public static void Refuses_someone_served_as_a_walk_in() =>
        Given(OnePlaceAtEleven, AnnaWalkedIn).When(Noon).ThenRefused("ALREADY_SERVED", new AlreadyServed(Lunch, Anna));

    [Fact]
    public static void Refuses_before_the_start() =>
        Given(OnePlaceAtEleven, AnnaBooked).When(Eleven.AddTicks(-1))
            .ThenRefused("SITTING_NOT_STARTED", new SittingNotStarted(Lunch, Eleven));

    private static Decision<SittingFact> When(this Sitting? sitting, DateTimeOffset now) =>
        RecordNoShowDecider.Decide(new(Point, Monday, Meal.Lunch, Anna), sitting, now);
}
