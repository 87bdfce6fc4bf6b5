using Eldercare.People;
using Eldercare.Store.Deciding;
using static Eldercare.Meals.Tests.Example;

namespace Eldercare.Meals.Tests.Sittings;

public static class CancelBookingTests
{
    [Fact] public static void Cancels_before_the_cut_off() => Given(OnePlaceAtEleven, AnnaBooked).When(Eight).Then(AnnaCancelled);

    [Fact]
    public static void Cancels_late_with_the_right() =>
        Given(OnePlaceAtEleven, AnnaBooked).When(Nine, late: true).Then(AnnaCancelled with { Late = true });

    [Fact]
    public static void Does_not_call_a_cancellation_late_before_the_cut_off() =>
        Given(OnePlaceAtEleven, AnnaBooked).When(Eight, late: true).Then(AnnaCancelled);

    [Fact]
    public static void Needs_no_reason() =>
        CancelBookingDecider.Decide(Command() with { Reason = null }, OpenPoint, Given(OnePlaceAtEleven, AnnaBooked), Eight)
            .Then(AnnaCancelled with { Reason = null });

    [Fact]
    public static void Changes_nothing_when_cancelled_already() =>
        Given(OnePlaceAtEleven, AnnaBooked, AnnaCancelled).When(Nine).ThenNothing();

    [Fact]
    public static void Gives_the_portion_back()
    {
        var stream = Sitting.Stream.At(Lunch.Value);
        var outcome = new Standing(Eight).With(stream, Given(OnePlaceAtEleven, AnnaBooked)).Run(Command());
        Assert.Equal([(stream, AnnaCancelled)], outcome.Facts);
        Assert.Equal([(Portion.Claim(Anna, Monday, Meal.Lunch), stream)], outcome.Releases);
    }

    [Fact]
    public static void Gives_no_portion_back_when_nothing_changes()
    {
        var cancelled = Given(OnePlaceAtEleven, AnnaBooked, AnnaCancelled);
        Assert.Empty(new Standing(Eight).With(Sitting.Stream.At(Lunch.Value), cancelled).Run(Command()).Releases);
    }

    [Fact]
    public static void Refuses_a_sitting_never_opened() =>
        Given().When(Eight).ThenRefused("SITTING_UNKNOWN", new SittingUnknown(Lunch));

    [Fact]
    public static void Refuses_an_endless_reason()
    {
        var endless = Command() with { Reason = new string('a', 201) };
        Assert.IsType<TextInvalid>(CancelBookingDecider.Decide(endless, OpenPoint, Given(OnePlaceAtEleven, AnnaBooked), Eight).Refusal);
    }

    [Fact]
    public static void Refuses_someone_not_booked() =>
        Given(OnePlaceAtEleven, BrunoBooked).When(Eight).ThenRefused("NOT_BOOKED", new NotBooked(Lunch, Anna));

    [Fact]
    public static void Refuses_someone_served() =>
        Given(OnePlaceAtEleven, AnnaBooked, AnnaServed).When(Noon, late: true)
            .ThenRefused("ALREADY_SERVED", new AlreadyServed(Lunch, Anna));

    [Fact]
    public static void Refuses_someone_served_as_a_walk_in() =>
        Given(OnePlaceAtEleven, AnnaWalkedIn).When(Noon, late: true).ThenRefused("ALREADY_SERVED", new AlreadyServed(Lunch, Anna));

    [Fact]
    public static void Refuses_a_no_show() =>
        Given(OnePlaceAtEleven, AnnaBooked, AnnaAbsent).When(Noon, late: true)
            .ThenRefused("NO_SHOW_ALREADY_RECORDED", new NoShowAlreadyRecorded(Lunch, Anna));

    [Fact]
    public static void Refuses_a_no_show_of_a_closed_sitting() =>
        Given(OnePlaceAtEleven, AnnaBooked, AnnaAbsent, Closed).When(Noon, late: true)
            .ThenRefused("NO_SHOW_ALREADY_RECORDED", new NoShowAlreadyRecorded(Lunch, Anna));

    [Fact]
    public static void Refuses_from_the_cut_off_on() =>
        Given(OnePlaceAtEleven, AnnaBooked).When(Nine).ThenRefused("CUT_OFF_PASSED", new CutOffPassed(Lunch, Nine));

    private static CancelBooking Command(bool late = false) => new(Point, Monday, Meal.Lunch, Anna, "Away", late);

    private static Decision<SittingFact> When(this Sitting? sitting, DateTimeOffset now, bool late = false) =>
        CancelBookingDecider.Decide(Command(late), OpenPoint, sitting, now);
}
