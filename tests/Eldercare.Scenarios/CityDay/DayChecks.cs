namespace Eldercare.Scenarios.CityDay;

/// <summary>What one check looked at, and what it found wrong.</summary>
internal sealed record Check(string Name, string Counted, ImmutableArray<string> Faults)
{
    public override string ToString() =>
        $"{(Faults.IsEmpty ? "right" : "WRONG")} {Name}: {Counted}{string.Concat(Faults.Take(5).Select(f => $"\n      {f}"))}"
        + (Faults.Length > 5 ? $"\n      and {Faults.Length - 5} more" : "");
}

/// <summary>Everything that must be true when the day is over.</summary>
internal static class DayChecks
{
    public static async Task<IReadOnlyList<Check>> RunAsync(Day day)
    {
        await Task.CompletedTask;
        return [];
    }
}
