using System.Text.Json.Serialization;
using Eldercare.Beds.Applications;
using Eldercare.Store.Deciding;
using Eldercare.Store.Policies;

namespace Eldercare.Beds.Queue;

/// <summary>
/// In which order applications for a bed wait, from a date on: what a city decided, as data (domain, beds, rules 4 to 6). Its form is
/// <c>schema/queue-policy.schema.json</c>. One is in force at a time: it has no last day, the next one takes its place.
/// </summary>
/// <param name="Code">The same for all its versions, e.g. <c>guangzhou</c>.</param>
/// <param name="Version">From 1; 0 is the order before any was published.</param>
/// <param name="Title">What people call it.</param>
/// <param name="EffectiveFrom">First city date it is in force.</param>
/// <param name="Sources">Where the rules were published.</param>
/// <param name="Lanes">First served first.</param>
/// <param name="Deadlines">Working days for each step.</param>
/// <param name="KeptBack">Beds of a home that only one lane gets; null when none are.</param>
/// <param name="Bars">Refusals that keep an elder out for a time.</param>
/// <param name="Note">What a reader of the data should know.</param>
/// <param name="Assumptions">What no source says and was decided by whoever wrote this.</param>
/// <param name="Schema">The schema the file names, for editors.</param>
/// <param name="Offers">Which beds are offered by themselves; null as in policies from before it was asked.</param>
public sealed record QueuePolicy(
    string Code,
    int Version,
    Words Title,
    DateOnly EffectiveFrom,
    ImmutableArray<PolicySource> Sources,
    ImmutableArray<QueueLane> Lanes,
    Deadlines Deadlines,
    KeptBack? KeptBack = null,
    ImmutableArray<Bar> Bars = default,
    Words? Note = null,
    ImmutableArray<PolicyAssumption> Assumptions = default,
    [property: JsonPropertyName("$schema")] string? Schema = null,
    Offering? Offers = null)
{
    /// <summary>Which beds are offered by themselves: those that come back from an offer where nothing else is said.</summary>
    [JsonIgnore]
    public OfferedByItself OfferedByItself => Offers?.ByItself ?? OfferedByItself.AfterRefusal;

    public QueueLane? Lane(string code) => Lanes.FirstOrDefault(l => l.Code == code);

    /// <summary>A rule in the words an elder is told; its bare code when the policy does not have it.</summary>
    public Words WordsOf(string lane, string rule) => Lane(lane)?.Rules.FirstOrDefault(r => r.Code == rule)?.Words ?? new(rule, rule);

    public Words NameOf(string lane) => Lane(lane)?.Name ?? new(lane, lane);
}

/// <param name="ByItself">Which beds go to the next match without a person's doing.</param>
/// <param name="Sources">Codes of the sources that say so.</param>
public sealed record Offering(OfferedByItself ByItself, ImmutableArray<string> Sources = default);

/// <summary>Which beds go to the next match by themselves and at once (domain, beds, rule 5).</summary>
public enum OfferedByItself
{
    /// <summary>A bed that was offered and comes back: declined, expired, taken back, or given up. The desk offers the others.</summary>
    AfterRefusal,

    /// <summary>Every bed that can be given, however it became ready.</summary>
    WhenFree,

    /// <summary>None: the desk offers them all.</summary>
    Never,
}

/// <param name="Code">Unique in the policy.</param>
/// <param name="Kind">What sort of lane it is: figures of several policies are compared by it.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Order">Who comes first within it.</param>
/// <param name="Rules">Whom it is for: anybody for whom one of them holds.</param>
/// <param name="OrderSources">Codes of the sources that say in which order.</param>
public sealed record QueueLane(
    string Code, Lane Kind, Words Name, LaneOrder Order, ImmutableArray<LaneRule> Rules, ImmutableArray<string> OrderSources = default);

public enum LaneOrder
{
    /// <summary>Who needs most care comes first, then who applied first.</summary>
    CareLevel,

    /// <summary>Who applied first comes first.</summary>
    ApplicationTime,
}

/// <param name="Code">Unique in the policy.</param>
/// <param name="Words">The rule as an elder is told it.</param>
/// <param name="When">For whom; null for everybody.</param>
/// <param name="Sources">Codes of the sources that say so.</param>
public sealed record LaneRule(string Code, Words Words, LaneConditions? When = null, ImmutableArray<string> Sources = default);

/// <summary>Working days for each step; the day a step begins on is not counted.</summary>
/// <param name="Eligibility">From the application until it is said whether she is eligible.</param>
/// <param name="Assessment">From there until the assessment's result is recorded.</param>
/// <param name="Admission">From the offer until she has moved in.</param>
/// <param name="Offer">How long an offer keeps its bed.</param>
/// <param name="Sources">Codes of the sources that say so.</param>
public sealed record Deadlines(int Eligibility, int Assessment, int Admission, int Offer, ImmutableArray<string> Sources = default);

/// <summary>Beds of a home that only one lane gets; exactly one of the three says how many.</summary>
/// <param name="Lane">Which.</param>
/// <param name="Beds">So many.</param>
/// <param name="Percent">A share of the home's beds, 1 to 100; part of a bed is a bed.</param>
/// <param name="AsAdmittedLastYear">As many as people of that lane moved in in the year before.</param>
/// <param name="Sources">Codes of the sources that say so.</param>
public sealed record KeptBack(
    string Lane, int? Beds = null, int? Percent = null, bool? AsAdmittedLastYear = null, ImmutableArray<string> Sources = default)
{
    /// <summary>How many beds of a home are kept back; never more than it has.</summary>
    /// <param name="beds">The home's.</param>
    /// <param name="admittedLastYear">People of the lane who moved in there in the calendar year before.</param>
    public int Of(int beds, int admittedLastYear) => Math.Min(
        beds, Beds ?? (Percent is { } percent ? ((beds * percent) + 99) / 100 : admittedLastYear));
}

/// <summary>Refusals that keep an elder out of the queue: so many of these kinds within a time bar her for another, from the last on.</summary>
public sealed record Bar(
    ImmutableArray<OfferRefusalKind> Of, int Count, int WithinMonths, int ForMonths, ImmutableArray<string> Sources = default);
