using System.Diagnostics;
using HdrHistogram;

namespace Eldercare.Benchmarks;

/// <summary>Callers that each send the next request when the last one is answered, for a time.</summary>
public static class Load
{
    public sealed record Result(long Acknowledged, long Refused, double PerSecond, double P50Ms, double P99Ms);

    /// <param name="send">Sends request number n; true when it was accepted.</param>
    public static async Task<Result> RunAsync(int callers, TimeSpan duration, Func<long, Task<bool>> send)
    {
        var next = 0L;
        var (accepted, refused) = (0L, 0L);
        var histogram = new LongConcurrentHistogram(1, TimeSpan.TicksPerMinute, 3);
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            while (clock.Elapsed < duration)
            {
                var started = Stopwatch.GetTimestamp();
                if (await send(Interlocked.Increment(ref next) - 1)) Interlocked.Increment(ref accepted);
                else Interlocked.Increment(ref refused);
                histogram.RecordValue(Math.Max(1, Stopwatch.GetElapsedTime(started).Ticks));
            }
        })));
        return new Result(
            accepted, refused, accepted / clock.Elapsed.TotalSeconds,
            histogram.GetValueAtPercentile(50) / (double)TimeSpan.TicksPerMillisecond,
            histogram.GetValueAtPercentile(99) / (double)TimeSpan.TicksPerMillisecond);
    }
}
