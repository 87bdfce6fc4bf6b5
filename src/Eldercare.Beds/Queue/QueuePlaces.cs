using Eldercare.Beds.Beds;

namespace Eldercare.Beds.Queue;

/// <summary>
/// How many applications stand at one place of the queue, seen from one of them. Whatever number it has, or would have elsewhere, follows
/// from these counts.
/// </summary>
/// <param name="Home">Counted among those who would take a bed there; null for the whole city.</param>
/// <param name="Placed">The place.</param>
/// <param name="Earlier">They applied before it, or at the same instant with a smaller id.</param>
/// <param name="Count">How many, the one itself not among them.</param>
public sealed record QueueGroup(HomeId? Home, Placement Placed, bool Earlier, int Count);

/// <summary>
/// The queue's order, and numbers in it. A queue is that of one kind of bed: in the city, and for a home of those who would take a bed
/// there, because they named it or its district, or named none. In it stand those who wait, without those barred for the time being; who
/// has an offer is served already.
/// </summary>
public static class QueuePlaces
{
    /// <summary>First served first.</summary>
    public static IComparer<QueueEntry> Order { get; } = Comparer<QueueEntry>.Create((one, other) =>
        (one.Rank, one.OrderInLane, one.AppliedAt, one.Application.Value).CompareTo((other.Rank, other.OrderInLane, other.AppliedAt, other.Application.Value)));

    /// <summary>Whether an application waits for a bed on a day, and so stands in the queue.</summary>
    public static bool Stands(QueueEntry entry, DateOnly today) =>
        entry.State == Applications.ApplicationState.Waiting && (entry.BarredUntil is not { } until || until <= today);

    /// <summary>Whether an application is for that home too.</summary>
    /// <param name="district">The home's.</param>
    public static bool Wants(QueueEntry entry, HomeId home, string district) =>
        (entry.Homes.IsDefaultOrEmpty && entry.Districts.IsDefaultOrEmpty)
        || (!entry.Homes.IsDefault && entry.Homes.Contains(home))
        || (!entry.Districts.IsDefault && entry.Districts.Contains(district));

    /// <summary>The number, from 1, that the one who counts would have at a place.</summary>
    /// <param name="groups">The others of one queue.</param>
    /// <param name="rank">The lane's.</param>
    /// <param name="order">In the lane.</param>
    public static int Number(IEnumerable<QueueGroup> groups, int rank, int order) => 1 + groups.Where(g => IsAhead(g, rank, order)).Sum(g => g.Count);

    public static bool IsAhead(QueueGroup group, int rank, int order) =>
        (group.Placed.Rank, group.Placed.Order).CompareTo((rank, order)) is var place && (place < 0 || (place == 0 && group.Earlier));

    /// <summary>What the database counts, counted here: the model that its statement is held against.</summary>
    public static IEnumerable<QueueGroup> Count(
        QueueEntry own, IEnumerable<QueueEntry> entries, IReadOnlyDictionary<HomeId, string> districts, DateOnly today)
    {
        var others = entries.Where(e => e.Application != own.Application && e.Kind == own.Kind && Stands(e, today)).ToArray();
        return (own.Homes.IsDefault ? [] : own.Homes.Distinct()).Where(districts.ContainsKey).Select(h => (HomeId?)h).Prepend(null).SelectMany(home => others
            .Where(e => home is not { } there || Wants(e, there, districts[there]))
            .GroupBy(e => (e.Placed, Earlier: (e.AppliedAt, e.Application.Value).CompareTo((own.AppliedAt, own.Application.Value)) < 0))
            .Select(g => new QueueGroup(home, g.Key.Placed, g.Key.Earlier, g.Count())));
    }
}
