namespace Eldercare.Store.Views;

/// <summary>Reads the progress table; all who wait in this process share one look every few milliseconds.</summary>
internal sealed class ViewProgress(SubscriptionProgress subscriptions, TimeProvider clock) : IViewProgress
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(15);

    private readonly Lock _gate = new();
    private Task<long>? _look;
    private long _processed;

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
        var (processed, _) = await CurrentAsync();
        // A rebuilt or restored database may be further back: what is waited for is never below what was seen, so keep the highest.
        InterlockedMax(ref _processed, processed);
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
