using System.Text.Json;
using Eldercare.Api.GraphQL;
using Eldercare.Api.GraphQL.Types;
using Eldercare.Api.SignIn;
using Eldercare.Store.Feed;

namespace Eldercare.Api.Live;

/// <summary>
/// Who watches an application's place in the queue. A place moves with others' events and with the days, so it is worked out anew, once a
/// second at most and once for all who watch the same, and only for queues of kinds of beds in which something happened; who watches is told
/// when it says something else than before.
/// </summary>
public sealed partial class QueueWatch(ApiServices api, ILogger<QueueWatch> log)
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(1);

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
        var (said, elder, kind) = await LookAsync(application, cancellation);
        lock (_gate)
        {
            if (!_watched.TryGetValue(application, out var watched)) _watched[application] = watched = new Watched { Said = said, Elder = elder, Kind = kind };
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
        using var timer = new PeriodicTimer(s_interval, api.Clock);
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
        KeyValuePair<ApplicationId, Watched>[] watched;
        (long Sequence, DateTimeOffset At) last;
        bool all;
        lock (_gate)
        {
            (changed, elders, watched, last, all) = ([.. _changed], [.. _elders], [.. _watched], _last, _all || newDay);
            _changed.Clear();
            _elders.Clear();
            _all = false;
        }

        if (!all && changed.Length == 0 && elders.Length == 0) return;
        var kinds = changed.Length == 0 ? [] : (await api.Homes.ApplicationsByIdsAsync(api.CityName, changed, stop)).Values.Select(e => e.Kind).ToHashSet();
        foreach (var (application, one) in watched)
        {
            if (!all && !(one.Kind is { } kind && kinds.Contains(kind)) && !elders.Contains(one.Elder) && !changed.Contains(application)) continue;
            var (said, elder, kindNow) = await LookAsync(application, stop);
            lock (_gate)
            {
                if (string.Equals(one.Said, said, StringComparison.Ordinal)) continue;
                (one.Said, one.Elder, one.Kind) = (said, elder, kindNow);
                foreach (var watcher in one.Watchers)
                {
                    watcher.Saw(new Change(last.Sequence, newDay ? api.Clock.GetUtcNow() : last.At));
                    watcher.Wake();
                }
            }
        }
    }

    private async Task<(string Said, Guid Elder, BedKind? Kind)> LookAsync(ApplicationId application, CancellationToken cancellation)
    {
        var request = new RequestContext(api, Caller.Anonymous, cancellation);
        return await QueueQueries.ExplainAsync(request, application) is { } position
            ? (JsonSerializer.Serialize(new { position.Places, position.Words, position.Entry.State }), position.Entry.Elder.Value, position.Entry.Kind)
            : (string.Empty, Guid.Empty, null);
    }

    private sealed class Watched
    {
        public HashSet<Watcher> Watchers { get; } = [];

        public required string Said { get; set; }

        public required Guid Elder { get; set; }

        public required BedKind? Kind { get; set; }
    }

    [LoggerMessage(LogLevel.Warning, "Places in the queue could not be looked at for those who watch them")]
    private static partial void Failed(ILogger log, Exception fault);
}
