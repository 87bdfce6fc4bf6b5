namespace Eldercare.Api.Live;

/// <summary>What one subscription's client still has to be told. Fed by the hub, emptied by its connection.</summary>
/// <param name="wake">Told that there is something to take.</param>
public abstract class Watcher(Action wake)
{
    protected Lock Gate { get; } = new();

    /// <summary>Events up to here are nothing to it.</summary>
    public long After { get; init; }

    /// <summary>Takes a change in; the hub wakes it when a whole page is in.</summary>
    public abstract void Saw(Change change);

    /// <summary>The next message to make; null when there is none now.</summary>
    public abstract Change? Take();

    public void Wake() => wake();
}

/// <summary>Of a board or a place in a queue the newest state is wanted: what its client has not taken yet becomes one message.</summary>
public sealed class LatestWatcher(Action wake) : Watcher(wake)
{
    private Change? _next;

    public override void Saw(Change change)
    {
        lock (Gate)
        {
            if (change.Sequence > After || change.Happened == 0) _next = _next?.With(change) ?? change;
        }
    }

    public override Change? Take()
    {
        lock (Gate)
        {
            var taken = _next;
            _next = null;
            return taken;
        }
    }
}

/// <summary>Of work each piece is wanted, in order: first what came up while the client was away, then what comes up.</summary>
/// <param name="wake">Told that there is something to take.</param>
/// <param name="most">How many may wait.</param>
/// <param name="overflow">Told when more would: the client is too slow.</param>
public sealed class EachWatcher(Action wake, int most, Action overflow) : Watcher(wake)
{
    private readonly Queue<Change> _earlier = [];
    private readonly Queue<Change> _coming = [];
    private TaskCompletionSource? _taken;
    private bool _catchesUp = true;

    public override void Saw(Change change)
    {
        lock (Gate)
        {
            if (change.Sequence <= After) return;
            if (_coming.Count < most)
            {
                _coming.Enqueue(change);
                return;
            }
        }

        overflow();
    }

    /// <summary>Adds a page of what came up before; done when the client has taken it.</summary>
    public async Task EarlierAsync(IReadOnlyCollection<Change> page, CancellationToken cancellation)
    {
        if (page.Count == 0) return;
        Task taken;
        lock (Gate)
        {
            foreach (var change in page) _earlier.Enqueue(change);
            _taken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            taken = _taken.Task;
        }

        Wake();
        await taken.WaitAsync(cancellation);
    }

    /// <summary>Everything that came up before is there.</summary>
    public void CaughtUp()
    {
        lock (Gate) _catchesUp = false;
        Wake();
    }

    public override Change? Take()
    {
        lock (Gate)
        {
            if (_earlier.TryDequeue(out var earlier)) return earlier;
            _taken?.TrySetResult();
            _taken = null;
            return !_catchesUp && _coming.TryDequeue(out var next) ? next : null;
        }
    }
}
