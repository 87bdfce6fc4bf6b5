using Eldercare.People.Elders;
using Eldercare.Store.Deciding;

namespace Eldercare.People.Entitlements;

/// <summary>What an elder's events say of her entitlements.</summary>
public sealed record Entitled(ImmutableArray<HeldEntitlement> Held, bool LocalHukou)
{
    public static Entitled ToNothing { get; } = new([], LocalHukou: false);

    /// <summary>The one in force on a day, or null; of a category there is never more than one.</summary>
    public HeldEntitlement? On(EntitlementCategory category, DateOnly day) =>
        Held.FirstOrDefault(h => h.Category == category && h.From <= day && (h.Until is null || h.Until >= day));

    public Entitled After(EntitlementFact fact) => fact switch
    {
        EntitlementGranted f => this with { Held = Held.Add(new(f.Category, f.From, f.Until)) },
        EntitlementEnded f => this with { Held = [.. Held.Select(h => h.Category == f.Category && h.From == f.From ? h with { Until = f.Until } : h)] },
        HukouRecorded f => this with { LocalHukou = f.Local },
        _ => throw new InvalidOperationException($"{fact.GetType().Name} says nothing of entitlements."),
    };

    /// <summary>The outcome of a decision, with the row that others read.</summary>
    internal static Outcome Kept(Decision<ElderFact> decision, ElderId elder, Elder? before, StreamRef stream)
    {
        if (decision.Refusal is not null || before is null) return decision.On(stream);
        var after = decision.Facts.Cast<EntitlementFact>().Aggregate(before.Entitled, (entitled, fact) => entitled.After(fact));
        return decision.On(stream).Keeping(new EntitlementRecord(elder, after.Held, after.LocalHukou));
    }
}
