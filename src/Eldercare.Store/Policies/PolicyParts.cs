namespace Eldercare.Store.Policies;

/// <param name="Title">Name of the document.</param>
/// <param name="Url">Where it stands, if it is on the net.</param>
/// <param name="Published">When, if known.</param>
/// <param name="Code">Rules and caps name it by this.</param>
public sealed record PolicySource(string Title, string? Url = null, DateOnly? Published = null, string? Code = null);

/// <param name="About">JSON pointer to the part of the document it is about; empty for all of it.</param>
/// <param name="Zh">What was assumed, and why, in Chinese.</param>
/// <param name="En">Likewise in English.</param>
public sealed record PolicyAssumption(string About, string Zh, string En);

/// <param name="Where">JSON pointer to the part at fault; empty for the whole document.</param>
/// <param name="Reason">What is wrong with it, in English.</param>
public sealed record PolicyFault(string Where, string Reason)
{
    public override string ToString() => Where.Length == 0 ? Reason : $"{Where}: {Reason}";
}

/// <summary>What a JSON Schema cannot say of any policy.</summary>
public static class PolicyRules
{
    public static void Unique(string at, IEnumerable<string> codes, ICollection<PolicyFault> faults)
    {
        foreach (var twice in codes.GroupBy(c => c, StringComparer.Ordinal).Where(g => g.Count() > 1))
            faults.Add(new(at, $"{twice.Key} stands twice."));
    }

    /// <summary>Each code names a source that is listed.</summary>
    public static void Sources(string at, ImmutableArray<string> codes, ImmutableArray<PolicySource> listed, ICollection<PolicyFault> faults)
    {
        foreach (var code in codes.IsDefault ? [] : codes)
            if (listed.All(s => s.Code != code)) faults.Add(new($"{at}/sources", $"No source {code} is listed."));
    }
}
