using Eldercare.People.Elders;
using Eldercare.People.Entitlements;
using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Queue;

/// <summary>Why an application stands where it stands, without a word about anybody else.</summary>
/// <param name="Entry">The application.</param>
/// <param name="Policy">The policy that placed it; null where an office had given the lane.</param>
/// <param name="Places">In the city's queue for the kind of bed first, then at each home preferred; none when it does not stand in the queue.</param>
/// <param name="Changes">What would give it another place.</param>
/// <param name="Words">All of it said.</param>
public sealed record PositionExplained(
    QueueEntry Entry, QueuePolicy? Policy, ImmutableArray<QueuePlace> Places, ImmutableArray<PlaceChange> Changes, Words Words);

/// <param name="Home">In the queue for this home; null for the whole city's.</param>
/// <param name="Number">From 1.</param>
/// <param name="Waiting">How many stand in that queue, this one among them.</param>
/// <param name="Ahead">Who stands ahead, by lane and rule, first served first.</param>
public sealed record QueuePlace(HomeId? Home, int Number, int Waiting, ImmutableArray<AheadBy> Ahead);

/// <param name="Lane">Code of their lane.</param>
/// <param name="LaneName">What people call it.</param>
/// <param name="Rule">Code of the rule that put them there.</param>
/// <param name="Words">That rule as an elder is told it.</param>
/// <param name="Count">How many.</param>
public sealed record AheadBy(string Lane, Words LaneName, string Rule, Words Words, int Count);

/// <summary>Something that would give the application another place.</summary>
/// <param name="Words">What would have to be so.</param>
/// <param name="Lane">Code of the lane it would stand in.</param>
/// <param name="Rule">By which rule.</param>
/// <param name="Number">The number it would have in the city's queue.</param>
/// <param name="On">The day it comes by itself; null when it does not.</param>
public sealed record PlaceChange(Words Words, string Lane, string Rule, int Number, DateOnly? On = null);

/// <summary>Explains a place: a pure function of the policy, the person's facts and counts.</summary>
public static class PositionExplanation
{
    /// <summary>How far ahead it is looked for what comes by itself.</summary>
    public const int YearsAhead = 10;

    /// <param name="entry">The application.</param>
    /// <param name="groups">The others of its queues.</param>
    /// <param name="book">The policies.</param>
    /// <param name="elder">Who applied.</param>
    /// <param name="entitlements">What she is entitled to.</param>
    /// <param name="today">City date.</param>
    public static PositionExplained Of(
        QueueEntry entry, IReadOnlyList<QueueGroup> groups, QueuePolicyBook book, ElderRecord elder, EntitlementRecord? entitlements, DateOnly today)
    {
        var policy = book.Find(entry.Policy, entry.PolicyVersion);
        if (!QueuePlaces.Stands(entry, today)) return new(entry, policy, [], [], PositionWords.OutOfQueue(entry, today));
        ImmutableArray<QueuePlace> places =
        [
            .. (entry.Homes.IsDefault ? [] : entry.Homes.Distinct()).Select(h => (HomeId?)h).Prepend(null)
                .Select(home => Place(home, entry, [.. groups.Where(g => g.Home == home)], book)),
        ];
        var changes = Changes(entry, [.. groups.Where(g => g.Home is null)], book.InForce(today), elder, entitlements, today);
        return new(entry, policy, places, changes, PositionWords.Of(entry, places[0], policy));
    }

    private static QueuePlace Place(HomeId? home, QueueEntry entry, QueueGroup[] groups, QueuePolicyBook book) => new(
        home, QueuePlaces.Number(groups, entry.Rank, entry.OrderInLane), groups.Sum(g => g.Count) + 1,
        [
            .. groups.Where(g => QueuePlaces.IsAhead(g, entry.Rank, entry.OrderInLane))
                .GroupBy(g => (g.Placed.Rank, g.Placed.Lane, g.Placed.Rule, g.Placed.Policy, g.Placed.Version))
                .OrderBy(g => g.Key.Rank).ThenBy(g => g.Min(a => a.Placed.Order)).ThenBy(g => g.Key.Rule, StringComparer.Ordinal)
                .Select(g => new AheadBy(
                    g.Key.Lane, PositionWords.Lane(book.Find(g.Key.Policy, g.Key.Version), g.Key.Lane), g.Key.Rule,
                    PositionWords.Rule(book.Find(g.Key.Policy, g.Key.Version), g.Key.Lane, g.Key.Rule), g.Sum(a => a.Count))),
        ]);

    private static ImmutableArray<PlaceChange> Changes(
        QueueEntry entry, QueueGroup[] city, QueuePolicy policy, ElderRecord elder, EntitlementRecord? entitlements, DateOnly today)
    {
        var facts = LaneFacts.Of(elder, entitlements, today);
        var changes = new List<PlaceChange>();
        if (ByItself(entry, city, policy, elder, entitlements, today) is { } coming) changes.Add(coming);
        if (NextLevel(facts.CareLevel) is { } level)
        {
            var placed = Placement.Of(policy, facts with { CareLevel = level });
            if ((placed.Rank, placed.Order).CompareTo((entry.Rank, entry.OrderInLane)) < 0)
                changes.Add(To(placed, PositionWords.IfAssessed(level)));
        }

        for (var rank = 0; rank < Math.Min(entry.Rank, policy.Lanes.Length); rank++)
        {
            var lane = policy.Lanes[rank];
            foreach (var rule in lane.Rules)
                changes.Add(To(new(policy.Code, policy.Version, lane.Code, rank, Placement.OrderOf(lane, facts), rule.Code), rule.Words));
        }

        return [.. changes];

        PlaceChange To(Placement placed, Words words) => new(words, placed.Lane, placed.Rule, QueuePlaces.Number(city, placed.Rank, placed.Order));
    }

    /// <summary>The first day on which her place is another although nobody decides anything; null when there is none in sight.</summary>
    private static PlaceChange? ByItself(
        QueueEntry entry, QueueGroup[] city, QueuePolicy policy, ElderRecord elder, EntitlementRecord? entitlements, DateOnly today)
    {
        foreach (var day in LaneFacts.ComingDays(elder, entitlements, today, YearsAhead))
        {
            var placed = entry.Placed.Now(Placement.Of(policy, LaneFacts.Of(elder, entitlements, day)));
            if ((placed.Rank, placed.Order, placed.Rule) == (entry.Rank, entry.OrderInLane, entry.Rule)) continue;
            return new(
                PositionWords.Rule(policy, placed.Lane, placed.Rule), placed.Lane, placed.Rule,
                QueuePlaces.Number(city, placed.Rank, placed.Order), day);
        }

        return null;
    }

    private static CareLevel? NextLevel(CareLevel? level) => level is CareLevel.Total ? null : (level ?? CareLevel.Intact) + 1;
}
