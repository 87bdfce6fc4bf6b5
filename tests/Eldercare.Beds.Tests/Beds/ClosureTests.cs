using Eldercare.Beds.Beds;
using Eldercare.Beds.Boards;
using Eldercare.Beds.Tests.Boards;
using Eldercare.People;
using Eldercare.Store.Deciding;
using static Eldercare.Beds.Tests.Example;

namespace Eldercare.Beds.Tests.Beds;

/// <summary>Domain, beds, rule 10: what a closure does to the days of a bed.</summary>
public static class ClosureTests
{
    private static readonly DateOnly s_wednesday = Today.AddDays(2), s_friday = Today.AddDays(4), s_sunday = Today.AddDays(6);
    private static readonly CloseBed s_close = new(One, "Water pipe", ClosureKind.Maintenance, s_friday);
    private static readonly BedClosed s_closed = new(One, "Water pipe", ClosureKind.Maintenance, Today, s_friday);
    private static readonly ReservationMade s_annas = new(One, Hillside, Anna, s_wednesday, s_sunday);

    [Fact]
    public static void Nobody_is_promised_the_days_of_a_closure_and_anybody_those_after_it()
    {
        var world = Given();
        world.When(s_close).Then(s_closed);
        Assert.Equal([new Span(Today, s_friday, One.Value)], world.SpansOf(Days.Of(One)));
        world.When(new ReserveBed(One, Anna, s_wednesday, s_sunday)).ThenRefused("BED_TAKEN", new BedTaken(One, Today, s_friday));
        world.When(new ReserveBed(One, Anna, s_friday, s_sunday)).Then(s_annas with { From = s_friday });
    }

    [Fact]
    public static void Of_a_closure_without_an_end_no_day_is_promised() => Given(s_closed with { Until = null })
        .When(new ReserveBed(One, Anna, s_sunday, null)).ThenRefused("BED_TAKEN", new BedTaken(One, Today, null));

    [Fact]
    public static void Names_the_reservations_that_have_to_be_moved_first()
    {
        ReservationMade brunos = new(One, Hillside, Bruno, s_sunday, null);
        var (first, second) = (new ReservationInTheWay(One, Anna, s_wednesday, s_sunday), new ReservationInTheWay(One, Bruno, s_sunday, null));
        Given(s_annas, brunos).When(s_close).ThenRefused("RESERVATIONS_IN_THE_WAY", new ReservationsInTheWay([first]));
        Given(s_annas, brunos).When(s_close with { Until = null }).ThenRefused("RESERVATIONS_IN_THE_WAY", new ReservationsInTheWay([first, second]));
        Given(s_annas, brunos).When(new RetireBed(One, "Worn out")).ThenRefused("RESERVATIONS_IN_THE_WAY", new ReservationsInTheWay([first, second]));
        Given(s_annas, brunos).When(s_close with { Until = s_wednesday }).Then(s_closed with { Until = s_wednesday });
    }

    [Fact]
    public static void A_bed_kept_for_a_reservation_is_promised_too() =>
        Given(s_annas with { From = Today }, new ReservationBegan(One, Anna, Today)).When(s_close)
            .ThenRefused("RESERVATIONS_IN_THE_WAY", new ReservationsInTheWay([new(One, Anna, Today, s_sunday)]));

    [Fact]
    public static void An_occupied_bed_is_occupied_whoever_comes_next() =>
        Given(AnnaInOne with { Until = s_wednesday }, s_annas with { Elder = Bruno }).When(s_close)
            .ThenRefused("BED_STATE_FORBIDS", new BedStateForbids(One, BedState.Occupied, BedAction.Close));

    [Fact]
    public static void A_closure_lasts_beyond_today() => Given().When(s_close with { Until = Today })
        .ThenRefused("DATE_TOO_LONG_AGO", new DateTooLongAgo("until", Tomorrow));

    [Fact]
    public static void Its_days_are_free_again_when_the_bed_is_reopened_or_nobodys_for_ever()
    {
        var world = Given(s_closed);
        world.When(new ReopenBed(One)).Then(new BedReopened(One));
        Assert.Empty(world.SpansOf(Days.Of(One)));
        world.When(s_close).Then(s_closed);
        world.When(new RetireBed(One, "Worn out"));
        Assert.Empty(world.SpansOf(Days.Of(One)));
    }

    [Fact]
    public static void It_ends_another_day_unless_the_bed_is_promised_by_then()
    {
        var world = Given(s_closed, s_annas with { From = s_friday });
        world.When(new ChangeClosureEnd(One, s_sunday)).ThenRefused(
            "RESERVATIONS_IN_THE_WAY", new ReservationsInTheWay([new(One, Anna, s_friday, s_sunday)]));
        world.When(new ChangeClosureEnd(One, s_friday)).ThenNothing();
        world.When(new ChangeClosureEnd(One, Today)).ThenRefused("DATE_TOO_LONG_AGO", new DateTooLongAgo("until", Tomorrow));
        world.When(new ChangeClosureEnd(One, s_wednesday)).Then(new ClosureEndChanged(One, Today, s_wednesday));
        Assert.Contains(new Span(Today, s_wednesday, One.Value), world.SpansOf(Days.Of(One)));
        world.When(new ReserveBed(One, Bruno, s_wednesday, s_friday)).Then(new ReservationMade(One, Hillside, Bruno, s_wednesday, s_friday));
    }

    [Fact]
    public static void One_that_ran_out_goes_on_from_the_day_who_lay_in_the_bed_meanwhile_had_left()
    {
        var (arrived, left) = (Today.AddDays(-20), Today.AddDays(-15));
        var world = Given(
            AnnaInOne with { On = arrived }, new ResidentDeparted(One, Anna, left, DepartureReason.Departed), new BedCleaned(One),
            s_closed with { On = Today.AddDays(-10), Until = Today.AddDays(-5) });
        world.When(new CorrectStay(One, Anna, arrived, Today.AddDays(-4), Today.AddDays(-2), "Wrong week"))
            .Then(new StayCorrected(One, Anna, arrived, Today.AddDays(-4), Today.AddDays(-2), "Wrong week"));
        world.When(new ChangeClosureEnd(One, s_friday)).Then(new ClosureEndChanged(One, Today.AddDays(-2), s_friday));
        Assert.Equal(
            [new Span(Today.AddDays(-4), Today.AddDays(-2), Anna.Value), new Span(Today.AddDays(-2), s_friday, One.Value)],
            world.SpansOf(Days.Of(One)));
    }

    [Fact]
    public static void One_that_is_ordered_ends_another_day_or_not_at_all()
    {
        ClosureOrdered ordered = new(One, "Flu", ClosureKind.Isolation, Today, s_friday);
        var world = Given(AnnaInOne, ordered);
        world.When(new ChangeClosureEnd(One, null)).Then(new ClosureEndChanged(One, Today, null));
        world.When(new ReopenBed(One)).Then(new ClosureLifted(One));
        world.When(new ChangeClosureEnd(One, s_friday)).ThenRefused("BED_NOT_CLOSED", new BedNotClosed(One));
    }

    [Fact]
    public static void A_closure_from_before_its_days_were_kept_ends_as_it_did()
    {
        var world = Given(new BedClosed(One, "Water pipe"));
        Assert.Empty(world.SpansOf(Days.Of(One)));
        world.When(new ReopenBed(One)).Then(new BedReopened(One));
    }

    [Fact]
    public static void The_board_says_when_it_is_expected_back_and_keeps_what_is_promised_then()
    {
        var rows = Rows.After([.. Built, s_annas with { From = s_friday }, s_closed]);
        Assert.Equal(s_friday, rows.Get<BedBoard>(One)!.Until);
        Assert.Equal([new Reservation(Anna, s_friday, s_sunday)], rows.Get<BedBoard>(One)!.Reservations);
        Assert.Null(Rows.After([.. Built, s_closed, new BedReopened(One)]).Get<BedBoard>(One)!.Until);
    }
}
