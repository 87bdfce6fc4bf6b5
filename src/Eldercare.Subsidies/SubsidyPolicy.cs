using System.Text.Json.Serialization;
using Eldercare.Store;
using Eldercare.Store.Deciding;
using Eldercare.Store.Policies;

namespace Eldercare.Subsidies;

/// <summary>
/// Who pays how much of a meal, or of a day in a home, from one date to another: what a city decided, as data (domain, meals, rule 7). Its
/// form is <c>schema/subsidy-policy.schema.json</c>.
/// </summary>
/// <param name="Code">The same for all its versions, e.g. <c>zhenjiang-meals</c>.</param>
/// <param name="Version">From 1; each replaces the one before from its first day on.</param>
/// <param name="Title">What people call it.</param>
/// <param name="EffectiveFrom">First date of meals, or of days in a home, it is for.</param>
/// <param name="EffectiveUntil">Last date; null while nobody has set one.</param>
/// <param name="Sources">Where the rules were published.</param>
/// <param name="Funders">Who pays.</param>
/// <param name="Combine">Whether its benefits add up or only the highest is given.</param>
/// <param name="Rules">In this order: each is given on what the ones before left to pay.</param>
/// <param name="Caps">What the rules may come to over a time.</param>
/// <param name="Note">What a reader of the data should know.</param>
/// <param name="Assumptions">What no source says and was decided by whoever wrote this.</param>
/// <param name="Schema">The schema the file names, for editors.</param>
/// <param name="Service">What it pays towards; meals when missing, as in every policy from before there were others.</param>
public sealed record SubsidyPolicy(
    string Code,
    int Version,
    Words Title,
    DateOnly EffectiveFrom,
    DateOnly? EffectiveUntil,
    ImmutableArray<PolicySource> Sources,
    ImmutableArray<Funder> Funders,
    Combination Combine,
    ImmutableArray<SubsidyRule> Rules,
    ImmutableArray<SubsidyCap> Caps = default,
    Words? Note = null,
    ImmutableArray<PolicyAssumption> Assumptions = default,
    [property: JsonPropertyName("$schema")] string? Schema = null,
    ServiceKind? Service = null)
{
    /// <summary>What it pays towards.</summary>
    [JsonIgnore]
    public ServiceKind For => Service ?? ServiceKind.Meal;

    /// <summary>Rules of which only the highest is given, in the order they apply; a rule without a group stands alone.</summary>
    [JsonIgnore]
    public IEnumerable<IGrouping<string, SubsidyRule>> Groups =>
        Rules.GroupBy(r => Combine == Combination.Highest ? string.Empty : r.Group is { } group ? $"group {group}" : $"rule {r.Code}");

    /// <summary>The funder's words, or the bare code of one the policy does not name.</summary>
    public Words NameOf(string funder) => Funders.FirstOrDefault(f => f.Code == funder)?.Name ?? new(funder, funder);

    public bool IsInForce(DateOnly date) => EffectiveFrom <= date && (EffectiveUntil is not { } until || date <= until);
}

/// <param name="Code">Lower case, e.g. <c>city-finance</c>; the same in all policies for the same payer.</param>
/// <param name="Name">Who it is.</param>
/// <param name="Forgone">The meal point or the home itself: a discount it grants, which nobody owes it.</param>
public sealed record Funder(string Code, Words Name, bool Forgone = false)
{
    /// <summary>The elder in settlements; no policy's funder has this code.</summary>
    public const string Elder = "elder";
}

/// <summary>What becomes of several benefits that are due at once.</summary>
public enum Combination
{
    /// <summary>They add up; of the rules of one group only the highest is given.</summary>
    Stack,

    /// <summary>Only the highest of all is given, the first of several as high.</summary>
    Highest,
}

/// <param name="Code">Unique in the policy, and the same in its later versions while it means the same: caps count by it.</param>
/// <param name="Words">The rule as an elder is told it.</param>
/// <param name="Gives">The benefit.</param>
/// <param name="Funders">Who pays it, by weight.</param>
/// <param name="When">For whom and which meals; null for all.</param>
/// <param name="Group">Of the rules of a group only the highest is given.</param>
/// <param name="Sources">Codes of the sources that say so.</param>
public sealed record SubsidyRule(
    string Code, Words Words, Benefit Gives, ImmutableArray<FunderWeight> Funders, RuleConditions? When = null, string? Group = null,
    ImmutableArray<string> Sources = default);

/// <param name="Funder">Which.</param>
/// <param name="Weight">Its part of the sum of all weights; fen that cannot be divided go one each to the first.</param>
public sealed record FunderWeight(string Funder, int Weight);

/// <summary>What a rule gives. Never more than is left to pay of that part.</summary>
/// <param name="Kind">How it is counted.</param>
/// <param name="Fen">For an amount: that much. For a fixed price: what stays with the elder.</param>
/// <param name="Percent">Of the part's full price, 0 to 100; rounded to whole fen, half a fen up.</param>
/// <param name="Of">Which part of the bill.</param>
public sealed record Benefit(BenefitKind Kind, Fen? Fen = null, decimal? Percent = null, ChargePart Of = ChargePart.Meal);

public enum BenefitKind
{
    /// <summary>That much, or what is left to pay when that is less.</summary>
    Amount,

    /// <summary>A share of the full price.</summary>
    Percent,

    /// <summary>All but what the elder is to pay.</summary>
    FixedPrice,
}

/// <summary>What a bill is made of: a meal's of the first two, that of a day in a home of the next three.</summary>
public enum ChargePart
{
    Meal,
    Delivery,

    /// <summary>床位费</summary>
    Bed,

    /// <summary>护理费</summary>
    Care,

    /// <summary>伙食费</summary>
    Food,

    /// <summary>All of a day in a home: what is given is taken off the bed first, then care, then food.</summary>
    Stay,
}

/// <summary>The most that rules give over a time, in money or, of meals, in meals.</summary>
/// <param name="Per">Over which time.</param>
/// <param name="Fen">In money; what would go beyond is cut off.</param>
/// <param name="Meals">In meals: when so many had any of these benefits, the next gets none.</param>
/// <param name="Rules">Which rules count together; all of the policy's when missing.</param>
/// <param name="Sources">Codes of the sources that say so.</param>
public sealed record SubsidyCap(
    CapPeriod Per, Fen? Fen = null, int? Meals = null, ImmutableArray<string> Rules = default, ImmutableArray<string> Sources = default)
{
    public bool Covers(string rule) => Rules.IsDefaultOrEmpty || Rules.Contains(rule);
}

public enum CapPeriod
{
    /// <summary>One date and meal.</summary>
    Meal,

    Day,

    /// <summary>Monday to Sunday.</summary>
    Week,

    /// <summary>The calendar month.</summary>
    Month,
}
