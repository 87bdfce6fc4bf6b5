namespace Eldercare.City.Checks;

/// <summary>An invariant, what was counted to see whether it holds, and where it does not.</summary>
/// <param name="Name">Its short name.</param>
/// <param name="Number">The rule of the domain's chapter on beds that it states, 1 to 12; 0 for what no rule there says: the store's own, and bills.</param>
/// <param name="Rule">The invariant in words.</param>
/// <param name="Counted">What was looked at, e.g. <c>20,000 beds</c>.</param>
/// <param name="Violations">Each by ids and days; no personal data.</param>
public sealed record CheckResult(string Name, int Number, string Rule, string Counted, ImmutableArray<string> Violations)
{
    public bool Holds => Violations.IsEmpty;

    public override string ToString() => $"{Name} ({Counted}): {string.Join("; ", Violations.Take(3))}";

    internal static CheckResult Of(int number, string name, string rule, string counted, IEnumerable<string> violations) =>
        new(name, number, rule, counted, [.. violations]);
}
