using System.Collections.Immutable;
using Eldercare.Beds.Applications;
using Eldercare.Beds.Beds;
using Eldercare.Beds.Queue;
using Eldercare.People.Elders;
using Eldercare.People.Entitlements;
using static Eldercare.Beds.Tests.Example;

namespace Eldercare.Beds.Tests.Queue;

/// <summary>Anna is 79 until 10 March, registered in the city, not assessed; Chengdu's policy is in force.</summary>
public static class MoveInQueueTests
{
    private static readonly MoveInQueue s_move = new(Wish, Anna);
    private static readonly QueuePolicy s_chengdu = QueuePolicyDocument.Parse(QueuePolicyDocument.Shipped["chengdu"]);
    private static readonly QueuePolicy s_guangzhou = QueuePolicyDocument.Parse(QueuePolicyDocument.Shipped["guangzhou"]);
    private static readonly ElderRecord s_anna = Record(Anna) with { BornOn = new(1946, 3, 10) };
    private static readonly LaneFacts s_facts = new(79, null, [], LocalHukou: true);
    private static readonly Placement s_everyone = new("chengdu", 1, "everyone", 3, 0, "everyone");
    private static readonly Placement s_disabled = new("chengdu", 1, "disabled-or-eighty", 2, 0, "disabled");
    private static readonly Placement s_groups = new("chengdu", 1, "special-groups", 1, 0, "only-child-lost");

    private static readonly BedAppliedFor s_applied = AnnaApplied with { Placed = s_everyone, Facts = s_facts };

    [Fact]
    public static void Applying_is_placed_by_the_policy_and_the_facts() =>
        City([], s_anna with { CareLevel = CareLevel.Mild }, EntitlementCategory.OnlyChildLost)
            .When(new ApplyForBed(Wish, Anna, [Hillside], [Jingkou], BedKind.Nursing))
            .Then(s_applied with
            {
                Lane = Lane.Priority,
                Placed = s_groups,
                Facts = s_facts with { CareLevel = CareLevel.Mild, Categories = [EntitlementCategory.OnlyChildLost] },
            });

    [Fact] public static void Stays_where_nothing_changed() => City([s_applied], s_anna).When(s_move).ThenNothing();

    [Fact]
    public static void Stays_where_what_changed_asks_nobody() =>
        City([s_applied], s_anna, EntitlementCategory.LivingAlone).When(s_move).ThenNothing();

    [Fact]
    public static void Moves_for_an_entitlement() => City([s_applied], s_anna, EntitlementCategory.OnlyChildLost).When(s_move)
        .Then(Moved(Lane.Priority, s_groups, s_facts with { Categories = [EntitlementCategory.OnlyChildLost] }, LaneCause.Entitlement));

    [Fact]
    public static void Moves_back_when_it_has_ended()
    {
        var granted = s_facts with { Categories = [EntitlementCategory.OnlyChildLost] };
        City([s_applied with { Lane = Lane.Priority, Placed = s_groups, Facts = granted }], s_anna).When(s_move)
            .Then(new LaneChanged(Wish, Anna, Lane.Everyone, s_groups, s_everyone, s_facts, [LaneCause.Entitlement], Now));
    }

    [Fact]
    public static void Moves_for_a_care_level() => City([s_applied], s_anna with { CareLevel = CareLevel.Mild }).When(s_move)
        .Then(Moved(Lane.DisabledOrEighty, s_disabled, s_facts with { CareLevel = CareLevel.Mild }, LaneCause.CareLevel));

    [Fact]
    public static void Moves_on_the_eightieth_birthday()
    {
        var world = City([s_applied], s_anna);
        world.At(new(2026, 3, 9, 15, 59, 59, TimeSpan.Zero)).When(s_move).ThenNothing();
        var midnight = new DateTimeOffset(2026, 3, 9, 16, 0, 0, TimeSpan.Zero);
        world.At(midnight).When(s_move)
            .Then(Moved(Lane.DisabledOrEighty, s_disabled with { Rule = "eighty" }, s_facts with { Age = 80 }, LaneCause.Age) with { At = midnight });
    }

    [Fact]
    public static void Moves_for_hukou()
    {
        var entitled = s_facts with { Categories = [EntitlementCategory.OnlyChildLost], LocalHukou = false };
        City([s_applied with { Facts = entitled }], s_anna, EntitlementCategory.OnlyChildLost).When(s_move)
            .Then(Moved(Lane.Priority, s_groups, entitled with { LocalHukou = true }, LaneCause.Hukou));
    }

    [Fact]
    public static void Moves_for_two_things_that_only_together_matter() =>
        City([s_applied], s_anna with { CareLevel = CareLevel.Severe }, EntitlementCategory.MinimumLiving).When(s_move).Then(Moved(
            Lane.Priority, s_groups with { Rule = "low-allowance-disabled" },
            s_facts with { CareLevel = CareLevel.Severe, Categories = [EntitlementCategory.MinimumLiving] }, LaneCause.Entitlement, LaneCause.CareLevel));

    [Fact]
    public static void Of_two_things_only_what_it_took_is_named() =>
        City([s_applied], s_anna with { CareLevel = CareLevel.Mild }, EntitlementCategory.OnlyChildLost).When(s_move).Then(Moved(
            Lane.Priority, s_groups, s_facts with { CareLevel = CareLevel.Mild, Categories = [EntitlementCategory.OnlyChildLost] },
            LaneCause.Entitlement));

    [Fact]
    public static void Moves_for_another_policy() =>
        City([s_applied, PublishQueuePolicyTests.Published(s_guangzhou with { EffectiveFrom = Today })], s_anna).When(s_move).Then(Moved(
            Lane.Everyone, new("guangzhou", 1, "ordinary", 2, 4, "everyone"), s_facts, LaneCause.Policy));

    [Fact]
    public static void A_new_version_that_says_the_same_is_the_policys_too() =>
        City([s_applied, PublishQueuePolicyTests.Published(s_chengdu with { Version = 2, EffectiveFrom = Today })], s_anna).When(s_move).Then(Moved(
            Lane.Everyone, s_everyone with { Version = 2 }, s_facts, LaneCause.Policy));

    [Fact]
    public static void One_given_by_hand_is_placed_by_the_policy()
    {
        var given = s_applied with { Lane = Lane.Priority, Placed = null, Facts = null };
        var world = City([given], s_anna);
        Assert.Equal(new Placement("given", 0, "priority", 1, 0, "given"), world.StateOf(Wish)!.Placed);
        world.When(s_move).Then(new LaneChanged(
            Wish, Anna, Lane.Everyone, Placement.OfGiven(Lane.Priority), s_everyone, s_facts, [LaneCause.Policy], Now));
        world.When(s_move).ThenNothing();
    }

    [Fact]
    public static void What_has_an_offer_moves_too() =>
        City([s_applied, .. OneOffered], s_anna with { CareLevel = CareLevel.Mild }).When(s_move)
            .Then(Moved(Lane.DisabledOrEighty, s_disabled, s_facts with { CareLevel = CareLevel.Mild }, LaneCause.CareLevel));

    [Fact]
    public static void What_is_over_stays() => City(
        [s_applied, new ApplicationEnded(Wish, EndReason.Withdrawn)], s_anna with { CareLevel = CareLevel.Mild }).When(s_move).ThenNothing();

    [Fact]
    public static void The_dead_stay() => City([s_applied], s_anna with { CareLevel = CareLevel.Mild, DiedOn = Today }).When(s_move).ThenNothing();

    [Fact]
    public static void Refuses_another_elders_application() => City([s_applied], s_anna).When(s_move with { Elder = Bruno })
        .ThenRefused("APPLICATION_UNKNOWN", new ApplicationUnknown(Wish));

    private static LaneChanged Moved(Lane lane, Placement to, LaneFacts facts, params ImmutableArray<LaneCause> because) =>
        new(Wish, Anna, lane, s_everyone, to, facts, because, Now);

    private static World City(object[] facts, ElderRecord anna, params EntitlementCategory[] held) =>
        Given([PublishQueuePolicyTests.Published(s_chengdu), .. facts]).With(anna)
            .With(new EntitlementRecord(Anna, [.. held.Select(c => new HeldEntitlement(c, Yesterday, null))], LocalHukou: true));
}
