namespace Eldercare.City.Checks;

/// <summary>An invariant, what was counted to see whether it holds, and where it does not.</summary>
/// <param name="Name">Its short name.</param>
/// <param name="Rule">The invariant in words.</param>
/// <param name="Counted">What was looked at, e.g. <c>20,000 beds</c>.</param>
/// <param name="Violations">Each by ids and days; no personal data.</param>
public sealed record CheckResult(string Name, string Rule, string Counted, ImmutableArray<string> Violations)
{
    public bool Holds => Violations.IsEmpty;

    internal static CheckResult Of(string name, string rule, string counted, IEnumerable<string> violations) =>
        new(name, rule, counted, [.. violations]);
}
