using System.Diagnostics;

namespace Eldercare.Scenarios;

/// <summary>Asks until what follows by itself has followed.</summary>
internal static class Eventually
{
    /// <summary>Wide, for a machine that has other work: how long it took is what a test reports.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    /// <summary>Returns how long it took; fails with the last answer when the time is up.</summary>
    public static async Task<TimeSpan> EqualAsync<T>(T expected, Func<Task<T>> ask)
    {
        var started = Stopwatch.GetTimestamp();
        var answer = await ask();
        while (!EqualityComparer<T>.Default.Equals(expected, answer) && Stopwatch.GetElapsedTime(started) < s_patience)
        {
            await Task.Delay(25);
            answer = await ask();
        }

        var took = Stopwatch.GetElapsedTime(started);
        Assert.Equal(expected, answer);
        return took;
    }

    /// <summary>Likewise until an answer fits, which it returns.</summary>
    public static async Task<T> FitsAsync<T>(Func<Task<T>> ask, Func<T, bool> fits, string what)
    {
        var started = Stopwatch.GetTimestamp();
        var answer = await ask();
        while (!fits(answer) && Stopwatch.GetElapsedTime(started) < s_patience)
        {
            await Task.Delay(100);
            answer = await ask();
        }

        Assert.True(fits(answer), $"{what}: {answer}");
        return answer;
    }

    /// <summary>Gives something time to happen that need not; the test goes on either way.</summary>
    public static async Task PatientlyAsync(Func<Task<bool>> ask, TimeSpan atMost)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await ask() && Stopwatch.GetElapsedTime(started) < atMost) await Task.Delay(25);
    }
}
