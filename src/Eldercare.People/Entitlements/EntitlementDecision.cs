using Eldercare.Store.Tables;
using Eldercare.Store.Views;

namespace Eldercare.People.Entitlements;

/// <summary>An entitlement with its evidence and who decided: what the elder and the offices read.</summary>
/// <param name="Elder">Whose.</param>
/// <param name="Entitlement">Category and first day, which tell it from others of the same elder.</param>
/// <param name="Category">What.</param>
/// <param name="FirstDay">City date.</param>
/// <param name="LastDay">If one is set.</param>
/// <param name="Evidence">What the grant was decided on.</param>
/// <param name="Reason">Of the grant, if said.</param>
/// <param name="DecidedBy">Who granted: the sign-in's subject.</param>
/// <param name="DecidedAt">When.</param>
/// <param name="Ended">The decision that ended it, if one did.</param>
[Table("entitlement_decisions")]
public sealed record EntitlementDecision(
    [Key] ElderId Elder, [Key] string Entitlement, EntitlementCategory Category, DateOnly FirstDay, DateOnly? LastDay,
    ImmutableArray<Evidence> Evidence, string? Reason, string? DecidedBy, DateTimeOffset DecidedAt, EntitlementEnd? Ended);

/// <param name="Evidence">What the end was decided on.</param>
/// <param name="Reason">In words, if said.</param>
/// <param name="DecidedBy">Who ended it: the sign-in's subject.</param>
/// <param name="DecidedAt">When.</param>
public sealed record EntitlementEnd(ImmutableArray<Evidence> Evidence, string? Reason, string? DecidedBy, DateTimeOffset DecidedAt);

public sealed class EntitlementDecisionView : View
{
    public override string Name => "EntitlementDecisions";

    public override ImmutableArray<Type> Rows => [typeof(EntitlementDecision)];

    public override ImmutableArray<Type> Events => [typeof(EntitlementGranted), typeof(EntitlementEnded)];

    public override void Need(Recorded recorded, RowSet rows)
    {
        if (recorded.Fact is EntitlementEnded f) rows.Find<EntitlementDecision>(f.Elder, KeyOf(f.Category, f.From));
    }

    public override void Apply(Recorded recorded, RowSet rows)
    {
        switch (recorded.Fact)
        {
            case EntitlementGranted f:
                rows.Put(new EntitlementDecision(
                    f.Elder, KeyOf(f.Category, f.From), f.Category, f.From, f.Until, f.Evidence, f.Reason, recorded.Actor,
                    recorded.RecordedAt, Ended: null));
                break;
            case EntitlementEnded f:
                var granted = rows.Find<EntitlementDecision>(f.Elder, KeyOf(f.Category, f.From))
                    ?? throw new InvalidOperationException("An entitlement ended that was never granted.");
                rows.Put(granted with
                {
                    LastDay = f.Until,
                    Ended = new EntitlementEnd(f.Evidence, f.Reason, recorded.Actor, recorded.RecordedAt),
                });
                break;
        }
    }

    private static string KeyOf(EntitlementCategory category, DateOnly from) => $"{category}:{from:yyyy-MM-dd}";
}
