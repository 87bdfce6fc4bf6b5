using Eldercare.Store.Policies;

namespace Eldercare.Subsidies;

/// <summary>Subsidy policies as JSON: read only when they obey their schema and make sense.</summary>
public static class PolicyDocument
{
    /// <summary>In characters; the longest that ships has a tenth.</summary>
    public const int MaxLength = PolicyJson<SubsidyPolicy>.MaxLength;

    private static readonly PolicyJson<SubsidyPolicy> s_json = new(typeof(PolicyDocument).Assembly, "subsidy-policy.schema.json", PolicyChecks.Of);

    /// <summary>The policy sets that ship: <c>Subsidies/policies/*.json</c>, by file name without ending.</summary>
    public static IReadOnlyDictionary<string, string> Shipped { get; } = s_json.Shipped("policies");

    /// <summary>The policy, or what is wrong with the document.</summary>
    public static ImmutableArray<PolicyFault> Read(string text, out SubsidyPolicy? policy) => s_json.Read(text, out policy);

    /// <summary>A document that was accepted before.</summary>
    /// <exception cref="InvalidOperationException">It is none.</exception>
    public static SubsidyPolicy Parse(string accepted) => PolicyJson<SubsidyPolicy>.Parse(accepted);

    /// <summary>The one way to write a policy, on one line.</summary>
    public static string Canonical(SubsidyPolicy policy) => PolicyJson<SubsidyPolicy>.Canonical(policy with { Schema = null });
}
