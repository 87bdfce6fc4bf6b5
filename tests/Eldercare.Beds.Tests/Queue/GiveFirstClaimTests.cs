using System.Collections.Immutable;
using Eldercare.Beds.Applications;
using Eldercare.Beds.Beds;
using Eldercare.Beds.Homes;
using Eldercare.Beds.Queue;
using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.People.Entitlements;
using Eldercare.Store.Deciding;
using static Eldercare.Beds.Tests.Example;

namespace Eldercare.Beds.Tests.Queue;

/// <summary>Domain, beds, rule 8: whose bed was released from leave has first claim on the next suitable bed.</summary>
public static class GiveFirstClaimTests
{
    private static readonly GiveFirstClaim s_claim = new(Wish, Anna, One, Hillside, Today);
    private static readonly Placement s_ahead = new("first-come", 0, "first-claim", -1, 0, "released-from-leave");

    private static readonly object[] s_released =
    [
        new ResidentAdmitted(One, Hillside, Anna, null, Yesterday), new LeaveBegan(One, Anna, LeaveKind.Hospital, Yesterday, Today),
        new BedReleasedFromLeave(One, Hillside, Anna, Today),
    ];

    private static readonly FirstClaimGiven s_given = new(Wish, Anna, One, Hillside, Today, FirstCome, s_ahead, Now);

    [Fact]
    public static void Opens_an_application_for_a_bed_of_that_kind_to_her_old_home_first()
    {
        var world = Given(s_released);
        var outcome = world.When(s_claim);
        Assert.Null(outcome.Refusal);
        var (applied, given) = ((BedAppliedFor)outcome.Facts[0].Fact, outcome.Facts[1].Fact);
        Assert.Equal(s_given, given);
        Assert.Equal(
            (Wish, Anna, BedKind.Nursing, Lane.Everyone, FirstCome, (DateOnly?)null),
            (applied.Application, applied.Elder, applied.Kind, applied.Lane, applied.Placed, applied.EligibilityDue));
        Assert.Equal([Hillside], applied.Homes);
        Assert.Equal((Jingkou, Districts.All.Length), (applied.Districts[0], applied.Districts.Distinct().Count()));
        Assert.Equal(s_ahead, world.StateOf(Wish)!.Placed);
        Assert.Equal(Wish.Value, world.Claims[OpenApplication.Claim(Anna)]);
    }

    [Fact]
    public static void Moves_the_application_she_has_ahead()
    {
        var world = Given(s_released, AnnaApplied);
        world.When(s_claim).Then(s_given);
        world.When(s_claim).ThenNothing();
        Given(s_released, AnnaApplied).When(s_claim with { Application = NoWish })
            .ThenRefused("APPLICATION_ALREADY_OPEN", new ApplicationAlreadyOpen(Anna, Wish));
    }

    [Fact]
    public static void Who_has_died_or_has_a_bed_claims_nothing()
    {
        Given(s_released).AndDied(Anna).When(s_claim).ThenRefused("ELDER_HAS_DIED", new ElderHasDied(Anna, Today));
        Given(s_released, AnnaInOne with { Bed = Two }).When(s_claim).ThenRefused("ELDER_HAS_BED", new ElderHasBed(Anna, Two));
        Given(s_released).Without(Anna).When(s_claim).ThenRefused("ELDER_UNKNOWN", new ElderUnknown(Anna));
    }

    [Fact]
    public static void Withdrawn_it_does_not_open_again() =>
        Given(s_released, AnnaApplied, s_given, new ApplicationEnded(Wish, EndReason.Withdrawn)).When(s_claim)
            .ThenRefused("APPLICATION_ID_TAKEN", new ApplicationIdTaken(Wish));

    [Fact]
    public static void Refuses_a_bed_or_home_there_is_not()
    {
        Given(s_released).When(s_claim with { Bed = Nowhere }).ThenRefused("BED_UNKNOWN", new BedUnknown(Nowhere));
        Given(s_released).When(s_claim with { Home = new(Id(99)) }).ThenRefused("HOME_UNKNOWN", new HomeUnknown(new(Id(99))));
    }

    [Fact]
    public static void She_stays_ahead_when_facts_or_the_policy_change()
    {
        var world = Given(s_released, AnnaApplied, s_given).With(new EntitlementRecord(Anna, [new(EntitlementCategory.Destitute, Yesterday, null)], true));
        world.When(new MoveInQueue(Wish, Anna)).ThenNothing();
        world.With(new QueuePolicyPublished("chengdu", 1, new(2019, 12, 16), QueuePolicyDocument.Shipped["chengdu"]));
        var moved = (LaneChanged)Assert.Single(world.When(new MoveInQueue(Wish, Anna)).Facts).Fact;
        Assert.Equal((Lane.Destitute, s_ahead, s_ahead with { Policy = "chengdu", Version = 1 }), (moved.Lane, moved.From, moved.To));
        Assert.Contains(LaneCause.Policy, moved.Because);
        world.When(new MoveInQueue(Wish, Anna)).ThenNothing();
    }

    [Fact]
    public static void A_short_stay_ends_without_a_claim()
    {
        var world = Given(
            new ResidentAdmitted(One, Hillside, Anna, null, Yesterday, Until: Tomorrow), new LeaveBegan(One, Anna, LeaveKind.Visit, Yesterday, Today));
        world.When(new ReleaseBedFromLeave(One, Anna, Today)).Then(new BedReleasedFromLeave(One, Hillside, Anna, Today, ShortStay: true));
        Given(s_released[..2]).When(new ReleaseBedFromLeave(One, Anna, Today)).Then(s_released[2]);
    }

    [Fact]
    public static void Her_place_is_explained_by_the_rule_and_nothing_changes_it()
    {
        var entry = new QueueEntry(Wish, Anna, Lane.Everyone, BedKind.Nursing, Now, ApplicationState.Waiting, null, null, Homes: [], Districts: [])
            .At(Lane.Everyone, s_ahead);
        var explained = PositionExplanation.Of(
            entry, [new(null, FirstCome, Earlier: true, 4)], QueuePolicyBook.Empty, Record(Anna) with { BornOn = new(1950, 1, 1) }, null, Today);
        Assert.Equal((1, 5), (explained.Places[0].Number, explained.Places[0].Waiting));
        Assert.Empty(explained.Changes);
        Assert.Equal(
            new Words(
                "您在全市护理型床位轮候中排第1位，共5人。您在“优先安排”：请假外出期满、床位已释放的原住户，优先安排下一张合适的床位。前面没有人。",
                "You are number 1 of 5 in the city's queue for a nursing bed. Your lane is 'First claim': Residents whose bed was released from their leave: "
                + "they have first claim on the next suitable bed. Nobody is ahead of you."),
            explained.Words);
    }

    [Fact]
    public static void Those_behind_her_are_told_the_rule_too()
    {
        var entry = new QueueEntry(BrunosWish, Bruno, Lane.Everyone, BedKind.Nursing, Now, ApplicationState.Waiting, null, null, Homes: [], Districts: [])
            .At(Lane.Everyone, FirstCome);
        var explained = PositionExplanation.Of(entry, [new(null, s_ahead, Earlier: false, 1)], QueuePolicyBook.Empty, Record(Bruno), null, Today);
        var ahead = Assert.Single(explained.Places[0].Ahead);
        Assert.Equal((2, "First claim", 1), (explained.Places[0].Number, ahead.LaneName.En, ahead.Count));
    }
}
