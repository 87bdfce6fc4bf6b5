using Eldercare.Store.Policies;

namespace Eldercare.Subsidies;

/// <summary>What a JSON Schema cannot say of a policy.</summary>
internal static class PolicyChecks
{
    public static ImmutableArray<PolicyFault> Of(SubsidyPolicy policy)
    {
        var faults = new List<PolicyFault>();
        if (policy.EffectiveUntil < policy.EffectiveFrom) faults.Add(new("/effectiveUntil", "It lies before effectiveFrom."));
        PolicyRules.Unique("/funders", policy.Funders.Select(f => f.Code), faults);
        PolicyRules.Unique("/sources", policy.Sources.Select(s => s.Code).OfType<string>(), faults);
        PolicyRules.Unique("/rules", policy.Rules.Select(r => r.Code), faults);
        for (var i = 0; i < policy.Rules.Length; i++) Rule($"/rules/{i}", policy.Rules[i], policy, faults);
        for (var i = 0; i < (policy.Caps.IsDefault ? 0 : policy.Caps.Length); i++) Cap($"/caps/{i}", policy.Caps[i], policy, faults);
        return [.. faults];
    }

    private static void Rule(string at, SubsidyRule rule, SubsidyPolicy policy, List<PolicyFault> faults)
    {
        PolicyRules.Unique($"{at}/funders", rule.Funders.Select(f => f.Funder), faults);
        foreach (var funder in rule.Funders)
            if (policy.Funders.All(f => f.Code != funder.Funder)) faults.Add(new($"{at}/funders", $"No funder {funder.Funder} is listed."));
        PolicyRules.Sources(at, rule.Sources, policy.Sources, faults);
        if (rule.When is { AgeFrom: { } from, AgeTo: { } to } && from > to) faults.Add(new($"{at}/when/ageTo", "It is below ageFrom."));
        if (policy.For == ServiceKind.Meal != rule.Gives.Of is ChargePart.Meal or ChargePart.Delivery)
            faults.Add(new($"{at}/gives/of", policy.For == ServiceKind.Meal
                ? "A meal has a price and a delivery fee."
                : "A day in a home has bed, care and food; stay is all of them."));
        if (policy.For != ServiceKind.Meal && rule.When is { } when && !(when.Meals.IsDefault && when.Channels.IsDefault))
            faults.Add(new($"{at}/when", "Only a meal has a time of day and a channel."));
        // Months gone by are computed anew when something is corrected: what is known as of today only would change them.
        if (policy.For != ServiceKind.Meal && rule.When is { } asked && (asked.LocalHukou is not null || asked.Residence is not null || !asked.HomeDistricts.IsDefault))
            faults.Add(new($"{at}/when", "Where she is registered and at home is not known day by day: a day in a home cannot ask for it."));
        // Otherwise the highest would be sought among things that are paid for from different parts of the bill.
        if (policy.Groups.First(g => g.Contains(rule)).Any(r => r.Gives.Of != rule.Gives.Of))
            faults.Add(new($"{at}/gives/of", "Rules of which only the highest is given must all be for the same part of the bill."));
    }

    private static void Cap(string at, SubsidyCap cap, SubsidyPolicy policy, List<PolicyFault> faults)
    {
        PolicyRules.Sources(at, cap.Sources, policy.Sources, faults);
        if (policy.For != ServiceKind.Meal && (cap.Per is CapPeriod.Meal or CapPeriod.Week || cap.Meals is not null))
            faults.Add(new(at, "What is given for days in a home is capped in money, by day or month."));
        if (cap.Rules.IsDefault) return;
        foreach (var rule in cap.Rules)
            if (policy.Rules.All(r => r.Code != rule)) faults.Add(new($"{at}/rules", $"No rule {rule} is listed."));
    }
}
