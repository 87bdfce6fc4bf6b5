namespace Eldercare.Api.GraphQL.Loading;

/// <summary>
/// Reads for all requests of the host together: while one statement runs, what others ask for gathers for the next. One who asks
/// alone waits for nobody; two hundred at once cost a few statements instead of two hundred. What a request is given was read after
/// it asked, or stood so a few hundredths of a second before (<see cref="KeptRows{TKey, TValue}"/>).
/// </summary>
/// <param name="fetch">Fetches a batch; what it returns answers for each of the keys.</param>
/// <param name="kept">For what stands in views and nowhere else: what was read is kept until they move on.</param>
public sealed class SharedRead<TKey, TValue>(
    Func<IReadOnlyCollection<TKey>, CancellationToken, Task<Func<TKey, TValue?>>> fetch, KeptRows<TKey, TValue>? kept = null)
    where TKey : notnull
{
    private const int AtOnce = 2;
    private const int MostKeys = 1_000;

    private readonly Lock _gate = new();
    private readonly LinkedList<Gathering> _waiting = [];
    private int _running;

    /// <param name="keys">What is asked for.</param>
    /// <param name="cancellation">Ends this caller's waiting; the others get theirs all the same.</param>
    public Task<Func<TKey, TValue?>> ReadAsync(IReadOnlyCollection<TKey> keys, CancellationToken cancellation)
    {
        if (kept?.Of(keys, kept.Now()) is { } found) return Task.FromResult(found);
        Gathering mine;
        lock (_gate)
        {
            if (_running < AtOnce)
            {
                _running++;
                mine = new Gathering();
            }
            else
            {
                if (_waiting.Last is null || _waiting.Last.Value.Keys.Count >= MostKeys) _waiting.AddLast(new Gathering());
                mine = _waiting.Last!.Value;
            }

            mine.Keys.UnionWith(keys);
            if (_waiting.Last?.Value == mine) return mine.Found.Task.WaitAsync(cancellation);
        }

        _ = RunAsync(mine);
        return mine.Found.Task.WaitAsync(cancellation);
    }

    private async Task RunAsync(Gathering gathering)
    {
        try
        {
            var before = kept?.Now();
            var found = await fetch(gathering.Keys, CancellationToken.None);
            kept?.Keep(gathering.Keys, found, before);
            gathering.Found.TrySetResult(found);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            gathering.Found.TrySetException(fault);
        }

        Gathering? next;
        lock (_gate)
        {
            next = _waiting.First?.Value;
            if (next is null) _running--;
            else _waiting.RemoveFirst();
        }

        // In the trace of the first who asked.
        if (next is not null) ExecutionContext.Run(next.FirstAsked, _ => _ = RunAsync(next), null);
    }

    private sealed class Gathering
    {
        public HashSet<TKey> Keys { get; } = [];

        public ExecutionContext FirstAsked { get; } = ExecutionContext.Capture()!;

        public TaskCompletionSource<Func<TKey, TValue?>> Found { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
