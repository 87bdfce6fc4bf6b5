namespace Eldercare.Subsidies;

/// <summary>The policies of a service on a day in the order they apply, made ready once for all charges of that day.</summary>
public sealed class PoliciesOfDay
{
    private PoliciesOfDay(SubsidyPolicy[] policies)
    {
        InOrder = [.. policies.Select(p => (p, p.Groups.Select(g => g.ToArray()).ToArray()))];
        Versions = [.. policies.Select(p => new PolicyVersion(p.Code, p.Version))];
    }

    public ImmutableArray<PolicyVersion> Versions { get; }

    /// <summary>With the rules of which only the highest is given.</summary>
    internal (SubsidyPolicy Policy, SubsidyRule[][] Groups)[] InOrder { get; }

    /// <param name="policies">What is for another service, or not in force, is passed over.</param>
    /// <param name="service">Which.</param>
    /// <param name="date">City date.</param>
    public static PoliciesOfDay Of(IEnumerable<SubsidyPolicy> policies, ServiceKind service, DateOnly date) =>
        new([.. policies.Where(p => p.For == service && p.IsInForce(date)).OrderBy(p => p.Code, StringComparer.Ordinal)]);
}
