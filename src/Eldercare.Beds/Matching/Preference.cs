namespace Eldercare.Beds.Matching;

/// <summary>
/// Where an elder would live: in the homes named, else anywhere in the districts named, in the order she named them. Who names
/// any takes no other; who names none takes all alike.
/// </summary>
public sealed record Preference(ImmutableArray<HomeId> Homes, ImmutableArray<string> Districts)
{
    public static Preference None { get; } = new([], []);

    internal bool IsNone => Homes.IsEmpty && Districts.IsEmpty;

    /// <summary>How well a home pleases: 0 is best, homes come before districts; null when she would not go there.</summary>
    public int? RankOf(HomeId home, string district)
    {
        if (IsNone) return 0;
        if (Homes.IndexOf(home) is >= 0 and var named) return named;
        return Districts.IndexOf(district, 0, StringComparer.Ordinal) is >= 0 and var area ? Homes.Length + area : null;
    }

    public bool Equals(Preference? other) => other is not null
        && Homes.AsSpan().SequenceEqual(other.Homes.AsSpan()) && Districts.AsSpan().SequenceEqual(other.Districts.AsSpan());

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var home in Homes) hash.Add(home);
        foreach (var district in Districts) hash.Add(district, StringComparer.Ordinal);
        return hash.ToHashCode();
    }
}
