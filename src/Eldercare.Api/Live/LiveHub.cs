using Eldercare.Api.GraphQL;
using Eldercare.Store.Feed;
using GraphQL;
using Microsoft.Extensions.Options;

namespace Eldercare.Api.Live;

/// <summary>
/// Reads committed events once for all who watch at this host, as soon as the views show them, and hands each to whom it concerns. While
/// nobody watches it reads nothing.
/// </summary>
public sealed partial class LiveHub(IEventFeed feed, ApiServices api, QueueWatch queue, IOptions<LiveSettings> settings, ILogger<LiveHub> log) : IAsyncDisposable
{
    private const int PageSize = 5_000;

    /// <summary>A home's beds are known by their events' streams; a new one has to be asked whose it is.</summary>
    private static readonly Type[] s_inFull = [.. WorkItems.Types, typeof(BedRegistered)];

    private readonly SemaphoreSlim _starting = new(1, 1);
    private readonly WatchList _list = new();
    private CancellationTokenSource? _stop;
    private Task _reading = Task.CompletedTask;
    private int _watching;

    /// <summary>
    /// Begins to watch: the watcher is told what came after <paramref name="after"/>, or what is so now, and then what comes, until
    /// <see cref="RemoveAsync"/>.
    /// </summary>
    /// <param name="topic">What.</param>
    /// <param name="after">Only what comes behind this place.</param>
    /// <param name="watcher">Who.</param>
    /// <param name="added">Called once the watcher has to be removed again, also when the rest fails.</param>
    /// <param name="cancellation">Ends the beginning.</param>
    /// <exception cref="ApiError">The place lies ahead of everything, or too far back.</exception>
    public async Task AddAsync(Topic topic, long? after, Watcher watcher, Action added, CancellationToken cancellation)
    {
        await StartAsync(cancellation);
        added();
        if (after is { } ahead && ahead > _list.Seen && ahead > (await api.Progress.CurrentAsync(cancellation)).Last)
            throw ApiError.BadInput(
                $"after 为{ahead}，而目前还没有这么新的事件：请填写收到的最后一条消息的 sequence。", $"`after` is {ahead}, and no event has come as far: give the `sequence` of the last message you had.");
        await (topic switch
        {
            WorkTopic work => WorkAsync(work, after, (EachWatcher)watcher, cancellation),
            QueueTopic application => QueueAsync(application, watcher, cancellation),
            _ => BoardAsync(topic, after, watcher, cancellation),
        });
    }

    public async Task RemoveAsync(Watcher watcher)
    {
        _list.Remove(watcher);
        queue.Remove(watcher);
        await StopAsync();
    }

    private async Task BoardAsync(Topic topic, long? after, Watcher watcher, CancellationToken cancellation)
    {
        // Whoever is listed before its streams are asked for misses no bed that comes meanwhile.
        if (topic is HomeTopic(var home)) _list.Add(watcher, [home.Value]);
        var streams = await StreamsAsync(topic, cancellation);
        var seen = _list.Add(watcher, streams);
        if (after is not { } place)
        {
            watcher.Saw(new Change(seen, api.Clock.GetUtcNow()));
            watcher.Wake();
            return;
        }

        if (place >= seen) return;
        foreach (var e in await feed.LastOfStreamsAsync(api.CityName, streams, place, seen, cancellation)) watcher.Saw(WatchList.ChangeOf(e));
        watcher.Wake();
    }

    private async Task QueueAsync(QueueTopic topic, Watcher watcher, CancellationToken cancellation)
    {
        await queue.AddAsync(topic.Application, watcher, cancellation);
        // A place moves with others' events: it is said as it is, and then when it changes.
        watcher.Saw(new Change(_list.Seen, api.Clock.GetUtcNow()));
        watcher.Wake();
    }

    private async Task WorkAsync(WorkTopic topic, long? after, EachWatcher watcher, CancellationToken cancellation)
    {
        var seen = _list.Add(watcher, topic);
        if (after is not { } place)
        {
            await watcher.EarlierAsync([new Change(seen, api.Clock.GetUtcNow())], cancellation);
            watcher.CaughtUp();
            return;
        }

        var furthest = settings.Value.FurthestBack;
        if (seen - place > furthest)
            throw new ApiError(ApiError.AfterTooOldCode, new(
                $"after 已落后{furthest}个事件以上：请重新读取待办列表，不带 after 重新订阅。",
                $"`after` lies more than {furthest} events back: read the worklists anew, and begin without it."))
                .AddExtension("oldest", seen - furthest);
        while (place < seen)
        {
            var page = await feed.OfTypesAsync(api.CityName, WorkItems.Types, place, seen, PageSize / 10, cancellation);
            var items = await WorkItems.OfAsync(page, api, cancellation);
            await watcher.EarlierAsync([.. items.Where(topic.Covers).Select(WatchList.ChangeOf)], cancellation);
            place = page.Count < PageSize / 10 ? seen : page[^1].Sequence;
        }

        watcher.CaughtUp();
    }

    /// <summary>The streams whose events concern a board.</summary>
    private async Task<Guid[]> StreamsAsync(Topic topic, CancellationToken cancellation)
    {
        switch (topic)
        {
            case PointDayTopic(var point, var date):
                return [point.Value, .. Enum.GetValues<Meal>().Select(meal => SittingId.Of(point, date, meal).Value)];
            case HomeTopic(var home):
                var beds = await api.Homes.BedsOfAsync(api.CityName, home, state: null, new(int.MaxValue - 1), cancellation);
                return [home.Value, .. beds.Rows.Select(b => b.Bed.Value)];
            default:
                throw new InvalidOperationException($"{topic.GetType().Name} is no board.");
        }
    }

    private async Task StartAsync(CancellationToken cancellation)
    {
        await _starting.WaitAsync(cancellation);
        try
        {
            if (_stop is not null)
            {
                _watching++;
                return;
            }

            _list.Seen = await feed.CurrentAsync(cancellation);
            queue.Begin(_list.Seen);
            _stop = new CancellationTokenSource();
            var stop = _stop.Token;
            _watching = 1;
            _reading = Task.WhenAll(Task.Run(() => ReadAsync(stop), CancellationToken.None), Task.Run(() => queue.RunAsync(stop), CancellationToken.None));
        }
        finally
        {
            _starting.Release();
        }
    }

    private async Task StopAsync()
    {
        await _starting.WaitAsync();
        try
        {
            if (_stop is null || --_watching > 0) return;
            await _stop.CancelAsync();
            await _reading;
            _stop.Dispose();
            _stop = null;
            await feed.ReleaseAsync();
        }
        finally
        {
            _starting.Release();
        }
    }

    private async Task ReadAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var until = await feed.BeyondAsync(_list.Seen, stop);
                while (_list.Seen < until)
                {
                    var page = await feed.ReadAsync(api.CityName, _list.Seen, until, s_inFull, PageSize, stop);
                    await DealAsync(page, page.Count < PageSize ? until : page[^1].Sequence, stop);
                }
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                // The page comes again: nobody who watches misses it, all get it late.
                Late(log, fault);
                await Task.Delay(TimeSpan.FromSeconds(1), CancellationToken.None);
            }
        }
    }

    /// <summary>Hands a page out, whole or not at all.</summary>
    private async Task DealAsync(IReadOnlyList<FedEvent> page, long until, CancellationToken stop)
    {
        // Whoever began to watch for work since the items were left alone is told too.
        if (_list.TryDeal(page, items: null, until) is not { } woken)
            woken = _list.TryDeal(page, await WorkItems.OfAsync(page, api, stop), until)!;
        queue.Saw(page);
        foreach (var watcher in woken) watcher.Wake();
    }

    public async ValueTask DisposeAsync()
    {
        await _starting.WaitAsync();
        if (Interlocked.Exchange(ref _stop, null) is { } stop)
        {
            await stop.CancelAsync();
            await _reading;
            stop.Dispose();
        }

        // Whoever still leaves finds nothing to stop; a connection that is taken apart may outlive the host's services.
        _starting.Release();
    }

    [LoggerMessage(LogLevel.Warning, "What happened could not be handed to those who watch, and is tried again")]
    private static partial void Late(ILogger log, Exception fault);
}
