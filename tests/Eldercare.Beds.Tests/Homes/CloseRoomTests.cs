using Eldercare.Beds.Beds;
using Eldercare.Beds.Homes;
using Eldercare.People;
using Eldercare.Store.Deciding;
using static Eldercare.Beds.Tests.Example;

namespace Eldercare.Beds.Tests.Homes;

public static class CloseRoomTests
{
    private static readonly DateOnly s_wednesday = Today.AddDays(2), s_friday = Today.AddDays(4);
    private static readonly CloseRoom s_close = new(Hillside, MixedRoom, "Flu", ClosureKind.Isolation, s_friday, [One, Two]);
    private static readonly BedClosed s_one = new(One, "Flu", ClosureKind.Isolation, Today, s_friday), s_two = s_one with { Bed = Two };

    [Fact]
    public static void Closes_all_its_beds_in_one_step_and_the_days_of_each()
    {
        var world = Given();
        world.When(s_close).Then(s_one, s_two);
        Assert.All([One, Two], bed => Assert.Equal([new Span(Today, s_friday, bed.Value)], world.SpansOf(Days.Of(bed))));
        world.When(s_close).ThenNothing();
    }

    [Fact]
    public static void Who_lies_there_stays_and_her_bed_is_closed_by_doing_it_again()
    {
        var world = Given(AnnaInOne);
        world.When(s_close).Then(s_two);
        Assert.Equal(BedState.Occupied, world.StateOf(One).State);
        world.When(new RecordDeparture(One, Anna, Today, DepartureReason.Departed));
        world.When(s_close).Then(s_one);
    }

    [Fact]
    public static void A_retired_bed_stays_out_of_use() =>
        Given(new BedRetired(Two, Hillside, BedKind.Nursing, "Worn out")).When(s_close).Then(s_one);

    [Fact]
    public static void Names_what_is_promised_of_any_of_its_beds()
    {
        ReservationMade brunos = new(One, Hillside, Bruno, s_wednesday, null), claras = new(Two, Hillside, Clara, s_friday, null);
        Given(AnnaInOne with { Until = s_wednesday }, brunos, claras).When(s_close).ThenRefused(
            "RESERVATIONS_IN_THE_WAY", new ReservationsInTheWay([new(One, Bruno, s_wednesday, null)]));
        Given(brunos, claras).When(s_close with { Until = null }).ThenRefused(
            "RESERVATIONS_IN_THE_WAY", new ReservationsInTheWay([new(One, Bruno, s_wednesday, null), new(Two, Clara, s_friday, null)]));
    }

    [Fact]
    public static void Refuses_while_beds_are_kept_for_applications()
    {
        Given(AnnaApplied, OneOffered).When(s_close).ThenRefused("ROOM_BEDS_KEPT", new RoomBedsKept(Hillside, MixedRoom, [One]));
        Given(OneReserved).When(s_close).ThenRefused("ROOM_BEDS_KEPT", new RoomBedsKept(Hillside, MixedRoom, [One]));
    }

    [Fact]
    public static void Refuses_when_its_beds_are_others_than_those_named()
    {
        Given(OneRegistered with { Bed = Nowhere, Number = "3" }, new BedPlaced(Hillside, MixedRoom, Nowhere)).When(s_close)
            .ThenRefused("ROOM_BEDS_DIFFER", new RoomBedsDiffer(Hillside, MixedRoom));
        Given().When(s_close with { Beds = [One, Two, ForLadies] }).ThenRefused("ROOM_BEDS_DIFFER", new RoomBedsDiffer(Hillside, MixedRoom));
    }

    [Fact]
    public static void Refuses_a_day_that_is_not_ahead() => Given().When(s_close with { Until = Today })
        .ThenRefused("DATE_TOO_LONG_AGO", new DateTooLongAgo("until", Tomorrow));

    [Fact]
    public static void Refuses_without_a_reason() => Given().When(s_close with { Reason = "" })
        .ThenRefused("TEXT_INVALID", new TextInvalid("reason", "is empty"));

    [Fact]
    public static void Refuses_an_unknown_home_or_room()
    {
        Given().When(s_close with { Home = new(Id(90)) }).ThenRefused("HOME_UNKNOWN", new HomeUnknown(new(Id(90))));
        Given().When(s_close with { Room = new(Id(90)) }).ThenRefused("ROOM_UNKNOWN", new RoomUnknown(Hillside, new(Id(90))));
    }
}
