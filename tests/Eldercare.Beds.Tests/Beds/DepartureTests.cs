using Eldercare.Beds.Beds;
using Eldercare.People;
using static Eldercare.Beds.Tests.Example;

namespace Eldercare.Beds.Tests.Beds;

public static class DepartureTests
{
    private static readonly RecordDeparture s_depart = new(One, Anna, Today, DepartureReason.Departed);
    private static readonly ReleaseBedOnDeath s_release = new(One, Anna, Today);

    [Fact]
    public static void Frees_the_bed_for_cleaning_and_the_elder_for_another()
    {
        var world = Given(AnnaInOne);
        var outcome = world.When(s_depart).Then(AnnaLeft);
        Assert.Equal([(Resident.Claim(Anna), Bed.Stream.At(One.Value))], outcome.Releases);
        Assert.Equal((BedState.ToClean, null, null), (world.StateOf(One).State, world.StateOf(One).Elder, world.StateOf(One).Since));
        world.When(new AdmitResident(Two, Anna, null, Today)).Then(AnnaInOne with { Bed = Two });
    }

    [Fact]
    public static void Refuses_to_take_a_death_for_a_departure() => Given(AnnaInOne).When(s_depart with { Reason = DepartureReason.Died })
        .ThenRefused("DEATH_IS_NO_DEPARTURE", new DeathIsNoDeparture(Anna));

    [Fact] public static void The_dead_may_leave() => Given(AnnaInOne).AndDied(Anna).When(s_depart).Then(AnnaLeft);

    [Fact]
    public static void Refuses_an_unknown_bed() => Given().When(s_depart with { Bed = Nowhere })
        .ThenRefused("BED_UNKNOWN", new BedUnknown(Nowhere));

    [Fact]
    public static void Refuses_a_bed_nobody_lies_in() => Given().When(s_depart)
        .ThenRefused("BED_STATE_FORBIDS", new BedStateForbids(One, BedState.Ready, BedAction.Depart));

    [Fact]
    public static void Refuses_someone_who_lies_elsewhere() => Given(AnnaInOne).When(s_depart with { Elder = Bruno })
        .ThenRefused("NOT_THE_RESIDENT", new NotTheResident(One, Bruno));

    [Fact]
    public static void Refuses_to_leave_tomorrow() => Given(AnnaInOne).When(s_depart with { On = Tomorrow })
        .ThenRefused("DATE_IN_FUTURE", new DateInFuture("on"));

    [Fact]
    public static void Refuses_a_day_before_she_moved_in() => Given(AnnaInOne).When(s_depart with { On = Yesterday })
        .ThenRefused("STAY_TOO_EARLY", new StayTooEarly(One, Today));

    [Fact]
    public static void A_death_frees_the_bed_and_the_claim()
    {
        var outcome = Given(AnnaInOne).AndDied(Anna).When(s_release).Then(AnnaLeft with { Reason = DepartureReason.Died });
        Assert.Equal([(Resident.Claim(Anna), Bed.Stream.At(One.Value))], outcome.Releases);
    }

    [Fact]
    public static void A_death_frees_the_bed_of_someone_on_leave() => Assert.Equal(
        [AnnaLeft with { Reason = DepartureReason.Died }],
        ReleaseBedOnDeathDecider.Decide(s_release, Given(AnnaInOne).StateOf(One) with { State = BedState.OnLeave }).Facts);

    [Fact]
    public static void A_death_dated_before_she_moved_in_ends_the_stay_on_its_first_day() =>
        Given(AnnaInOne).AndDied(Anna).When(s_release with { On = Yesterday }).Then(AnnaLeft with { Reason = DepartureReason.Died });

    [Fact]
    public static void A_death_frees_a_bed_once()
    {
        var world = Given(AnnaInOne).AndDied(Anna);
        world.When(s_release);
        world.When(s_release).ThenNothing();
    }

    [Fact]
    public static void A_death_leaves_a_held_bed_to_the_end_of_the_application() =>
        Given(AnnaApplied, OneOffered).AndDied(Anna).When(s_release).ThenNothing();

    [Fact]
    public static void A_death_leaves_a_reserved_bed_to_the_end_of_the_application() =>
        Given(OneReserved).AndDied(Anna).When(s_release).ThenNothing();

    [Fact]
    public static void A_death_changes_nothing_for_the_next_resident() =>
        Given(AnnaInOne with { Elder = Bruno }).AndDied(Anna).When(s_release).ThenNothing();

    [Fact]
    public static void A_death_cannot_free_an_unknown_bed() => Given().When(s_release with { Bed = Nowhere })
        .ThenRefused("BED_UNKNOWN", new BedUnknown(Nowhere));
}
