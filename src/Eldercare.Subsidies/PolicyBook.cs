using Eldercare.Store.Deciding;
using Eldercare.Store.Ids;

namespace Eldercare.Subsidies;

public abstract record PolicyFact;

/// <param name="Policy">Its code.</param>
/// <param name="Version">One more than the last.</param>
/// <param name="EffectiveFrom">First date it is for.</param>
/// <param name="EffectiveUntil">Last date; null for none.</param>
/// <param name="Document">The whole policy as JSON of <c>schema/subsidy-policy.schema.json</c>.</param>
public sealed record SubsidyPolicyPublished(
    string Policy, int Version, DateOnly EffectiveFrom, DateOnly? EffectiveUntil, string Document) : PolicyFact;

/// <summary>A city's subsidy policies, all versions ever published.</summary>
public sealed record PolicyBook(ImmutableArray<SubsidyPolicy> Published)
{
    public static StreamType<PolicyBook, PolicyFact> Stream { get; } = new("subsidy_policies", Fold);

    /// <summary>One a city: the city is the store's tenant.</summary>
    public static StreamRef At { get; } = Stream.At(NameBasedId.Of("subsidy_policies"));

    public static PolicyBook Empty { get; } = new([]);

    /// <summary>Of each policy the version for that date, if there is one: the last that began by then, unless it has ended.</summary>
    public IEnumerable<SubsidyPolicy> InForce(DateOnly date) => Published
        .Where(p => p.EffectiveFrom <= date)
        .GroupBy(p => p.Code, StringComparer.Ordinal)
        .Select(versions => versions.MaxBy(v => v.Version)!)
        .Where(p => p.IsInForce(date));

    /// <summary>Those of one service.</summary>
    public IEnumerable<SubsidyPolicy> InForce(DateOnly date, ServiceKind service) => InForce(date).Where(p => p.For == service);

    /// <summary>How long before a policy lapses the city office is warned: a next version has to be decided and written.</summary>
    public const int DaysWarned = 60;

    /// <summary>The first date nothing of a policy is in force, when this version ends and no later one has begun by then; null otherwise.</summary>
    public DateOnly? LapsesOn(SubsidyPolicy policy) =>
        policy.EffectiveUntil is { } until && until < DateOnly.MaxValue && !Later(policy, until.AddDays(1)) ? until.AddDays(1) : null;

    /// <summary>It lapses within <see cref="DaysWarned"/> days, or has, and no later version is in its place by now.</summary>
    public bool IsLapsing(SubsidyPolicy policy, DateOnly today) =>
        LapsesOn(policy) is { } day && day <= today.AddDays(DaysWarned) && !Later(policy, today);

    private bool Later(SubsidyPolicy policy, DateOnly by) =>
        Published.Any(p => p.Code == policy.Code && p.Version > policy.Version && p.EffectiveFrom <= by);

    public SubsidyPolicy? Find(string code, int version) => Published.FirstOrDefault(p => p.Code == code && p.Version == version);

    public SubsidyPolicy? Last(string code) => Published.Where(p => p.Code == code).MaxBy(p => p.Version);

    /// <summary>The same with a draft in place of what its policy has from its first day on: to try it.</summary>
    public PolicyBook With(SubsidyPolicy draft) => new(
        [.. Published.Where(p => p.Code != draft.Code || (p.Version < draft.Version && p.EffectiveFrom < draft.EffectiveFrom)), draft]);

    public static PolicyBook? Fold(PolicyBook? book, PolicyFact fact) => fact switch
    {
        SubsidyPolicyPublished f => new((book ?? Empty).Published.Add(PolicyDocument.Parse(f.Document))),
        _ => throw new InvalidOperationException($"{fact} cannot follow the book of policies."),
    };
}
