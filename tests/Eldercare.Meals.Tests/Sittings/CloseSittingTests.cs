using Eldercare.Store.Deciding;
using static Eldercare.Meals.Tests.Example;

namespace Eldercare.Meals.Tests.Sittings;

public static class CloseSittingTests
{
    [Fact] public static void Closes_a_sitting_nobody_booked() => Given(OnePlaceAtEleven).When(One).Then(Closed);

    [Fact]
    public static void Records_who_was_booked_and_not_served_as_no_shows_first() =>
        Given(OnePlaceAtEleven with { Capacity = 3 }, BrunoBooked, AnnaBooked, new MealBooked(Lunch, Clara, Channel.DineIn),
                new MealServed(Lunch, Clara, Channel.DineIn, Eleven)).When(One)
            .Then(AnnaAbsent, new NoShowRecorded(Lunch, Bruno), Closed);

    [Fact]
    public static void Leaves_walk_ins_cancellations_and_earlier_no_shows_alone() =>
        Given(OnePlaceAtEleven, AnnaBooked, AnnaCancelled, BrunoBooked, new NoShowRecorded(Lunch, Bruno), new WalkInServed(Lunch, Clara, Noon))
            .When(One).Then(Closed);

    [Fact]
    public static void Whom_it_could_not_serve_did_not_fail_to_come()
    {
        var (stream, noPlace) = (Sitting.Stream.At(Lunch.Value), new BookingCancelled(Lunch, Anna, CloseSittingDecider.NoPlaceReason, Late: true));
        var outcome = new Standing(One).With(
                stream, Given(OnePlaceAtEleven with { Capacity = 2 }, AnnaBooked, BrunoBooked, new BookingDisplaced(Lunch, Anna, DisplacedBy.CapacityCut)))
            .Run(new CloseSitting(Point, Monday, Meal.Lunch));
        Assert.Equal([(stream, noPlace), (stream, new NoShowRecorded(Lunch, Bruno)), (stream, (object)Closed)], outcome.Facts);
        Assert.Equal([(Portion.Claim(Anna, Monday, Meal.Lunch), stream)], outcome.Releases);
    }

    [Fact]
    public static void Says_of_whom_it_could_not_serve_whether_she_was_told() =>
        Given(
                OnePlaceAtEleven with { Capacity = 2 }, AnnaBooked, BrunoBooked, new BookingDisplaced(Lunch, Anna, DisplacedBy.Closed),
                new BookingDisplaced(Lunch, Bruno, DisplacedBy.Closed), new DisplacedBookingEscalated(Lunch, Anna)).When(One)
            .Then(
                new BookingCancelled(Lunch, Anna, CloseSittingDecider.NoPlaceReason, Late: true, WasEscalated: true),
                new BookingCancelled(Lunch, Bruno, CloseSittingDecider.NoPlaceReason, Late: true), Closed);

    [Fact] public static void Changes_nothing_when_closed_already() => Given(OnePlaceAtEleven, Closed).When(One).ThenNothing();

    [Fact]
    public static void Writes_only_its_own_stream()
    {
        var stream = Sitting.Stream.At(Lunch.Value);
        var outcome = new Standing(One).With(stream, Given(OnePlaceAtEleven, AnnaBooked)).Run(new CloseSitting(Point, Monday, Meal.Lunch));
        Assert.Equal([(stream, AnnaAbsent), (stream, Closed)], outcome.Facts);
        Assert.Empty(outcome.Releases);
    }

    [Fact]
    public static void Refuses_a_sitting_never_opened() =>
        Given().When(One).ThenRefused("SITTING_UNKNOWN", new SittingUnknown(Lunch));

    [Fact]
    public static void Refuses_before_the_start() =>
        Given(OnePlaceAtEleven).When(Eleven.AddTicks(-1)).ThenRefused("SITTING_NOT_STARTED", new SittingNotStarted(Lunch, Eleven));

    private static Decision<SittingFact> When(this Sitting? sitting, DateTimeOffset now) =>
        CloseSittingDecider.Decide(new(Point, Monday, Meal.Lunch), sitting, missing: [], now);
}
