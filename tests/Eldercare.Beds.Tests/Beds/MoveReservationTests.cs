using Eldercare.Beds.Beds;
using Eldercare.People.Elders;
using Eldercare.Store.Deciding;
using static Eldercare.Beds.Tests.Example;

namespace Eldercare.Beds.Tests.Beds;

public static class MoveReservationTests
{
    private static readonly DateOnly s_wednesday = Today.AddDays(2), s_friday = Today.AddDays(4), s_sunday = Today.AddDays(6);
    private static readonly ReservationMade s_annas = new(One, Hillside, Anna, s_wednesday, s_sunday);
    private static readonly MoveReservation s_move = new(Anna, One, Two, s_wednesday);
    private static readonly ReservationCancelled s_gone = new(One, Anna, s_wednesday, ReservationEnd.Moved, Kept: false);

    [Fact]
    public static void Both_beds_change_and_the_days_go_along()
    {
        var world = Given(s_annas);
        world.When(s_move).Then(s_gone, s_annas with { Bed = Two });
        Assert.Empty(world.SpansOf(Days.Of(One)));
        Assert.Equal([new Span(s_wednesday, s_sunday, Anna.Value)], world.SpansOf(Days.Of(Two)));
        Assert.Equal([new Span(s_wednesday, s_sunday, Two.Value)], world.SpansOf(Days.Of(Anna)));
        world.When(new CloseBed(One, "Water pipe")).Then(new BedClosed(One, "Water pipe", ClosureKind.Maintenance, Today));
    }

    [Fact]
    public static void What_the_bed_is_kept_for_by_now_is_moved_from_today_on()
    {
        var world = Given(s_annas with { From = Yesterday }, new ReservationBegan(One, Anna, Yesterday));
        world.When(s_move with { FirstDay = Yesterday }).Then(
            s_gone with { From = Yesterday, Kept = true }, s_annas with { Bed = Two, From = Today });
        Assert.Equal(BedState.Ready, world.StateOf(One).State);
        Assert.Equal([new Span(Today, s_sunday, Two.Value)], world.SpansOf(Days.Of(Anna)));
    }

    [Fact]
    public static void Refuses_days_the_other_bed_is_taken() =>
        Given(s_annas, new ReservationMade(Two, Hillside, Bruno, s_friday, null)).When(s_move)
            .ThenRefused("BED_TAKEN", new BedTaken(Two, s_friday, null));

    [Fact]
    public static void Refuses_days_the_other_bed_is_closed() =>
        Given(s_annas, new BedClosed(Two, "Flu", ClosureKind.Isolation, Today, s_friday)).When(s_move)
            .ThenRefused("BED_TAKEN", new BedTaken(Two, Today, s_friday));

    [Fact]
    public static void Refuses_a_bed_that_does_not_suit() =>
        Given(s_annas with { Elder = Bruno }).When(s_move with { Elder = Bruno, To = ForLadies })
            .ThenRefused("BED_DOES_NOT_MATCH", new BedDoesNotMatch(ForLadies, [MatchRule.GenderRule]));

    [Fact]
    public static void Refuses_a_retired_bed() =>
        Given(s_annas, new BedRetired(Two, Hillside, BedKind.Nursing, "Worn out")).When(s_move)
            .ThenRefused("BED_STATE_FORBIDS", new BedStateForbids(Two, BedState.Retired, BedAction.KeepFor));

    [Fact]
    public static void Refuses_a_reservation_there_is_not() => Given(s_annas).When(s_move with { FirstDay = s_friday })
        .ThenRefused("RESERVATION_UNKNOWN", new ReservationUnknown(One, Anna, s_friday));

    [Fact]
    public static void What_is_kept_for_an_application_is_no_reservation() => Given(OneReserved).When(s_move with { FirstDay = Today })
        .ThenRefused("RESERVATION_UNKNOWN", new ReservationUnknown(One, Anna, Today));

    [Fact]
    public static void Refuses_one_whose_days_are_over() => Given(s_annas with { From = Yesterday, Until = Today })
        .When(s_move with { FirstDay = Yesterday }).ThenRefused("STAY_ENDS_TOO_EARLY", new StayEndsTooEarly(Today));

    [Fact]
    public static void Refuses_the_same_bed() => Given(s_annas).When(s_move with { To = One }).ThenRefused("SAME_BED", new SameBed(One));

    [Fact]
    public static void Refuses_unknown_beds_and_the_dead()
    {
        Given(s_annas).When(s_move with { To = Nowhere }).ThenRefused("BED_UNKNOWN", new BedUnknown(Nowhere));
        Given(s_annas).When(s_move with { From = Nowhere }).ThenRefused("BED_UNKNOWN", new BedUnknown(Nowhere));
        Given(s_annas).AndDied(Anna).When(s_move).ThenRefused("ELDER_HAS_DIED", new ElderHasDied(Anna, Today));
    }
}
