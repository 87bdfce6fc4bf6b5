using Eldercare.Store.Deciding;
using Eldercare.Store.Ids;

namespace Eldercare.Beds.Queue;

public abstract record QueuePolicyFact;

/// <param name="Policy">Its code.</param>
/// <param name="Version">One more than the last of that code.</param>
/// <param name="EffectiveFrom">First city date it is in force.</param>
/// <param name="Document">The whole policy as JSON of <c>schema/queue-policy.schema.json</c>.</param>
public sealed record QueuePolicyPublished(string Policy, int Version, DateOnly EffectiveFrom, string Document) : QueuePolicyFact;

/// <summary>A city's queue policies, all ever published.</summary>
public sealed record QueuePolicyBook(ImmutableArray<QueuePolicy> Published)
{
    public static StreamType<QueuePolicyBook, QueuePolicyFact> Stream { get; } = new("queue_policies", Fold);

    /// <summary>One a city: the city is the store's tenant.</summary>
    public static StreamRef At { get; } = Stream.At(NameBasedId.Of("queue_policies"));

    public static QueuePolicyBook Empty { get; } = new([]);

    /// <summary>The policy of that date: the one that began last, and of several on one day the one published last.</summary>
    public QueuePolicy InForce(DateOnly date)
    {
        var found = QueuePolicyDocument.BeforeAny;
        foreach (var policy in Published)
            if (policy.EffectiveFrom <= date && (found.Version == 0 || policy.EffectiveFrom >= found.EffectiveFrom)) found = policy;
        return found;
    }

    /// <summary>Version 0 of the order before any was published, and of what an office had given by hand, is none of these.</summary>
    public QueuePolicy? Find(string code, int version) =>
        Published.FirstOrDefault(p => p.Code == code && p.Version == version)
        ?? (QueuePolicyDocument.BeforeAny is var before && before.Code == code && version == 0 ? before : null);

    public QueuePolicy? Last(string code) => Published.Where(p => p.Code == code).MaxBy(p => p.Version);

    /// <summary>The book a decision reads, as far as any policy was published.</summary>
    internal static QueuePolicyBook Of(Known known) => known.State<QueuePolicyBook>(At) ?? Empty;

    public static QueuePolicyBook? Fold(QueuePolicyBook? book, QueuePolicyFact fact) => fact switch
    {
        QueuePolicyPublished f => new((book ?? Empty).Published.Add(QueuePolicyDocument.Parse(f.Document))),
        _ => throw new InvalidOperationException($"{fact} cannot follow the book of queue policies."),
    };
}
