using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.Store.Deciding;
using static Eldercare.Meals.Tests.Example;

namespace Eldercare.Meals.Tests.Sittings;

public static class ServeWalkInTests
{
    [Fact] public static void Serves_the_last_portion_of_the_buffer() => Given(OnePlaceAtEleven).When(Noon).Then(AnnaWalkedIn);

    [Fact]
    public static void Serves_though_every_place_is_booked() =>
        Given(OnePlaceAtEleven, BrunoBooked).When(Noon).Then(AnnaWalkedIn);

    [Fact]
    public static void Serves_someone_who_cancelled() =>
        Given(OnePlaceAtEleven, AnnaBooked, AnnaCancelled).When(Noon).Then(AnnaWalkedIn);

    [Fact]
    public static void Serves_a_no_show_who_comes_after_all() =>
        Given(OnePlaceAtEleven, AnnaBooked, AnnaAbsent).When(Noon, portionAt: Lunch.Value).Then(AnnaWalkedIn);

    [Fact] public static void Changes_nothing_the_second_time() => Given(OnePlaceAtEleven, AnnaWalkedIn).When(One).ThenNothing();

    [Fact]
    public static void Changes_nothing_the_second_time_after_closing() =>
        Given(OnePlaceAtEleven, AnnaWalkedIn, Closed).When(One).ThenNothing();

    [Fact]
    public static void Takes_the_portion_for_the_sitting_and_asks_for_nothing_else()
    {
        var stream = Sitting.Stream.At(Lunch.Value);
        var outcome = new Standing(Noon)
            .With(stream, Given(OnePlaceAtEleven)).With(MealPoint.Stream.At(Point.Value), OpenPoint).With(Anna.Value, Registered(Anna))
            .Run(Command);
        Assert.Equal([(stream, AnnaWalkedIn)], outcome.Facts);
        Assert.Equal([(Portion.Claim(Anna, Monday, Meal.Lunch), stream)], outcome.Takes);
    }

    [Fact]
    public static void Refuses_when_the_claim_is_another_sittings()
    {
        var known = new Standing(Noon)
            .With(Sitting.Stream.At(Lunch.Value), Given(OnePlaceAtEleven)).With(MealPoint.Stream.At(Point.Value), OpenPoint)
            .With(Anna.Value, Registered(Anna)).With(Portion.Claim(Anna, Monday, Meal.Lunch), Elsewhere.Value);
        Assert.Equal(new PortionTakenElsewhere(Anna, Elsewhere), known.Run(Command).Refusal);
    }

    [Fact]
    public static void Refuses_a_meal_point_never_opened() =>
        ServeWalkInDecider.Decide(Command, null, Given(OnePlaceAtEleven), Registered(Anna), null, Noon)
            .ThenRefused("MEAL_POINT_UNKNOWN", new MealPointUnknown(Point));

    [Fact]
    public static void Refuses_a_sitting_never_opened() =>
        Given().When(Noon).ThenRefused("SITTING_UNKNOWN", new SittingUnknown(Lunch));

    [Fact]
    public static void Refuses_someone_not_registered() =>
        ServeWalkInDecider.Decide(Command, OpenPoint, Given(OnePlaceAtEleven), null, null, Noon)
            .ThenRefused("ELDER_UNKNOWN", new ElderUnknown(Anna));

    [Fact]
    public static void Refuses_someone_who_died() =>
        ServeWalkInDecider.Decide(Command, OpenPoint, Given(OnePlaceAtEleven), Registered(Anna, Monday), null, Noon)
            .ThenRefused("ELDER_HAS_DIED", new ElderHasDied(Anna, Monday));

    [Fact]
    public static void Refuses_someone_booked() =>
        Given(OnePlaceAtEleven, AnnaBooked).When(Noon).ThenRefused("ALREADY_BOOKED", new AlreadyBooked(Lunch, Anna));

    [Fact]
    public static void Refuses_someone_served() =>
        Given(OnePlaceAtEleven, AnnaBooked, AnnaServed).When(Noon).ThenRefused("ALREADY_SERVED", new AlreadyServed(Lunch, Anna));

    [Fact]
    public static void Refuses_a_closed_sitting() =>
        Given(OnePlaceAtEleven, Closed).When(One).ThenRefused("SITTING_ALREADY_CLOSED", new SittingAlreadyClosed(Lunch));

    [Fact]
    public static void Refuses_at_a_suspended_point() =>
        ServeWalkInDecider.Decide(Command, SuspendedPoint, Given(OnePlaceAtEleven), Registered(Anna), null, Noon)
            .ThenRefused("MEAL_POINT_SUSPENDED_NOW", new MealPointSuspendedNow(Point, "Water cut"));

    [Fact]
    public static void Refuses_more_than_an_hour_before_the_start() =>
        Given(OnePlaceAtEleven).When(Ten.AddTicks(-1)).ThenRefused("SITTING_NOT_STARTED", new SittingNotStarted(Lunch, Eleven));

    [Fact]
    public static void Refuses_a_second_portion_at_another_point() =>
        Given(OnePlaceAtEleven).When(Noon, portionAt: Elsewhere.Value)
            .ThenRefused("PORTION_TAKEN_ELSEWHERE", new PortionTakenElsewhere(Anna, Elsewhere));

    [Fact]
    public static void Refuses_a_meal_the_week_no_longer_has() => WhenDropped(OnePlaceAtEleven with { CutOff = Eleven }, Ten)
        .ThenRefused("MEAL_NOT_SERVED", new MealNotServed(Point, Monday, Meal.Lunch));

    [Fact]
    public static void Serves_at_a_sitting_dropped_from_the_week_after_its_cut_off() =>
        WhenDropped(OnePlaceAtEleven, Noon).Then(AnnaWalkedIn);

    [Fact]
    public static void Refuses_when_the_buffer_is_used_up() =>
        Given(OnePlaceAtEleven, BrunoWalkedIn).When(Noon).ThenRefused("WALK_IN_BUFFER_USED_UP", new WalkInBufferUsedUp(Lunch, 1));

    [Fact]
    public static void Refuses_a_second_portion_from_another_device()
    {
        Scan first = new("tablet-1", 7), second = new("tablet-2", 3);
        var served = Given(OnePlaceAtEleven, AnnaWalkedIn with { Scan = first });

        WalkIn(served, second).ThenRefused("ALREADY_SERVED", new AlreadyServed(Lunch, Anna));
        WalkIn(served, first).ThenNothing();
        WalkIn(Given(OnePlaceAtEleven), first).Then(AnnaWalkedIn with { Scan = first });

        static Decision<SittingFact> WalkIn(Sitting? sitting, Scan? scan) =>
            ServeWalkInDecider.Decide(Command with { Scan = scan }, OpenPoint, sitting, Registered(Anna), null, Noon);
    }

    private static readonly ServeWalkIn Command = new(Point, Monday, Meal.Lunch, Anna);

    private static Decision<SittingFact> WhenDropped(SittingOpened opened, DateTimeOffset now) => ServeWalkInDecider.Decide(
        Command, OpenPoint with { Week = [] }, Given(opened), Registered(Anna), portionAt: null, now);

    private static Decision<SittingFact> When(this Sitting? sitting, DateTimeOffset now, Guid? portionAt = null) =>
        ServeWalkInDecider.Decide(Command, OpenPoint, sitting, Registered(Anna), portionAt, now);
}
