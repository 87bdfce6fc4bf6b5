using static Eldercare.Meals.Tests.Example;
using static Eldercare.Meals.Tests.Ordering.OrderExample;

namespace Eldercare.Meals.Tests.Boards;

/// <summary>Displaced bookings, missed portions, standing orders and closing days as the views show them.</summary>
public static class WorklistTests
{
    private static readonly BookingDisplaced s_displaced = new(Lunch, Anna, DisplacedBy.Suspended);

    [Fact]
    public static void A_displaced_booking_is_listed_until_it_is_settled()
    {
        var item = DisplacedBooking.ItemOf(Lunch, Anna);
        var open = new DisplacedBooking(
            item, Lunch, Anna, Point, Jingkou, Monday, Meal.Lunch, DisplacedBy.Suspended, Nine, Noon, DisplacedState.Open, null, null, null, null);
        object[] before = [PointOpened, OnePlaceAtEleven, AnnaBooked, s_displaced];

        Assert.Equal(open, Rows.After(before).Find<DisplacedBooking>(item));
        Assert.Equal(
            open with { EscalatedAt = Noon }, Rows.After([.. before, new DisplacedBookingEscalated(Lunch, Anna)]).Find<DisplacedBooking>(item));
        foreach (var (fact, state) in new (SittingFact, DisplacedState)[]
        {
            (new BookingReinstated(Lunch, Anna), DisplacedState.Reinstated), (AnnaCancelled, DisplacedState.Cancelled),
            (AnnaServed, DisplacedState.Served), (AnnaAbsent, DisplacedState.NoShow),
        })
            Assert.Equal(open with { State = state, SettledAt = Noon }, Rows.After([.. before, fact]).Find<DisplacedBooking>(item));
        Assert.Equal(
            open with { State = DisplacedState.Moved, SettledAt = Noon, MovedTo = Elsewhere },
            Rows.After([.. before, new BookingMovedOut(Lunch, Anna, Elsewhere, null, false)]).Find<DisplacedBooking>(item));
    }

    [Fact]
    public static void Who_is_displaced_again_is_listed_again()
    {
        var rows = Rows.After([PointOpened, OnePlaceAtEleven, AnnaBooked, s_displaced, new BookingReinstated(Lunch, Anna), s_displaced]);
        Assert.Equal(DisplacedState.Open, rows.Find<DisplacedBooking>(DisplacedBooking.ItemOf(Lunch, Anna))?.State);
    }

    [Fact]
    public static void A_booking_that_moves_out_frees_its_place_and_a_set_capacity_counts()
    {
        SittingFact[] facts =
        [
            OnePlaceAtEleven, AnnaBooked, new SittingCapacitySet(Lunch, 0, 1, "Oven broken"), s_displaced,
            new BookingMovedOut(Lunch, Anna, Elsewhere, null, false),
        ];
        var rows = Rows.After([PointOpened, .. facts]);
        Assert.Equal(SittingBoard.Of(Given(facts)!, 0) with { Sequence = 0 }, rows.Find<SittingBoard>(Lunch)! with { Sequence = 0 });
        Assert.Equal((0, 0), (rows.Find<DistrictDay>(Jingkou, Monday)!.Capacity, rows.Find<DistrictDay>(Jingkou, Monday)!.Booked));
    }

    [Fact]
    public static void A_missed_portion_is_listed_until_she_has_one()
    {
        var item = StandingOrderMiss.ItemOf(Anna, Monday, Meal.Lunch);
        var missed = new OrderedMealMissed(Anna, Order, Point, Monday, Meal.Lunch, "SITTING_FULL", Nine);
        var open = new StandingOrderMiss(
            item, Order, Anna, Point, Jingkou, Monday, Meal.Lunch, "SITTING_FULL", Noon, MissState.Open, Nine, null, null, null, null, null);
        StandingOrderMiss? After(params object[] facts) => Rows.After([PointOpened, OnePlaceAtEleven, Placed, missed, .. facts]).Find<StandingOrderMiss>(item);

        Assert.Equal(open, Rows.After([PointOpened, OnePlaceAtEleven, Placed, missed]).Find<StandingOrderMiss>(item));
        Assert.Equal(open with { State = MissState.Booked, SettledAt = Noon }, After(AnnaBooked));
        Assert.Equal(open with { State = MissState.Dropped, SettledAt = Noon }, After(new OrderedMealMissDropped(Anna, Order, Monday, Meal.Lunch)));
        var failed = new OrderedMealFailed(Anna, Order, Point, Monday, Meal.Lunch, ByList: false);
        Assert.Equal(open with { FailedAt = Noon }, After(failed));
        Assert.Equal(
            open with { FailedAt = Noon, State = MissState.Settled, Action = MissAction.NotReached, Note = "Rang twice", SettledAt = Noon },
            After(failed, new OrderedMealMissSettled(Anna, Order, Monday, Meal.Lunch, MissAction.NotReached, "Rang twice")));
        Assert.Equal(MissState.Closed, After(missed with { Reason = "MEAL_POINT_CLOSED_THAT_DAY" })?.State);
    }

    [Fact]
    public static void A_missed_portion_is_listed_again_when_the_one_she_had_elsewhere_is_gone()
    {
        var bridge = new MealPointId(Id(9));
        object[] before =
        [
            PointOpened, PointOpened with { Point = bridge }, OnePlaceAtEleven, OnePlaceAtEleven with { Sitting = Elsewhere, Point = bridge }, Placed,
            new OrderedMealMissed(Anna, Order, Point, Monday, Meal.Lunch, "MEAL_POINT_SUSPENDED_NOW", Nine), AnnaBooked with { Sitting = Elsewhere },
        ];
        var (gone, dropped) = (AnnaCancelled with { Sitting = Elsewhere }, new OrderedMealMissDropped(Anna, Order, Monday, Meal.Lunch));
        (MissState, bool) After(params object[] facts) =>
            Rows.After([.. before, .. facts]).Find<StandingOrderMiss>(StandingOrderMiss.ItemOf(Anna, Monday, Meal.Lunch)) is { } miss
                ? (miss.State, miss.SettledAt is null)
                : default;

        Assert.Equal((MissState.Booked, false), After());
        Assert.Equal((MissState.Open, true), After(gone));
        Assert.Equal((MissState.Dropped, false), After(gone, dropped));
        Assert.Equal((MissState.Dropped, false), After(dropped, gone));
        // What a person cancels where the order wants it the order does not book again.
        Assert.Equal((MissState.Booked, false), After(gone, AnnaBooked, AnnaCancelled));
    }

    [Fact]
    public static void An_order_shows_its_lines_as_they_stand_and_none_when_it_is_over()
    {
        var both = Placed with { Lines = [Lunches, Lunches with { Meal = Meal.Dinner }] };
        var rows = Rows.After([both, new StandingOrderPaused(Anna, Order, Monday, null)]);
        var line = rows.Find<StandingOrderLine>(Order, 0)!;
        Assert.Equal((Anna, Point, (1 << 1) | (1 << 5), Meal.Lunch), (line.Elder, line.Point, line.Weekdays, line.Meal));
        Assert.Equal([new Pause(Monday, null)], line.Pauses);
        Assert.NotNull(rows.Find<StandingOrderLine>(Order, 1));

        var changed = Rows.After([both, new StandingOrderChanged(Anna, Order, Placed.Lines, Monday, null)]);
        Assert.False(changed.Holds<StandingOrderLine>(Order, 1));

        var over = Rows.After([both, new StandingOrderEnded(Anna, Order, Monday.AddDays(-1))]);
        Assert.False(over.Holds<StandingOrderLine>(Order, 0));
        Assert.True(over.Find<StandingOrderBoard>(Order)!.Ended);
    }

    [Fact]
    public static void A_closing_day_is_shown_until_it_is_none()
    {
        var closed = new MealPointClosedOn(Point, Monday, [], "Holiday");
        Assert.Equal("Holiday", Rows.After([PointOpened, closed]).Find<MealPointClosedDay>(Point, Monday)?.Reason);
        Assert.False(Rows.After([PointOpened, closed, new MealPointReopenedOn(Point, Monday)]).Holds<MealPointClosedDay>(Point, Monday));
    }
}
