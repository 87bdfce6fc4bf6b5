using GraphQL.DataLoader;

namespace Eldercare.Api.GraphQL.Loading;

/// <summary>Collects the keys that fields ask for and fetches them together, each once a request.</summary>
/// <param name="fetch">Fetches a batch; what it returns answers for each of the keys.</param>
/// <param name="cancellation">The request's: it ends each fetch, also one that a field asks for without a token.</param>
public sealed class BatchLoader<TKey, TValue>(
    Func<IReadOnlyCollection<TKey>, CancellationToken, Task<Func<TKey, TValue?>>> fetch, CancellationToken cancellation)
    where TKey : notnull
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TKey, Pending> _asked = [];
    private Batch? _open;

    /// <summary>The value of a key, once the fields around have asked for theirs.</summary>
    public IDataLoaderResult<TValue?> Load(TKey key)
    {
        lock (_gate)
        {
            if (_asked.TryGetValue(key, out var asked)) return asked;
            _open ??= new Batch(this);
            _open.Keys.Add(key);
            return _asked[key] = new Pending(_open, key);
        }
    }

    public Task<TValue?> LoadNowAsync(TKey key) => Load(key).GetResultAsync(cancellation);

    /// <summary>Forgets what was loaded: a command has changed it.</summary>
    public void Forget()
    {
        lock (_gate) _asked.Clear();
    }

    private sealed class Batch(BatchLoader<TKey, TValue> loader)
    {
        private Task<Func<TKey, TValue?>>? _fetched;

        public List<TKey> Keys { get; } = [];

        public Task<Func<TKey, TValue?>> FetchAsync()
        {
            lock (loader._gate)
            {
                if (loader._open == this) loader._open = null;
                return _fetched ??= loader.Fetch(Keys);
            }
        }
    }

    private Task<Func<TKey, TValue?>> Fetch(IReadOnlyCollection<TKey> keys) => fetch(keys, cancellation);

    private sealed class Pending(Batch batch, TKey key) : IDataLoaderResult<TValue?>
    {
        public async Task<TValue?> GetResultAsync(CancellationToken cancellationToken = default) =>
            (await batch.FetchAsync())(key);

        async Task<object?> IDataLoaderResult.GetResultAsync(CancellationToken cancellationToken) =>
            await GetResultAsync(cancellationToken);
    }
}
