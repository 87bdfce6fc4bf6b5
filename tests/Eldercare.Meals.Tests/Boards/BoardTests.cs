using static Eldercare.Meals.Tests.Example;

namespace Eldercare.Meals.Tests.Boards;

public static class BoardTests
{
    [Fact]
    public static void A_meal_point_shows_what_it_is_now()
    {
        MealPointFact[] facts =
        [
            PointOpened, new WeekChanged(Point, []), new MealPointSuspended(Point, "Water cut"),
            new MealPointChanged(Point, "Green Street", "2 Green Street", 32.3, 119.5),
        ];
        Assert.Equal(
            new MealPointBoard(Point, "Green Street", Jingkou, "2 Green Street", 32.3, 119.5, Suspended: true, "Water cut", Sequence: 4),
            Rows.After(facts).Find<MealPointBoard>(Point));
        Assert.Equal(
            new MealPointBoard(Point, "Green Street", Jingkou, "2 Green Street", 32.3, 119.5, Suspended: false, null, Sequence: 5),
            Rows.After([.. facts, new MealPointResumed(Point)]).Find<MealPointBoard>(Point));
    }

    [Fact]
    public static void A_sitting_counts_what_happened()
    {
        var board = Rows.After(
        [
            OnePlaceAtEleven with { Price = new(700) }, AnnaBooked, AnnaCancelled, AnnaBooked,
            new SittingPlanChanged(Lunch, 4, 2, Eight, Ten, One, CapacityBefore: 1, new(800), new(100)),
            BrunoBooked, AnnaServed, new WalkInServed(Lunch, Clara, Noon), new NoShowRecorded(Lunch, Bruno), Closed,
        ]).Find<SittingBoard>(Lunch);
        Assert.Equal(
            new SittingBoard(
                Lunch, Point, Jingkou, Monday, Meal.Lunch, Capacity: 4, Booked: 1, Served: 1, NoShows: 1, WalkInBuffer: 2, WalkIns: 1,
                Cancelled: 1, CutOff: Eight, ServedFrom: Ten, ServedUntil: One, Offered: 0, Waiting: 0, Closed: true, Sequence: 10,
                Price: new(800), DeliveryFee: new(100)),
            board);
    }

    [Theory, InlineData(1), InlineData(4), InlineData(100)]
    public static void A_district_adds_up_its_sittings_of_the_day(int batch)
    {
        var dinner = OnePlaceAtEleven with { Sitting = SittingId.Of(Point, Monday, Meal.Dinner), Meal = Meal.Dinner, Capacity = 7 };
        var tomorrow = OnePlaceAtEleven with { Sitting = SittingId.Of(Point, Monday.AddDays(1), Meal.Lunch), Date = Monday.AddDays(1) };
        var rows = Rows.After(
            [
                OnePlaceAtEleven, dinner, tomorrow, AnnaBooked, AnnaServed, BrunoBooked with { Sitting = dinner.Sitting },
                new NoShowRecorded(dinner.Sitting, Bruno), BrunoWalkedIn, AnnaBooked with { Sitting = dinner.Sitting },
                AnnaCancelled with { Sitting = dinner.Sitting },
                new SittingPlanChanged(dinner.Sitting, 5, 1, Nine, Eleven, One, CapacityBefore: 7), Closed,
                AnnaBooked with { Sitting = tomorrow.Sitting },
            ],
            batch);
        Assert.Equal(
            new DistrictDay(Jingkou, Monday, Sittings: 2, Capacity: 6, Booked: 1, Served: 1, NoShows: 1, WalkIns: 1, Cancelled: 1),
            rows.Find<DistrictDay>(Jingkou, Monday));
        Assert.Equal(
            new DistrictDay(Jingkou, Monday.AddDays(1), Sittings: 1, Capacity: 1, Booked: 1, Served: 0, NoShows: 0, WalkIns: 0, Cancelled: 0),
            rows.Find<DistrictDay>(Jingkou, Monday.AddDays(1)));
    }

    [Fact]
    public static void A_board_without_its_first_event_is_an_error() =>
        Assert.Throws<InvalidOperationException>(() => Rows.After([AnnaBooked]));

    [Fact]
    public static void Every_fact_reaches_a_view_but_what_decisions_alone_ask_for()
    {
        var shown = new MealsModule().Views.SelectMany(v => v.Events).ToHashSet();
        var facts = typeof(MealsModule).Assembly.GetTypes()
            .Where(t => t.IsSealed && (t.IsAssignableTo(typeof(MealPointFact)) || t.IsAssignableTo(typeof(SittingFact))));
        Assert.Equal([typeof(WeekChanged), typeof(WaitingListPolicyChanged), typeof(MoveOfDisplacedRequested)], facts.Except(shown));
    }
}
