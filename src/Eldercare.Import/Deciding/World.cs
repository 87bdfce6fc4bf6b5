using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.Store.Appending;
using Eldercare.Store.Deciding;

namespace Eldercare.Import.Deciding;

/// <summary>
/// What this import itself brought in and later files are decided on: meal points, kitchens with their dishes, and homes whole, of an
/// elder what decisions ask about. What stood in the store before is not here, because it may have changed since: such rows go as commands.
/// </summary>
internal sealed class World(string city, IBulkAppender appender)
{
    private readonly Dictionary<Guid, Brief> _elders = [];
    private readonly Dictionary<StreamRef, object> _states = [];
    private readonly Dictionary<RowRef, object> _rows = [];
    private readonly ConcurrentDictionary<Guid, bool> _known = [];

    public object? State(StreamRef stream) => _states.GetValueOrDefault(stream);

    /// <summary>The elder with no more than decisions ask about, or null when this import did not register one of this id.</summary>
    public ElderRecord? Elder(Guid id) => _elders.TryGetValue(id, out var brief)
        ? new(new(id), string.Empty, string.Empty, null, null, string.Empty, brief.BornOn, brief.Gender, brief.CareLevel, null)
        : null;

    /// <summary>A row other than an elder's.</summary>
    public TRow? Row<TRow>(Guid key)
        where TRow : class => (TRow?)_rows.GetValueOrDefault(RowRef.To<TRow>(key));

    public void Remember<TRow>(Guid key, TRow row)
        where TRow : class => _rows[RowRef.To<TRow>(key)] = row;

    public void Remember(StreamRef stream, object state)
    {
        _states[stream] = state;
        _known[stream.Id] = true;
    }

    public void Remember(ElderRecord elder) => _elders[elder.Elder.Value] = new(elder.BornOn, elder.Gender, elder.CareLevel);

    /// <summary>Asks the store about those of <paramref name="streams"/> that are not known to exist.</summary>
    public async Task LookUpAsync(IEnumerable<Guid> streams, CancellationToken cancellation)
    {
        var unknown = streams.Where(s => !Exists(s)).ToHashSet();
        if (unknown.Count == 0) return;
        foreach (var stream in await appender.ExistingAsync(city, unknown, cancellation)) _known[stream] = true;
    }

    /// <summary>Brought in by this import, or found by <see cref="LookUpAsync"/>.</summary>
    public bool Exists(Guid stream) => _elders.ContainsKey(stream) || _known.ContainsKey(stream);

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Brief(DateOnly BornOn, Gender Gender, CareLevel? CareLevel);
}
