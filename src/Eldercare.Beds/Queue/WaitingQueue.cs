namespace Eldercare.Beds.Queue;

/// <summary>
/// Whole queues, counted once, to say of many applications what <see cref="QueuePlaces.Count"/> says of one: who arrived earlier is looked up, not
/// counted again.
/// </summary>
/// <param name="entries">Everybody of the kinds of beds that are asked for; who does not stand in the queue is passed over.</param>
/// <param name="districts">Of the homes that there are, of those asked for.</param>
/// <param name="today">City date.</param>
public sealed class WaitingQueue(IEnumerable<QueueEntry> entries, IReadOnlyDictionary<HomeId, string> districts, DateOnly today)
{
    private readonly ILookup<Beds.BedKind, QueueEntry> _standing = entries.Where(e => QueuePlaces.Stands(e, today)).ToLookup(e => e.Kind);
    private readonly Dictionary<(Beds.BedKind Kind, HomeId? Home), Arrivals[]> _queues = [];

    /// <summary>The others of an application's queues: the city's, and that of each home it prefers.</summary>
    public IReadOnlyList<QueueGroup> GroupsOf(QueueEntry own) =>
    [
        .. (own.Homes.IsDefault ? [] : own.Homes.Distinct()).Where(districts.ContainsKey).Select(h => (HomeId?)h).Prepend(null)
            .SelectMany(home => Of(own.Kind, home).SelectMany(arrivals => arrivals.But(own, home))),
    ];

    private Arrivals[] Of(Beds.BedKind kind, HomeId? home)
    {
        if (_queues.TryGetValue((kind, home), out var known)) return known;
        return _queues[(kind, home)] =
        [
            .. _standing[kind].Where(e => home is not { } there || QueuePlaces.Wants(e, there, districts[there])).GroupBy(e => e.Placed)
                .Select(g => new Arrivals(g.Key, [.. g.Select(Arrivals.Of).Order()])),
        ];
    }

    /// <summary>Those of one place, first come first.</summary>
    private sealed record Arrivals(Placement Placed, (DateTimeOffset At, Guid Application)[] InOrder)
    {
        public static (DateTimeOffset At, Guid Application) Of(QueueEntry entry) => (entry.AppliedAt, entry.Application.Value);

        public IEnumerable<QueueGroup> But(QueueEntry own, HomeId? home)
        {
            var at = Array.BinarySearch(InOrder, Of(own));
            var (earlier, later) = at < 0 ? (~at, InOrder.Length - ~at) : (at, InOrder.Length - at - 1);
            if (earlier > 0) yield return new(home, Placed, Earlier: true, earlier);
            if (later > 0) yield return new(home, Placed, Earlier: false, later);
        }
    }
}
