using Eldercare.Beds.Beds;
using Eldercare.People;
using Eldercare.People.Elders;
using static Eldercare.Beds.Tests.Example;

namespace Eldercare.Beds.Tests.Beds;

public static class TransferResidentTests
{
    private static readonly TransferResident s_transfer = new(Anna, One, Two, Today);

    [Fact]
    public static void Changes_both_beds_and_the_claim_in_one_step()
    {
        var outcome = Given(AnnaInOne).When(s_transfer).Then(
            new ResidentTransferredOut(One, Anna, Two, Today), new ResidentTransferredIn(Two, Anna, One, Today));
        Assert.Equal([(Resident.Claim(Anna), Bed.Stream.At(One.Value))], outcome.Releases);
        Assert.Equal([(Resident.Claim(Anna), Bed.Stream.At(Two.Value))], outcome.Takes);
    }

    [Fact]
    public static void The_old_bed_goes_to_cleaning_and_the_new_one_is_occupied()
    {
        var world = Given(AnnaInOne);
        world.When(s_transfer);
        var (one, two) = (world.StateOf(One), world.StateOf(Two));
        Assert.Equal((BedState.ToClean, null, Today), (one.State, one.Elder, one.Ended[^1].Until));
        Assert.Equal((BedState.Occupied, Anna, Today), (two.State, two.Elder, two.Since));
    }

    [Fact]
    public static void Goes_back_once_the_old_bed_is_cleaned()
    {
        var world = Given(AnnaInOne);
        world.When(s_transfer);
        world.When(new MarkBedCleaned(One));
        world.When(new TransferResident(Anna, Two, One, Today)).Then(
            new ResidentTransferredOut(Two, Anna, One, Today), new ResidentTransferredIn(One, Anna, Two, Today));
    }

    [Fact]
    public static void Refuses_the_bed_she_lies_in() => Given(AnnaInOne).When(s_transfer with { To = One })
        .ThenRefused("SAME_BED", new SameBed(One));

    [Fact]
    public static void Refuses_to_leave_an_unknown_bed() => Given(AnnaInOne).When(s_transfer with { From = Nowhere })
        .ThenRefused("BED_UNKNOWN", new BedUnknown(Nowhere));

    [Fact]
    public static void Refuses_to_go_to_an_unknown_bed() => Given(AnnaInOne).When(s_transfer with { To = Nowhere })
        .ThenRefused("BED_UNKNOWN", new BedUnknown(Nowhere));

    [Fact]
    public static void Refuses_an_unknown_elder() => Given(AnnaInOne).Without(Anna).When(s_transfer)
        .ThenRefused("ELDER_UNKNOWN", new ElderUnknown(Anna));

    [Fact]
    public static void Refuses_the_dead() => Given(AnnaInOne).AndDied(Anna).When(s_transfer)
        .ThenRefused("ELDER_HAS_DIED", new ElderHasDied(Anna, Today));

    [Fact]
    public static void Refuses_to_transfer_tomorrow() => Given(AnnaInOne).When(s_transfer with { On = Tomorrow })
        .ThenRefused("DATE_IN_FUTURE", new DateInFuture("on"));

    [Fact]
    public static void Refuses_a_bed_nobody_lies_in() => Given().When(s_transfer)
        .ThenRefused("BED_STATE_FORBIDS", new BedStateForbids(One, BedState.Ready, BedAction.TransferOut));

    [Fact]
    public static void Refuses_someone_who_lies_elsewhere() => Given(AnnaInOne).When(s_transfer with { Elder = Bruno })
        .ThenRefused("NOT_THE_RESIDENT", new NotTheResident(One, Bruno));

    [Fact]
    public static void Refuses_a_bed_someone_lies_in() =>
        Given(AnnaInOne, AnnaInOne with { Bed = Two, Elder = Bruno }).When(s_transfer)
            .ThenRefused("BED_STATE_FORBIDS", new BedStateForbids(Two, BedState.Occupied, BedAction.TransferIn));

    [Fact]
    public static void Refuses_a_bed_kept_for_another() =>
        Given(OneReserved, AnnaInOne with { Bed = Two, Elder = Bruno }).When(new TransferResident(Bruno, Two, One, Today))
            .ThenRefused("BED_STATE_FORBIDS", new BedStateForbids(One, BedState.Reserved, BedAction.TransferIn));

    [Fact]
    public static void Refuses_a_bed_that_does_not_match() =>
        Given(AnnaInOne with { Elder = Bruno }).When(new TransferResident(Bruno, One, ForLadies, Today))
            .ThenRefused("BED_DOES_NOT_MATCH", new BedDoesNotMatch(ForLadies, [MatchRule.GenderRule]));

    [Fact]
    public static void Refuses_a_day_before_she_moved_in() => Given(AnnaInOne).When(s_transfer with { On = Yesterday })
        .ThenRefused("STAY_TOO_EARLY", new StayTooEarly(One, Today));

    [Fact]
    public static void Refuses_a_day_before_the_new_bed_was_left() =>
        Given(
            AnnaInOne with { On = Yesterday }, AnnaInOne with { Bed = Two, Elder = Bruno, On = Yesterday },
            AnnaLeft with { Bed = Two, Elder = Bruno }, new BedCleaned(Two))
            .When(s_transfer with { On = Yesterday }).ThenRefused("BED_TAKEN", new BedTaken(Two, Yesterday, Today));
}
