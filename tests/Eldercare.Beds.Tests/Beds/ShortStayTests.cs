using Eldercare.Beds.Applications;
using Eldercare.Beds.Beds;
using Eldercare.People;
using static Eldercare.Beds.Tests.Example;

namespace Eldercare.Beds.Tests.Beds;

/// <summary>Short stays (喘息服务) and reservations: a bed's later days are somebody's already.</summary>
public static class ShortStayTests
{
    private static readonly DateOnly s_friday = Today.AddDays(4), s_sunday = Today.AddDays(6);
    private static readonly ReserveBed s_reserve = new(One, Anna, s_friday, s_sunday);
    private static readonly ReservationMade s_reserved = new(One, Hillside, Anna, s_friday, s_sunday);
    private static readonly ResidentAdmitted s_brunoTillFriday = AnnaInOne with { Elder = Bruno, Until = s_friday };

    [Fact]
    public static void Reserves_a_bed_that_stays_ready()
    {
        var world = Given();
        world.When(s_reserve).Then(s_reserved);
        Assert.Equal((BedState.Ready, 1), (world.StateOf(One).State, world.StateOf(One).Reservations.Length));
    }

    [Fact] public static void Reserves_a_bed_from_the_day_a_short_stay_ends() => Given(s_brunoTillFriday).When(s_reserve).Then(s_reserved);

    [Fact]
    public static void Refuses_a_day_of_a_short_stay() => Given(s_brunoTillFriday).When(s_reserve with { From = s_friday.AddDays(-1) })
        .ThenRefused("BED_TAKEN", new BedTaken(One, Today, s_friday));

    [Fact]
    public static void Refuses_a_bed_somebody_lives_in_for_good() => Given(AnnaInOne with { Elder = Bruno }).When(s_reserve)
        .ThenRefused("BED_TAKEN", new BedTaken(One, Today, null));

    [Fact]
    public static void Refuses_two_beds_for_one_person() => Given(s_reserved).When(s_reserve with { Bed = Two, From = s_friday.AddDays(1) })
        .ThenRefused("ELDER_ELSEWHERE", new ElderElsewhere(Anna, One, s_friday, s_sunday));

    [Fact]
    public static void Refuses_today_where_she_is_simply_admitted() => Given().When(s_reserve with { From = Today })
        .ThenRefused("RESERVATION_NOT_AHEAD", new ReservationNotAhead(Today));

    [Fact]
    public static void Refuses_an_end_that_is_no_later() => Given().When(s_reserve with { Until = s_friday })
        .ThenRefused("STAY_ENDS_TOO_EARLY", new StayEndsTooEarly(s_friday));

    [Fact]
    public static void Refuses_a_bed_for_good_beside_an_application() => Given(AnnaApplied).When(s_reserve with { Until = null })
        .ThenRefused("APPLICATION_OPEN", new ApplicationOpen(Anna, Wish));

    [Fact] public static void Who_waits_for_a_bed_may_come_for_a_few_days() => Given(AnnaApplied).When(s_reserve).Then(s_reserved);

    [Fact]
    public static void A_short_stay_cannot_run_into_the_next_reservation() =>
        Given(s_reserved).When(new AdmitResident(One, Bruno, null, Today, s_sunday))
            .ThenRefused("BED_TAKEN", new BedTaken(One, s_friday, s_sunday));

    [Fact]
    public static void A_short_stay_before_the_next_reservation_is_admitted() =>
        Given(s_reserved).When(new AdmitResident(One, Bruno, null, Today, s_friday)).Then(s_brunoTillFriday);

    [Fact]
    public static void A_bed_promised_for_later_is_not_offered_for_good() => Given(s_reserved, BrunoApplied)
        .When(new OfferBed(BrunosWish, Bruno, One, Until)).ThenRefused("BED_TAKEN", new BedTaken(One, s_friday, s_sunday));

    [Fact]
    public static void An_offer_waits_for_the_end_of_her_short_stay() =>
        Given(AnnaApplied, AnnaInOne with { Until = s_friday }).When(new OfferBed(Wish, Anna, Two, Until)).Then(
            new BedOffered(Wish, Anna, Two, Hillside, Until, InFiveWorkingDays), new BedHeld(Two, Wish, Anna, Until, Today, s_friday));

    [Fact]
    public static void The_day_of_a_reservation_keeps_the_ready_bed()
    {
        var world = Given(s_reserved).At(CityTime.At(s_friday, TimeOnly.MinValue));
        world.When(new BeginReservation(One)).Then(new ReservationBegan(One, Anna, s_friday));
        Assert.Equal((BedState.Reserved, Anna), (world.StateOf(One).State, world.StateOf(One).Elder));
        world.When(new BeginReservation(One)).ThenNothing();
    }

    [Fact] public static void A_reservation_does_not_begin_before_its_day() => Given(s_reserved).When(new BeginReservation(One)).ThenNothing();

    [Fact]
    public static void A_bed_cleaned_on_the_day_is_kept_at_once()
    {
        var world = Given(s_brunoTillFriday, s_reserved).At(CityTime.At(s_friday, new(9, 0)));
        world.When(new BeginReservation(One)).ThenNothing();
        world.When(new RecordDeparture(One, Bruno, s_friday, DepartureReason.Departed));
        world.When(new MarkBedCleaned(One)).Then(new BedCleaned(One), new ReservationBegan(One, Anna, s_friday));
    }

    [Fact]
    public static void She_comes_by_her_reservation_until_its_end()
    {
        var world = Given(s_reserved).At(CityTime.At(s_friday, new(9, 0)));
        world.When(new BeginReservation(One));
        world.When(new AdmitResident(One, Bruno, null, s_friday)).ThenRefused("BED_RESERVED_FOR_ANOTHER", new BedReservedForAnother(One));
        world.When(new AdmitResident(One, Anna, null, s_friday)).Then(AnnaInOne with { On = s_friday, Until = s_sunday });
        Assert.Empty(world.StateOf(One).Reservations);
    }

    [Fact]
    public static void A_cancelled_reservation_frees_the_days()
    {
        var world = Given(s_reserved);
        var cancel = new CancelReservation(One, Anna, s_friday, ReservationEnd.Cancelled);
        world.When(cancel).Then(new ReservationCancelled(One, Anna, s_friday, ReservationEnd.Cancelled, Kept: false));
        world.When(cancel).ThenRefused("RESERVATION_UNKNOWN", new ReservationUnknown(One, Anna, s_friday));
        world.When(s_reserve with { Elder = Bruno }).Then(s_reserved with { Elder = Bruno });
    }

    [Fact]
    public static void A_reservation_ends_by_death_with_the_death_alone()
    {
        var world = Given(s_reserved);
        var cancel = new CancelReservation(One, Anna, s_friday, ReservationEnd.Died);
        world.When(cancel).ThenRefused("DEATH_IS_NO_CANCELLATION", new DeathIsNoCancellation(Anna));
        world.When(cancel with { FollowsDeath = true }).Then(new ReservationCancelled(One, Anna, s_friday, ReservationEnd.Died, Kept: false));
    }

    [Fact]
    public static void A_bed_kept_for_who_does_not_come_is_ready_again()
    {
        var world = Given(s_reserved, new ReservationBegan(One, Anna, s_friday));
        world.When(new CancelReservation(One, Anna, s_friday, ReservationEnd.DidNotArrive))
            .Then(new ReservationCancelled(One, Anna, s_friday, ReservationEnd.DidNotArrive, Kept: true));
        Assert.Equal((BedState.Ready, null), (world.StateOf(One).State, world.StateOf(One).Elder));
    }

    [Fact]
    public static void A_stay_is_prolonged_up_to_the_next_reservation()
    {
        var world = Given(s_brunoTillFriday with { Until = Tomorrow }, s_reserved);
        world.When(new AgreeStayEnd(One, Bruno, s_sunday)).ThenRefused("BED_TAKEN", new BedTaken(One, s_friday, s_sunday));
        world.When(new AgreeStayEnd(One, Bruno, s_friday)).Then(new StayEndAgreed(One, Bruno, s_friday));
        world.When(new AgreeStayEnd(One, Bruno, s_friday)).ThenNothing();
    }

    [Fact]
    public static void A_departure_after_the_agreed_end_waits_until_the_reservation_is_moved()
    {
        var world = Given(s_brunoTillFriday, s_reserved).At(CityTime.At(s_friday.AddDays(1), new(9, 0)));
        var depart = new RecordDeparture(One, Bruno, s_friday.AddDays(1), DepartureReason.Departed);
        world.When(depart).ThenRefused("BED_TAKEN", new BedTaken(One, s_friday, s_sunday));
        world.When(new CancelReservation(One, Anna, s_friday, ReservationEnd.Moved));
        Assert.Null(world.When(depart).Refusal);
    }

    [Fact]
    public static void A_death_after_the_agreed_end_is_not_refused() =>
        Given(s_brunoTillFriday, s_reserved).When(new ReleaseBedOnDeath(One, Bruno, s_sunday))
            .Then(new ResidentDeparted(One, Bruno, s_sunday, DepartureReason.Died, s_friday));
}
