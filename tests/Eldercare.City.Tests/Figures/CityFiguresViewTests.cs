using Eldercare.Beds;
using Eldercare.Meals;
using Eldercare.People;
using static Eldercare.City.Tests.City;

namespace Eldercare.City.Tests.Figures;

public static class CityFiguresViewTests
{
    private static readonly ElderRegistered
        AnnaRegistered = new(Anna, Jingkou, Gender.Female, 194803), BrunoRegistered = new(Bruno, Jingkou, Gender.Male, 194803);

    [Fact]
    public static void Counts_portions_served_from_bookings_and_to_walk_ins() =>
        After(new MealServed(Lunch, Anna, Channel.DineIn, Now), new WalkInServed(Lunch, Bruno, Now))
            .Shows(new CityFigure("meals_served", 2), new CityFigure("walk_ins", 1));

    [Fact]
    public static void Counts_bookings_cancellations_and_no_shows() =>
        After(
            new MealBooked(Lunch, Anna, Channel.DineIn), new BookingCancelled(Lunch, Anna, null, Late: false),
            new MealBooked(Lunch, Bruno, Channel.Takeaway), new NoShowRecorded(Lunch, Bruno))
            .Shows(new CityFigure("bookings", 2), new CityFigure("cancelled", 1), new CityFigure("no_shows", 1));

    [Fact]
    public static void Counts_the_living_by_month_of_birth()
    {
        var rows = After(AnnaRegistered, BrunoRegistered, new ElderDied(Bruno, Today, 194803, Jingkou));

        rows.Shows(new CityFigure("deaths", 1), new CityFigure("people", 1));
        Assert.Equal([new BornInMonth(194803, 1)], rows.All<BornInMonth>());
    }

    [Fact]
    public static void Counts_beds_by_operator_and_kind()
    {
        var rows = new TestRows();

        rows.After(
            [new CityFiguresView()],
            Opened(Hillside, OperatorKind.Social), Opened(Town, OperatorKind.Public), Registered(BedOne, Hillside, BedKind.Nursing), Registered(BedTwo, Town, BedKind.Ordinary),
            Registered(new BedId(Id("third")), Hillside, BedKind.Dementia));

        rows.Shows(
            new CityFigure("beds", 3), new CityFigure("beds.nursing", 2), new CityFigure("beds.social", 2), new CityFigure("homes", 2));

        rows.After(
            [new CityFiguresView()],
            new BedRetired(BedOne, Hillside, BedKind.Nursing, "Worn out"), new BedRetired(BedTwo, Town, BedKind.Ordinary, "Worn out"));

        rows.Shows(
            new CityFigure("beds", 1), new CityFigure("beds.nursing", 1), new CityFigure("beds.social", 1), new CityFigure("homes", 2));
    }

    [Fact]
    public static void Counts_a_homes_beds_for_whoever_runs_it_now()
    {
        var rows = After(
            Opened(Hillside, OperatorKind.Public), Registered(BedOne, Hillside, BedKind.Nursing), Registered(BedTwo, Hillside, BedKind.Nursing),
            new BedRetired(BedTwo, Hillside, BedKind.Nursing, "Worn out"), Updated(OperatorKind.PublicBuiltPrivatelyRun));
        rows.Shows(
            new CityFigure("beds", 1), new CityFigure("beds.nursing", 1), new CityFigure("beds.social", 1), new CityFigure("homes", 1));

        rows.After([new CityFiguresView()], Updated(OperatorKind.Social), Updated(OperatorKind.Public));
        rows.Shows(
            new CityFigure("beds", 1), new CityFigure("beds.nursing", 1), new CityFigure("beds.social", 0), new CityFigure("homes", 1));
    }

    [Fact]
    public static void Counts_a_bed_by_the_kind_it_is_now() =>
        After(
            Opened(Hillside, OperatorKind.Public), Registered(BedOne, Hillside, BedKind.Ordinary), Registered(BedTwo, Hillside, BedKind.Nursing),
            Changed(BedOne, BedKind.Ordinary, BedKind.Dementia), Changed(BedTwo, BedKind.Nursing, BedKind.Dementia),
            Changed(BedTwo, BedKind.Dementia, BedKind.Ordinary))
            .Shows(new CityFigure("beds", 2), new CityFigure("beds.nursing", 1), new CityFigure("homes", 1));

    [Fact]
    public static void Counts_day_care_centres() =>
        After(new DayCareCentreRegistered(new DayCareCentreId(Id("centre")), "Centre", Jingkou, "1 Road", MealPoint: null))
            .Shows(new CityFigure("day_care_centres", 1));

    [Fact]
    public static void Counts_a_bed_as_occupied_through_a_transfer_until_departure() =>
        After(
            new ResidentAdmitted(BedOne, Hillside, Anna, null, Today),
            new ResidentAdmitted(new BedId(Id("third")), Hillside, Bruno, null, Today),
            new ResidentTransferredOut(BedOne, Anna, BedTwo, Today), new ResidentTransferredIn(BedTwo, Anna, BedOne, Today),
            Departed())
            .Shows(new CityFigure("beds.occupied", 1));

    [Fact]
    public static void Wants_exactly_the_events_it_can_count() =>
        Assert.All(new CityFiguresView().Events, type => Assert.False(type.IsAbstract));

    private static ResidentDeparted Departed() => new(BedTwo, Anna, Today, DepartureReason.Departed);

    private static BedRegistered Registered(BedId bed, HomeId home, BedKind kind) =>
        new(bed, home, RoomOne, "1", kind, GenderRule.Mixed, CareLevel.Total);

    private static HomeRegistered Opened(HomeId home, OperatorKind kind) => new(home, "Home", Jingkou, "1 Road", 32.2, 119.4, kind);

    private static HomeUpdated Updated(OperatorKind kind) => new(Hillside, "Home", "1 Road", 32.2, 119.4, kind, Phone: null);

    private static BedChanged Changed(BedId bed, BedKind before, BedKind now) => new(bed, Hillside, now, before, CareLevel.Total, []);

    private static TestRows After(params ReadOnlySpan<object> facts) => new TestRows().After([new CityFiguresView()], facts);

    private static void Shows(this TestRows rows, params CityFigure[] figures) =>
        Assert.Equal(figures, rows.All<CityFigure>().OrderBy(f => f.Name, StringComparer.Ordinal));
}
