using System.Text.Json;
using Eldercare.Api.GraphQL;
using Eldercare.Api.GraphQL.Types;
using Eldercare.Api.SignIn;
using Eldercare.City.Reading;
using Eldercare.Store.Feed;
using Microsoft.Extensions.Options;

namespace Eldercare.Api.Live;

/// <summary>
/// Who watches an application's place in the queue. A place moves with others' events and with the days, so it is worked out anew, once a
/// second at most, and only for queues of kinds of beds in which something happened: for all who watch together, from the queues read once. Who
/// watches is told when it says something else than before.
/// </summary>
public sealed partial class QueueWatch(ApiServices api, IOptions<LiveSettings> settings, ILogger<QueueWatch> log)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ApplicationId, Watched> _watched = [];
    private readonly HashSet<ApplicationId> _changed = [];
    private readonly HashSet<Guid> _elders = [];
    private (long Sequence, DateTimeOffset At) _last;
    private bool _all;

    public async Task AddAsync(ApplicationId application, Watcher watcher, CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (_watched.TryGetValue(application, out var known))
            {
                known.Watchers.Add(watcher);
                return;
            }
        }

        // Two who come at once both look: the first to be listed counts.
        var said = await LookAsync(application, cancellation);
        lock (_gate)
        {
            if (!_watched.TryGetValue(application, out var watched)) _watched[application] = watched = new Watched { Said = said };
            watched.Watchers.Add(watcher);
        }
    }

    public void Remove(Watcher watcher)
    {
        lock (_gate)
        {
            foreach (var (application, watched) in _watched)
            {
                if (watched.Watchers.Remove(watcher) && watched.Watchers.Count == 0) _watched.Remove(application);
            }
        }
    }

    /// <summary>What comes from here on is seen: what moves places without an event, a new day, is told with this place at least.</summary>
    public void Begin(long seen)
    {
        lock (_gate) _last = (seen, api.Clock.GetUtcNow());
    }

    /// <summary>Takes in what happened; nothing is read yet.</summary>
    public void Saw(IReadOnlyList<FedEvent> page)
    {
        lock (_gate)
        {
            if (_watched.Count == 0) return;
            foreach (var e in page)
            {
                if (e.Type.IsSubclassOf(typeof(ApplicationFact))) _changed.Add(new ApplicationId(e.Stream));
                else if (e.Type.IsSubclassOf(typeof(QueuePolicyFact))) _all = true;
                else if (e.Type.IsSubclassOf(typeof(ElderFact))) _elders.Add(e.Stream);
                else continue;
                _last = (e.Sequence, e.RecordedAt);
            }
        }
    }

    public async Task RunAsync(CancellationToken stop)
    {
        var day = CityTime.Today(api.Clock.GetUtcNow());
        using var timer = new PeriodicTimer(settings.Value.PlacesEvery, api.Clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
            {
                try
                {
                    var today = CityTime.Today(api.Clock.GetUtcNow());
                    await RoundAsync(today != day, stop);
                    day = today;
                }
                catch (Exception fault) when (fault is not (OperationCanceledException or OutOfMemoryException))
                {
                    Failed(log, fault);
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Nobody watches any more.
        }
    }

    private async Task RoundAsync(bool newDay, CancellationToken stop)
    {
        ApplicationId[] changed;
        Guid[] elders;
        Dictionary<ApplicationId, Watched> watched;
        (long Sequence, DateTimeOffset At) last;
        bool all;
        lock (_gate)
        {
            (changed, elders, watched, last, all) = ([.. _changed], [.. _elders], new(_watched), _last, _all || newDay);
            _changed.Clear();
            _elders.Clear();
            _all = false;
        }

        if (watched.Count == 0 || (!all && changed.Length == 0 && elders.Length == 0)) return;
        Dictionary<ApplicationId, PositionExplained?> places;
        try
        {
            places = await ExplainAsync(await api.Queue.WatchedAsync(api.CityName, watched.Keys, new QueueNews(all, changed, elders), stop), stop);
        }
        catch
        {
            // Looked at again in the next round.
            lock (_gate)
            {
                _changed.UnionWith(changed);
                _elders.UnionWith(elders);
                _all |= all;
            }

            throw;
        }

        foreach (var gone in watched.Keys.Where(a => all || changed.Contains(a))) places.TryAdd(gone, null);
        lock (_gate)
        {
            foreach (var (application, position) in places)
            {
                var (one, said) = (watched[application], SaidOf(position));
                if (string.Equals(one.Said, said, StringComparison.Ordinal)) continue;
                one.Said = said;
                var change = new Change(last.Sequence, newDay ? api.Clock.GetUtcNow() : last.At) { Position = position };
                foreach (var watcher in one.Watchers)
                {
                    watcher.Saw(change);
                    watcher.Wake();
                }
            }
        }
    }

    private async Task<Dictionary<ApplicationId, PositionExplained?>> ExplainAsync(WatchedQueue found, CancellationToken stop)
    {
        if (found.Looked.Count == 0) return [];
        var (today, book) = (CityTime.Today(api.Clock.GetUtcNow()), await QueueQueries.BookAsync(api, stop));
        var queue = new WaitingQueue(found.Waiting, found.Districts, today);
        return found.Looked.ToDictionary(
            l => l.Entry.Application,
            l => l.Elder is { } elder ? PositionExplanation.Of(l.Entry, queue.GroupsOf(l.Entry), book, elder, l.Entitlements, today) : null);
    }

    private async Task<string> LookAsync(ApplicationId application, CancellationToken cancellation) =>
        SaidOf(await QueueQueries.ExplainAsync(new RequestContext(api, Caller.Anonymous, cancellation), application));

    private static string SaidOf(PositionExplained? position) =>
        position is null ? string.Empty : JsonSerializer.Serialize(new { position.Places, position.Words, position.Entry.State });

    private sealed class Watched
    {
        public HashSet<Watcher> Watchers { get; } = [];

        public required string Said { get; set; }
    }

    [LoggerMessage(LogLevel.Warning, "Places in the queue could not be looked at for those who watch them")]
    private static partial void Failed(ILogger log, Exception fault);
}
