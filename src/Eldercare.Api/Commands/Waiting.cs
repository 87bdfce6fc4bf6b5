using System.Diagnostics;
using System.Globalization;

namespace Eldercare.Api.Commands;

/// <summary>Says on the error stream what a command is about, and every few seconds that it still is: the output stays the answer alone.</summary>
public static class Waiting
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(5);

    public static async Task<T> ForAsync<T>(string what, Task<T> work)
    {
        var started = Stopwatch.GetTimestamp();
        await Console.Error.WriteLineAsync($"{what} …");
        while (await Task.WhenAny(work, Task.Delay(s_interval)) != work)
            await Console.Error.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"{what} … {Stopwatch.GetElapsedTime(started).TotalSeconds:N0} s"));
        return await work;
    }
}
