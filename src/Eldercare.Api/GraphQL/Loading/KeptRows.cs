using System.Collections.Concurrent;
using Eldercare.Store.Views;

namespace Eldercare.Api.GraphQL.Loading;

/// <summary>
/// What was read of the views, kept until they move on: whoever asks for it meanwhile would read the same. When few ask, nobody knows how
/// far the views are, and everything is read.
/// </summary>
public sealed class KeptRows<TKey, TValue>(IViewProgress progress, TimeProvider clock)
    where TKey : notnull
{
    private const int Most = 20_000;

    /// <summary>A rebuild exchanges rows without an event.</summary>
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(1);

    private Page _page = new(-1, 0);

    /// <summary>How far the views have come; null when that is not known.</summary>
    public long? Now() => progress.Lately();

    /// <summary>What is kept answers for all of these keys; null when something has to be read.</summary>
    public Func<TKey, TValue?>? Of(IReadOnlyCollection<TKey> keys, long? now)
    {
        var page = Volatile.Read(ref _page);
        if (page.At != now || clock.GetElapsedTime(page.Since) > s_longest) return null;
        foreach (var key in keys)
            if (!page.Rows.ContainsKey(key)) return null;
        return page.Find;
    }

    /// <summary>Keeps what was read.</summary>
    /// <param name="before">How far the views were before it was read.</param>
    public void Keep(IReadOnlyCollection<TKey> keys, Func<TKey, TValue?> found, long? before)
    {
        if (before is not { } at) return;
        var page = Volatile.Read(ref _page);
        if (page.At > at) return;
        if (page.At < at || page.Rows.Count > Most || clock.GetElapsedTime(page.Since) > s_longest)
            Volatile.Write(ref _page, page = new Page(at, clock.GetTimestamp()));
        foreach (var key in keys) page.Rows[key] = found(key);
    }

    private sealed class Page
    {
        public Page(long at, long since)
        {
            (At, Since) = (at, since);
            Find = key => Rows.GetValueOrDefault(key);
        }

        public long At { get; }

        public long Since { get; }

        public ConcurrentDictionary<TKey, TValue?> Rows { get; } = new();

        public Func<TKey, TValue?> Find { get; }
    }
}
