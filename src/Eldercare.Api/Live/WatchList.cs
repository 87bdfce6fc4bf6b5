using Eldercare.Store.Feed;

namespace Eldercare.Api.Live;

/// <summary>Who watches what at this host, and up to which event all of them have been told. Whoever is added is told all that comes behind that.</summary>
internal sealed class WatchList
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, HashSet<Watcher>> _byStream = [];
    private readonly Dictionary<Watcher, List<Guid>> _streams = [];
    private readonly Dictionary<EachWatcher, WorkTopic> _work = [];
    private long _seen;

    /// <summary>The last event that was handed out.</summary>
    public long Seen
    {
        get => Interlocked.Read(ref _seen);
        set => Interlocked.Exchange(ref _seen, value);
    }

    public static Change ChangeOf(FedEvent e) => new(e.Sequence, e.RecordedAt, Happenings.BitOf(e.Type));

    public static Change ChangeOf(WorkItem item) => new(item.Sequence, item.At, Item: item);

    /// <summary>Adds one to whom events of these streams matter, or more streams of one that is here.</summary>
    /// <returns>The last event it is not told of.</returns>
    public long Add(Watcher watcher, Guid[] streams)
    {
        lock (_gate)
        {
            foreach (var stream in streams) Enlist(stream, watcher);
            return _seen;
        }
    }

    /// <inheritdoc cref="Add(Watcher, Guid[])"/>
    public long Add(EachWatcher watcher, WorkTopic topic)
    {
        lock (_gate)
        {
            _work[watcher] = topic;
            return _seen;
        }
    }

    public void Remove(Watcher watcher)
    {
        lock (_gate)
        {
            if (watcher is EachWatcher each) _work.Remove(each);
            if (!_streams.Remove(watcher, out var streams)) return;
            foreach (var stream in streams)
            {
                if (_byStream.TryGetValue(stream, out var watchers) && watchers.Remove(watcher) && watchers.Count == 0) _byStream.Remove(stream);
            }
        }
    }

    /// <summary>Hands a page out, whole or not at all.</summary>
    /// <param name="page">Events in order.</param>
    /// <param name="items">The work in them, if that was looked for.</param>
    /// <param name="until">The event the page reaches to.</param>
    /// <returns>Who has something to take now; null, and nobody was told, when somebody watches for work and it was not looked for.</returns>
    public IReadOnlyCollection<Watcher>? TryDeal(IReadOnlyList<FedEvent> page, IReadOnlyList<WorkItem>? items, long until)
    {
        var woken = new HashSet<Watcher>();
        lock (_gate)
        {
            if (_work.Count > 0 && items is null) return null;
            foreach (var e in page)
            {
                if (e.Fact is BedRegistered registered && _byStream.TryGetValue(registered.Home.Value, out var atHome))
                {
                    foreach (var watcher in atHome) Enlist(registered.Bed.Value, watcher);
                }

                if (!_byStream.TryGetValue(e.Stream, out var watchers)) continue;
                foreach (var watcher in watchers) Tell(watcher, ChangeOf(e));
            }

            foreach (var item in items ?? [])
            {
                foreach (var (watcher, _) in _work.Where(w => w.Value.Covers(item))) Tell(watcher, ChangeOf(item));
            }

            _seen = until;
        }

        return woken;

        void Tell(Watcher watcher, Change change)
        {
            watcher.Saw(change);
            woken.Add(watcher);
        }
    }

    private void Enlist(Guid stream, Watcher watcher)
    {
        if (!_byStream.TryGetValue(stream, out var watchers)) _byStream[stream] = watchers = [];
        if (!watchers.Add(watcher)) return;
        if (!_streams.TryGetValue(watcher, out var streams)) _streams[watcher] = streams = [];
        streams.Add(stream);
    }
}
