namespace Eldercare.Store.Views;

/// <summary>Reads the progress table; all who wait in this process share one look every few milliseconds.</summary>
internal sealed class ViewProgress(SubscriptionProgress subscriptions, TimeProvider clock) : IViewProgress
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(15);

    /// <summary>How old a look may be that others go by, and when the next one is due so that they need not wait for it.</summary>
    private static readonly TimeSpan s_lately = TimeSpan.FromMilliseconds(25), s_due = TimeSpan.FromMilliseconds(8);

    /// <summary>Who asks less often than this looks for nothing: a look is a statement.</summary>
    private const int Often = 8;
    private static readonly TimeSpan s_while = TimeSpan.FromMilliseconds(50);

    private readonly Lock _gate = new();
    private Task<long>? _look;
    private long _processed;
    private long _looked;
    private long _asking;
    private int _asked;

    public async ValueTask<bool> WaitFor(long sequence, TimeSpan atMost, CancellationToken cancellation = default)
    {
        var started = clock.GetTimestamp();
        while (Interlocked.Read(ref _processed) < sequence)
        {
            if (await SharedLook().WaitAsync(cancellation) >= sequence) return true;
            if (clock.GetElapsedTime(started) >= atMost) return false;
            await Task.Delay(s_interval, clock, cancellation);
        }

        return true;
    }

    public Task<(long Processed, long Last)> CurrentAsync(CancellationToken cancellation = default) =>
        subscriptions.CurrentAsync(ViewRunner.ShardName, cancellation);

    public long? Lately()
    {
        var now = clock.GetTimestamp();
        var looked = Volatile.Read(ref _looked);
        var age = looked == 0 ? TimeSpan.MaxValue : clock.GetElapsedTime(looked, now);
        if (age > s_due && AskedOften(now)) _ = SharedLook();
        return age <= s_lately ? Interlocked.Read(ref _processed) : null;
    }

    /// <summary>It is known from elsewhere that the views have come this far: nobody is answered from what was looked at before.</summary>
    public void Reached(long sequence) => InterlockedMax(ref _processed, sequence);

    private bool AskedOften(long now)
    {
        if (clock.GetElapsedTime(Volatile.Read(ref _asking), now) <= s_while) return Interlocked.Increment(ref _asked) >= Often;
        Volatile.Write(ref _asking, now);
        Volatile.Write(ref _asked, 1);
        return false;
    }

    private Task<long> SharedLook()
    {
        lock (_gate)
        {
            if (_look is null or { IsCompleted: true }) _look = LookAsync();
            return _look;
        }
    }

    private async Task<long> LookAsync()
    {
        var started = clock.GetTimestamp();
        var (processed, _) = await CurrentAsync();
        // A rebuilt or restored database may be further back: what is waited for is never below what was seen, so keep the highest.
        InterlockedMax(ref _processed, processed);
        InterlockedMax(ref _looked, started);
        return processed;
    }

    private static void InterlockedMax(ref long target, long value)
    {
        long current;
        while ((current = Interlocked.Read(ref target)) < value
            && Interlocked.CompareExchange(ref target, value, current) != current)
        {
        }
    }
}
