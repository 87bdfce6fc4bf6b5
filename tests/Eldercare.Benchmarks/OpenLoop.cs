using System.Diagnostics;
using HdrHistogram;

namespace Eldercare.Benchmarks;

/// <summary>
/// Arrivals at fixed times, whether or not the ones before have been answered: people at a door do not wait for each other's answers.
/// What takes long is counted from the planned arrival, so that a stall shows in everybody who came during it.
/// </summary>
public static class OpenLoop
{
    /// <param name="Rate">Planned arrivals a second.</param>
    /// <param name="Load">What came of them; its rate is from the first arrival to the last answer.</param>
    /// <param name="FellBehind">More than a second's arrivals went unanswered at once; then nobody else was sent.</param>
    public sealed record Result(int Rate, Load.Result Load, bool FellBehind)
    {
        /// <summary>Everybody was served, 99 of 100 within this time.</summary>
        public bool Holds(TimeSpan p99) => !FellBehind && Load.Refused == 0 && Load.P99Ms <= p99.TotalMilliseconds;
    }

    /// <param name="perSecond">Arrivals a second, evenly spaced.</param>
    /// <param name="duration">How long they come.</param>
    /// <param name="send">Sends arrival number n; true when it was accepted.</param>
    public static async Task<Result> RunAsync(int perSecond, TimeSpan duration, Func<long, Task<bool>> send)
    {
        var planned = (long)(perSecond * duration.TotalSeconds);
        var (sent, answered, accepted, fellBehind) = (0L, 0L, 0L, false);
        var histogram = new LongConcurrentHistogram(1, TimeSpan.TicksPerMinute, 3);
        var answers = new List<Task>((int)planned);
        var clock = Stopwatch.StartNew();
        while (sent < planned && !fellBehind)
        {
            var due = Math.Min(planned, 1 + (long)(clock.Elapsed.TotalSeconds * perSecond));
            for (; sent < due; sent++) answers.Add(AnswerAsync(sent));
            fellBehind = sent - Interlocked.Read(ref answered) > Math.Max(perSecond, 50);
            await Task.Delay(1);
        }

        await Task.WhenAll(answers);
        var total = Interlocked.Read(ref accepted);
        return new Result(perSecond, new Load.Result(
            total, answers.Count - total, total / clock.Elapsed.TotalSeconds,
            histogram.GetValueAtPercentile(50) / (double)TimeSpan.TicksPerMillisecond,
            histogram.GetValueAtPercentile(99) / (double)TimeSpan.TicksPerMillisecond), fellBehind);

        async Task AnswerAsync(long n)
        {
            // Off the thread that keeps the times.
            await Task.Yield();
            if (await send(n)) Interlocked.Increment(ref accepted);
            histogram.RecordValue(Math.Max(1, (clock.Elapsed - TimeSpan.FromSeconds((double)n / perSecond)).Ticks));
            Interlocked.Increment(ref answered);
        }
    }

    /// <summary>
    /// The highest rate that holds: doubled from <paramref name="first"/> on until one does not, then halved between the last that held and
    /// the first that did not, to within 10 %. A rate that does not hold has a second try: the machine may have been busy otherwise.
    /// </summary>
    /// <param name="first">Arrivals a second to begin with.</param>
    /// <param name="p99">What the slowest of a hundred may take.</param>
    /// <param name="run">Runs a rate; null when there is nobody left to send.</param>
    /// <returns>The best that held (null when not even the first did), and everything tried.</returns>
    public static async Task<(Result? Best, List<Result> Tried)> HighestAsync(int first, TimeSpan p99, Func<int, Task<Result?>> run)
    {
        var tried = new List<Result>();
        var (best, rate, tooMuch) = ((Result?)null, first, int.MaxValue);
        while (await run(rate) is { } result)
        {
            tried.Add(result);
            if (!result.Holds(p99) && tried.Count(t => t.Rate == rate) == 1) continue;
            if (result.Holds(p99)) best = result;
            else tooMuch = rate;
            var held = best?.Rate ?? 0;
            if (held == 0 || tooMuch <= held * 1.1) break;
            rate = tooMuch == int.MaxValue ? rate * 2 : (int)Math.Sqrt((double)held * tooMuch);
        }

        return (best, tried);
    }
}
