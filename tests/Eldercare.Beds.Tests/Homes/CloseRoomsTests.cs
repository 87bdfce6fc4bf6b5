using Eldercare.Beds.Beds;
using Eldercare.Beds.Boards;
using Eldercare.Beds.Homes;
using Eldercare.Beds.Tests.Boards;
using Eldercare.People;
using Eldercare.Store.Deciding;
using static Eldercare.Beds.Tests.Example;

namespace Eldercare.Beds.Tests.Homes;

public static class CloseRoomsTests
{
    private static readonly DateOnly s_wednesday = Today.AddDays(2), s_friday = Today.AddDays(4);
    private static readonly CloseRooms s_close = new(Hillside, [MixedRoom], "Flu", ClosureKind.Isolation, s_friday, [One, Two]);
    private static readonly BedClosed s_one = new(One, "Flu", ClosureKind.Isolation, Today, s_friday, WithRoom: true), s_two = s_one with { Bed = Two };
    private static readonly ClosureOrdered s_ordered = new(One, "Flu", ClosureKind.Isolation, Today, s_friday);

    [Fact]
    public static void Closes_all_its_beds_in_one_step_and_the_days_of_each()
    {
        var world = Given();
        world.When(s_close).Then(s_one, s_two);
        Assert.All([One, Two], bed => Assert.Equal([new Span(Today, s_friday, bed.Value)], world.SpansOf(Days.Of(bed))));
        world.When(s_close).ThenNothing();
    }

    [Fact]
    public static void Who_lies_there_stays_and_her_bed_is_closed_once_it_has_been_left_and_cleaned()
    {
        var world = Given(AnnaInOne);
        world.When(s_close).Then(s_two, s_ordered);
        Assert.Equal(BedState.Occupied, world.StateOf(One).State);
        world.When(s_close).ThenNothing();
        world.When(s_close with { Until = null }).Then(new ClosureEndChanged(Two, Today, null), s_ordered with { Until = null });
        world.When(s_close).Then(new ClosureEndChanged(Two, Today, s_friday), s_ordered);
        world.When(new RecordDeparture(One, Anna, Today, DepartureReason.Departed));
        world.When(new MarkBedCleaned(One)).Then(new BedCleaned(One), s_one);
        Assert.Equal([new Span(Today, s_friday, One.Value)], world.SpansOf(Days.Of(One)));
    }

    [Fact]
    public static void Nobody_new_is_promised_a_bed_that_is_to_be_closed()
    {
        var world = Given(AnnaInOne with { Until = s_wednesday }, s_ordered);
        world.When(new ReserveBed(One, Bruno, s_wednesday, null)).ThenRefused("BED_TAKEN", new BedTaken(One, Today, s_friday));
        world.When(new ReserveBed(One, Bruno, s_friday, null)).Then(new ReservationMade(One, Hillside, Bruno, s_friday, null));
        Given(AnnaInOne with { Until = s_wednesday }, s_ordered, new ReservationMade(Two, Hillside, Bruno, s_wednesday, s_friday))
            .When(new MoveReservation(Bruno, Two, One, s_wednesday)).ThenRefused("BED_TAKEN", new BedTaken(One, Today, s_friday));
    }

    [Fact]
    public static void A_bed_that_is_left_after_the_days_of_the_closure_is_ready()
    {
        var world = Given(AnnaInOne, s_ordered);
        world.Clock = Now.AddDays(4);
        world.When(new RecordDeparture(One, Anna, s_friday, DepartureReason.Departed));
        world.When(new MarkBedCleaned(One)).Then(new BedCleaned(One), new ClosureLifted(One));
        Assert.Equal(BedState.Ready, world.StateOf(One).State);
    }

    [Fact]
    public static void The_board_marks_who_lies_in_a_closed_room_until_the_bed_is_closed()
    {
        var rows = Rows.After([.. Built, AnnaInOne, s_ordered]);
        Assert.Equal((BedState.Occupied, new BedClosing(ClosureKind.Isolation, Today, s_friday)), (rows.Get<BedBoard>(One)!.State, rows.Get<BedBoard>(One)!.Closing));
        Assert.Equal(s_wednesday, Rows.After([.. Built, AnnaInOne, s_ordered, new ClosureEndChanged(One, Today, s_wednesday)]).Get<BedBoard>(One)!.Closing!.Until);
        Assert.NotNull(Rows.After([.. Built, AnnaInOne, s_ordered, AnnaLeft]).Get<BedBoard>(One)!.Closing);
        var closed = Rows.After([.. Built, AnnaInOne, s_ordered, AnnaLeft, new BedCleaned(One), s_one]).Get<BedBoard>(One)!;
        Assert.Equal((BedState.Closed, s_friday, null), (closed.State, closed.Until, closed.Closing));
        Assert.Null(Rows.After([.. Built, AnnaInOne, s_ordered, new ClosureLifted(One)]).Get<BedBoard>(One)!.Closing);
    }

    [Fact]
    public static void Several_rooms_are_closed_and_reopened_in_one_step()
    {
        var world = Given(AnnaInOne);
        ImmutableArray<RoomId> unit = [MixedRoom, LadiesRoom];
        ImmutableArray<BedId> beds = [One, Two, ForLadies];
        world.When(s_close with { Rooms = unit, Beds = beds }).Then(s_two, s_one with { Bed = ForLadies }, s_ordered);
        world.When(new ReopenRooms(Hillside, unit, beds)).Then(new ClosureLifted(One), new BedReopened(Two), new BedReopened(ForLadies));
        Assert.Empty(world.SpansOf(Days.Of(Two)));
        world.When(new ReopenRooms(Hillside, unit, beds)).ThenNothing();
        world.When(new ReopenRooms(Hillside, [], [])).ThenRefused("UNIT_UNKNOWN", new UnitUnknown(Hillside));
        world.When(new ReopenRooms(Hillside, [MixedRoom], beds)).ThenRefused("ROOM_BEDS_DIFFER", new RoomBedsDiffer(Hillside, LadiesRoom));
    }

    [Fact]
    public static void Done_again_with_another_day_it_is_so_for_every_bed()
    {
        var world = Given(s_one, s_two);
        world.When(s_close with { Until = null }).Then(new ClosureEndChanged(One, Today, null), new ClosureEndChanged(Two, Today, null));
        Assert.Equal([new Span(Today, null, One.Value)], world.SpansOf(Days.Of(One)));
        world.When(new ReserveBed(One, Anna, s_friday, null)).ThenRefused("BED_TAKEN", new BedTaken(One, Today, null));
        Given(s_one, s_two, new ReservationMade(Two, Hillside, Clara, s_friday, null)).When(s_close with { Until = s_friday.AddDays(2) }).ThenRefused(
            "RESERVATIONS_IN_THE_WAY", new ReservationsInTheWay([new(Two, Clara, s_friday, null)]));
    }

    [Fact]
    public static void A_bed_that_is_closed_by_itself_is_not_back_before_the_room_and_not_reopened_with_it()
    {
        BedClosed broken = new(One, "The frame broke", ClosureKind.Maintenance, Today, s_wednesday);
        var world = Given(broken);
        world.When(s_close).Then(s_two, new ClosureEndChanged(One, Today, s_friday));
        world.When(new ReopenRooms(Hillside, [MixedRoom], [One, Two])).Then(new BedReopened(Two));
        Given(broken with { Until = null }).When(s_close).Then(s_two);
    }

    [Fact]
    public static void Refuses_while_a_bed_is_kept_for_who_did_not_come()
    {
        var world = Given(new ReservationMade(One, Hillside, Anna, Today, Tomorrow), new ReservationBegan(One, Anna, Today));
        world.Clock = Now.AddDays(1);
        world.When(s_close).ThenRefused("ROOM_BEDS_KEPT", new RoomBedsKept(Hillside, MixedRoom, [One]));
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
        Given().When(s_close with { Beds = [One, Two, ForLadies] }).ThenRefused("ROOM_BEDS_DIFFER", new RoomBedsDiffer(Hillside, LadiesRoom));
    }

    [Fact]
    public static void Refuses_a_day_that_is_not_ahead() => Given().When(s_close with { Until = Today })
        .ThenRefused("DATE_TOO_LONG_AGO", new DateTooLongAgo("until", Tomorrow));

    [Fact]
    public static void Refuses_without_a_reason() => Given().When(s_close with { Reason = "" })
        .ThenRefused("TEXT_INVALID", TextInvalid.Empty("reason"));

    [Fact]
    public static void Refuses_an_unknown_home_or_room()
    {
        Given().When(s_close with { Home = new(Id(90)) }).ThenRefused("HOME_UNKNOWN", new HomeUnknown(new(Id(90))));
        Given().When(s_close with { Rooms = [new(Id(90))] }).ThenRefused("ROOM_UNKNOWN", new RoomUnknown(Hillside, new(Id(90))));
    }
}
