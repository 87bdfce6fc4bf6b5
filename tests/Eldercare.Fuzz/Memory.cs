using System.Globalization;

namespace Eldercare.Fuzz;

/// <summary>Whether a host's memory goes on growing when it has long seen everything.</summary>
internal static class Memory
{
    /// <summary>So much may come and go by itself: the runtime gives back what it has no use for when it likes.</summary>
    private const long Slack = 200L << 20;

    private const int Fewest = 6;

    /// <param name="samples">Bytes, taken at the same distance; the first ones while it warms up.</param>
    /// <returns>Null when it settles, or nobody looked long enough; else by how much it grows.</returns>
    public static string? Grows(IReadOnlyList<long> samples)
    {
        if (samples.Count < Fewest) return null;
        var third = samples.Count / 3;
        var (middle, end) = (samples.Skip(third).Take(third).Min(), samples.Skip(samples.Count - third).Min());
        return end > middle + Slack && end > middle * 1.3
            ? string.Create(CultureInfo.InvariantCulture, $"memory grows: at least {middle >> 20} MiB in the middle of the run, {end >> 20} MiB at its end")
            : null;
    }
}
