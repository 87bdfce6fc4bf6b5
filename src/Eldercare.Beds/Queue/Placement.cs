using System.Text.Json;
using System.Text.Json.Serialization;
using Eldercare.Beds.Applications;
using Eldercare.People.Elders;
using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Queue;

/// <summary>
/// Where an application stands in the queue and by which rule: a pure function of a policy and a person's facts. Who has a smaller rank
/// stands ahead, then who has a smaller order in the lane, then who applied earlier, then the smaller id.
/// </summary>
/// <param name="Policy">Code of the policy; <see cref="Given"/> where an office had said the lane by hand.</param>
/// <param name="Version">Of the policy.</param>
/// <param name="Lane">Code of the lane.</param>
/// <param name="Rank">Place of the lane in the policy, from 0; before them all with a first claim.</param>
/// <param name="Order">0 for those first served within the lane.</param>
/// <param name="Rule">Code of the rule that put it there.</param>
public sealed record Placement(string Policy, int Version, string Lane, int Rank, int Order, string Rule)
{
    /// <summary>In place of a policy's and a rule's code: events from before lanes were computed say the lane alone.</summary>
    public const string Given = "given";

    /// <summary>In place of a lane's code: her bed was released from leave, and she stands ahead of every lane (domain, beds, rule 8).</summary>
    public const string FirstClaim = "first-claim";

    /// <summary>The rule of those in <see cref="FirstClaim"/>.</summary>
    public const string ReleasedFromLeave = "released-from-leave";

    private const int AheadOfLanes = -1;

    /// <summary>No lane of a policy has such a rank.</summary>
    [JsonIgnore]
    public bool HasFirstClaim => Rank == AheadOfLanes;

    /// <summary>The same person with first claim; of several the one who applied earlier comes first.</summary>
    public Placement WithFirstClaim() => this with { Lane = FirstClaim, Rank = AheadOfLanes, Order = 0, Rule = ReleasedFromLeave };

    /// <summary>Where somebody belongs by a policy who stood here before: a first claim stays with her.</summary>
    public Placement Now(Placement byPolicy) => HasFirstClaim ? byPolicy.WithFirstClaim() : byPolicy;

    /// <summary>Applications from before, until they are placed by a policy.</summary>
    public static Placement OfGiven(Lane lane) =>
        new(Given, 0, JsonNamingPolicy.KebabCaseLower.ConvertName(lane.ToString()), (int)lane, 0, Given);

    public static Placement Of(QueuePolicy policy, LaneFacts facts)
    {
        for (var rank = 0; rank < policy.Lanes.Length; rank++)
        {
            var lane = policy.Lanes[rank];
            foreach (var rule in lane.Rules)
                if (rule.When?.Hold(facts) ?? true)
                    return new(policy.Code, policy.Version, lane.Code, rank, OrderOf(lane, facts), rule.Code);
        }

        throw new InvalidOperationException($"{policy.Code} version {policy.Version} has no place for everybody.");
    }

    /// <summary>Who was not assessed counts as able (能力完好), as for a bed's match.</summary>
    public static int OrderOf(QueueLane lane, LaneFacts facts) =>
        lane.Order == LaneOrder.CareLevel ? CareLevel.Total - (facts.CareLevel ?? CareLevel.Intact) : 0;

    /// <summary>The same place, whatever the policy's version is that says so.</summary>
    public bool IsSamePlace(Placement other) => (Policy, Lane, Rank, Order, Rule) == (other.Policy, other.Lane, other.Rank, other.Order, other.Rule);
}

/// <summary>Which change of facts moved an entry.</summary>
public enum LaneCause
{
    /// <summary>An entitlement was granted, began, ended or ran out.</summary>
    Entitlement,

    CareLevel,

    /// <summary>本市户籍</summary>
    Hukou,

    /// <summary>A birthday.</summary>
    Age,

    /// <summary>Another policy, or another version of it, is in force.</summary>
    Policy,

    /// <summary>Her bed was released from leave.</summary>
    FirstClaim,
}

public static class LaneCauses
{
    /// <summary>
    /// What moved an entry: each change without which it would not stand where it stands now; all that changed where any of them would have
    /// done. For an entry whose lane was given by hand it is the policy.
    /// </summary>
    /// <param name="before">The policy that placed it before; null when it was given by hand.</param>
    /// <param name="facts">Those it was placed on then.</param>
    /// <param name="after">The policy in force now.</param>
    /// <param name="now">The facts now.</param>
    public static ImmutableArray<LaneCause> Of(QueuePolicy? before, LaneFacts? facts, QueuePolicy after, LaneFacts now)
    {
        if (before is null || facts is null) return [LaneCause.Policy];
        var stands = Placement.Of(after, now);
        (LaneCause Cause, bool Changed, Placement Without)[] changes =
        [
            (LaneCause.Entitlement, !facts.Categories.SequenceEqual(now.Categories), Placement.Of(after, now with { Categories = facts.Categories })),
            (LaneCause.CareLevel, facts.CareLevel != now.CareLevel, Placement.Of(after, now with { CareLevel = facts.CareLevel })),
            (LaneCause.Hukou, facts.LocalHukou != now.LocalHukou, Placement.Of(after, now with { LocalHukou = facts.LocalHukou })),
            (LaneCause.Age, facts.Age != now.Age, Placement.Of(after, now with { Age = facts.Age })),
            (LaneCause.Policy, (before.Code, before.Version) != (after.Code, after.Version), Placement.Of(before, now)),
        ];
        ImmutableArray<LaneCause> needed = [.. changes.Where(c => c.Changed && !c.Without.IsSamePlace(stands)).Select(c => c.Cause)];
        return needed.IsEmpty ? [.. changes.Where(c => c.Changed).Select(c => c.Cause)] : needed;
    }
}
