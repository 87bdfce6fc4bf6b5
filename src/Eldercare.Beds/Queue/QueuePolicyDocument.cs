using Eldercare.Store.Policies;

namespace Eldercare.Beds.Queue;

/// <summary>Queue policies as JSON: read only when they obey their schema and make sense.</summary>
public static class QueuePolicyDocument
{
    private static readonly PolicyJson<QueuePolicy> s_json = new(
        typeof(QueuePolicyDocument).Assembly, "queue-policy.schema.json", QueuePolicyChecks.Of);

    /// <summary>The policy sets that ship: <c>Queue/policies/*.json</c>, by file name without ending.</summary>
    public static IReadOnlyDictionary<string, string> Shipped { get; } = s_json.Shipped("queue-policies");

    /// <summary>What is in force before a city has published any: first come, first served, which prefers nobody.</summary>
    public static QueuePolicy BeforeAny { get; } = Parse(Shipped["first-come"]) with { Version = 0 };

    /// <summary>The policy, or what is wrong with the document.</summary>
    public static ImmutableArray<PolicyFault> Read(string text, out QueuePolicy? policy) => s_json.Read(text, out policy);

    /// <summary>A document that was accepted before.</summary>
    /// <exception cref="InvalidOperationException">It is none.</exception>
    public static QueuePolicy Parse(string accepted) => PolicyJson<QueuePolicy>.Parse(accepted);

    /// <summary>The one way to write a policy, on one line.</summary>
    public static string Canonical(QueuePolicy policy) => PolicyJson<QueuePolicy>.Canonical(policy with { Schema = null });
}

/// <summary>What a JSON Schema cannot say of a policy.</summary>
internal static class QueuePolicyChecks
{
    public static ImmutableArray<PolicyFault> Of(QueuePolicy policy)
    {
        var faults = new List<PolicyFault>();
        PolicyRules.Unique("/sources", policy.Sources.Select(s => s.Code).OfType<string>(), faults);
        PolicyRules.Unique("/lanes", policy.Lanes.Select(l => l.Code), faults);
        PolicyRules.Unique("/lanes", policy.Lanes.SelectMany(l => l.Rules).Select(r => r.Code), faults);
        for (var i = 0; i < policy.Lanes.Length; i++) Lane($"/lanes/{i}", policy.Lanes[i], isLast: i == policy.Lanes.Length - 1, policy, faults);
        if (policy.KeptBack is { } kept)
        {
            PolicyRules.Sources("/keptBack", kept.Sources, policy.Sources, faults);
            if (policy.Lane(kept.Lane) is null) faults.Add(new("/keptBack/lane", $"No lane {kept.Lane} is listed."));
            // Who is of the lane is told by its kind, which stays when another policy names it otherwise.
            else if (policy.Lanes.Count(l => l.Kind == policy.Lane(kept.Lane)!.Kind) > 1)
                faults.Add(new("/keptBack/lane", $"Another lane is of the kind of {kept.Lane}: whose the beds are could not be told."));
        }

        if (policy.Offers is { } offers) PolicyRules.Sources("/offers", offers.Sources, policy.Sources, faults);
        PolicyRules.Sources("/deadlines", policy.Deadlines.Sources, policy.Sources, faults);
        for (var i = 0; i < (policy.Bars.IsDefault ? 0 : policy.Bars.Length); i++)
            PolicyRules.Sources($"/bars/{i}", policy.Bars[i].Sources, policy.Sources, faults);
        return [.. faults];
    }

    private static void Lane(string at, QueueLane lane, bool isLast, QueuePolicy policy, List<PolicyFault> faults)
    {
        PolicyRules.Sources(at, lane.OrderSources, policy.Sources, faults);
        for (var i = 0; i < lane.Rules.Length; i++)
        {
            var rule = lane.Rules[i];
            PolicyRules.Sources($"{at}/rules/{i}", rule.Sources, policy.Sources, faults);
            if (rule.When is { AgeFrom: { } from, AgeTo: { } to } && from > to) faults.Add(new($"{at}/rules/{i}/when/ageTo", "It is below ageFrom."));
            // A rule behind one for everybody would hold for nobody.
            if (rule.When is null && !(isLast && i == lane.Rules.Length - 1))
                faults.Add(new($"{at}/rules/{i}", "Only the last rule of the last lane is for everybody."));
        }

        if (isLast && lane.Rules[^1].When is not null)
            faults.Add(new($"{at}/rules/{lane.Rules.Length - 1}", "The last rule of the last lane has no condition, so that everybody has a place."));
    }
}
