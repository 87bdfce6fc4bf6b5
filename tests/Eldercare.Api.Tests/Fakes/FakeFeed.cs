using Eldercare.Store.Feed;

namespace Eldercare.Api.Tests;

/// <summary>Events that a test makes happen; the views show them at once.</summary>
public sealed class FakeFeed : IEventFeed
{
    /// <summary>How far the store is before anything happens.</summary>
    public const long Begin = 100;

    private readonly Lock _gate = new();
    private readonly List<FedEvent> _events = [];
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _at = Begin;

    /// <summary>How often pages were read.</summary>
    public int Reads { get; private set; }

    /// <summary>Somebody waits for what comes.</summary>
    public bool IsListenedTo { get; private set; }

    /// <summary>Makes something happen.</summary>
    /// <returns>Its sequence.</returns>
    public long Happens(Guid stream, params object[] facts)
    {
        lock (_gate)
        {
            foreach (var fact in facts) _events.Add(new FedEvent(++_at, stream, fact.GetType(), FakeCity.Noon, fact));
            _more.TrySetResult();
            _more = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return _at;
        }
    }

    public Task<long> CurrentAsync(CancellationToken cancellation)
    {
        lock (_gate) return Task.FromResult(_at);
    }

    public async Task<long> BeyondAsync(long place, CancellationToken cancellation)
    {
        while (true)
        {
            Task more;
            lock (_gate)
            {
                IsListenedTo = true;
                if (_at > place) return _at;
                more = _more.Task;
            }

            await more.WaitAsync(cancellation);
        }
    }

    public Task ReleaseAsync()
    {
        IsListenedTo = false;
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<FedEvent>> ReadAsync(
        string city, long after, long until, IReadOnlyCollection<Type> inFull, int most, CancellationToken cancellation)
    {
        Reads++;
        return ListAsync(e => e.Sequence > after && e.Sequence <= until, e => inFull.Contains(e.Type) ? e : e with { Fact = null }, most);
    }

    public Task<IReadOnlyList<FedEvent>> OfTypesAsync(
        string city, IReadOnlyCollection<Type> types, long after, long until, int most, CancellationToken cancellation) =>
        ListAsync(e => e.Sequence > after && e.Sequence <= until && types.Contains(e.Type), e => e, most);

    public Task<IReadOnlyList<FedEvent>> LastOfStreamsAsync(
        string city, IReadOnlyCollection<Guid> streams, long after, long until, CancellationToken cancellation) =>
        ListAsync(e => e.Sequence > after && e.Sequence <= until && streams.Contains(e.Stream), e => e with { Fact = null }, int.MaxValue);

    private Task<IReadOnlyList<FedEvent>> ListAsync(Func<FedEvent, bool> wanted, Func<FedEvent, FedEvent> shown, int most)
    {
        lock (_gate) return Task.FromResult<IReadOnlyList<FedEvent>>([.. _events.Where(wanted).Take(most).Select(shown)]);
    }
}
