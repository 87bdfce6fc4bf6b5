namespace Eldercare.Store.Writing;

/// <summary>
/// The last known state of the streams a writer has touched. May be behind the database, never ahead of it: it is changed only
/// after a commit, and the writer compares versions under the stream's lock before it trusts it.
/// </summary>
internal sealed class StreamCache(int capacity)
{
    private readonly Dictionary<(string City, Guid Id), Entry> _entries = [];
    private long _tick;

    public readonly record struct Snapshot(object? State, long Version);

    private sealed class Entry
    {
        public Snapshot Snapshot;
        public long UsedAt;
    }

    public Snapshot Get(string city, Guid id)
    {
        if (!_entries.TryGetValue((city, id), out var entry)) return default;
        entry.UsedAt = ++_tick;
        return entry.Snapshot;
    }

    public void Put(string city, Guid id, Snapshot snapshot)
    {
        if (_entries.TryGetValue((city, id), out var entry))
        {
            entry.Snapshot = snapshot;
            entry.UsedAt = ++_tick;
            return;
        }

        if (_entries.Count >= capacity) EvictOlderHalf();
        _entries[(city, id)] = new Entry { Snapshot = snapshot, UsedAt = ++_tick };
    }

    public void Forget(string city, Guid id) => _entries.Remove((city, id));

    private void EvictOlderHalf()
    {
        var used = _entries.Values.Select(e => e.UsedAt).Order().ToArray();
        var median = used[used.Length / 2];
        foreach (var (key, entry) in _entries)
            if (entry.UsedAt <= median)
                _entries.Remove(key);
    }
}
