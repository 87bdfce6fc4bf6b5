using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Loading;
using Eldercare.Api.GraphQL.Scalars;
using Eldercare.People.FileReads;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL.Types;

/// <summary>What an application's type says of its place in the queue and its steps.</summary>
internal static class ApplicationFields
{
    public static void AddTo(ObjectGraphType<QueueEntry> type)
    {
        type.Text("laneCode", "Code of its lane in `queuePolicy`.", a => a.LaneCode);
        type.Number("laneRank", "Place of its lane in the policy, from 0: smaller stands ahead. -1 with a first claim, ahead of every lane.", a => a.Rank);
        type.Text("laneRule", "Code of the rule that put it there; `given` where an office had said the lane by hand.", a => a.Rule);
        type.Text("queuePolicy", "Code of the policy that placed it.", a => a.Policy);
        type.Number("queuePolicyVersion", "Of that policy; 0 for the order before any was published.", a => a.PolicyVersion);
        type.May<QueueEntry, QueueMoveType>("moved", "What moved it last, while it was open; null when nothing has.", a => a.Moved);
        type.Field<NonNullGraphType<ListGraphType<HomeType>>, object>("homes").Description("Homes preferred; none when any suits.")
            .Resolve(c => (c.Source.Homes.IsDefault ? [] : c.Source.Homes).Select(h => c.Request().Loaders.Homes.Load(h)).ToArray());
        type.Has<QueueEntry, ListGraphType<NonNullGraphType<StringGraphType>>>(
            "districts", "Codes of districts preferred, likewise.", a => a.Districts.IsDefault ? [] : a.Districts);
        type.May<QueueEntry, BooleanGraphType>("eligible", "Whether she was found eligible; null while that is open.", a => a.Eligible);
        type.May<QueueEntry, LocalDateScalar>("assessedOn", "When she was assessed, once that is recorded for it.", a => a.AssessedOn);
        type.May<QueueEntry, LocalDateScalar>(
            "eligibilityDue", "Last day to say whether she is eligible; null once it is said.", a => a.EligibilityDue);
        type.May<QueueEntry, LocalDateScalar>(
            "assessmentDue", "Last day to record the assessment; null before it is asked for and once it is there.", a => a.AssessmentDue);
        type.May<QueueEntry, LocalDateScalar>("admissionDue", "Last day to move into the bed on offer; null when none is.", a => a.AdmissionDue);
        type.May<QueueEntry, LocalDateScalar>("nextDue", "The soonest of these, while it is open.", a => a.NextDue);
        type.Field<NonNullGraphType<BooleanGraphType>, object>("late").Description("That day is over.")
            .Resolve(c => c.Source.NextDue < CityTime.Today(c.Request().Api.Clock.GetUtcNow()));
        type.Has<QueueEntry, BooleanGraphType>(
            "dueByWeekendsOnly", "That day lies in a year whose public holidays are not known yet: only weekends were left out.",
            a => a.NextDue is { } due && !WorkingDays.Knows(due));
        type.Has<QueueEntry, BooleanGraphType>(
            "firstClaim", "Her bed was released from her leave: she has first claim on the next that suits, ahead of every lane.", a => a.Placed.HasFirstClaim);
        type.Field<NonNullGraphType<ListGraphType<NonNullGraphType<BedOfferType>>>, object>("offers")
            .Description("Every bed it was offered, the last one first, with what became of it.")
            .Resolve(c => c.Request().Loaders.OffersOf.Load(c.Source.Application).Then(o => o ?? []));
        type.May<QueueEntry, LocalDateScalar>(
            "barredUntil", "First day she may be offered a bed again, after offers were not taken too often.", a => a.BarredUntil);
    }
}

public sealed class QueueMoveType : ObjectGraphType<QueueMove>
{
    public QueueMoveType()
    {
        Name = "QueueMove";
        Description = "Why an application stands where it stands and not where it stood.";
        this.AsParent();
        this.Text("fromLane", "Code of the lane it stood in.", m => m.From.Lane);
        this.Text("fromRule", "By which rule.", m => m.From.Rule);
        this.Has<QueueMove, ListGraphType<NonNullGraphType<LaneCauseEnum>>>("because", "What moved it.", m => m.Because);
        this.Has<QueueMove, InstantScalar>("at", "When.", m => m.At);
    }
}

public sealed class QueuePositionType : ObjectGraphType<PositionExplained>
{
    public QueuePositionType()
    {
        Name = "QueuePosition";
        Description = "Why an application stands where it stands, without a word about anybody else.";
        this.AsParent();
        this.Has<PositionExplained, ApplicationType>("application", "The application.", p => p.Entry);
        this.Has<PositionExplained, StringGraphType>("policy", "Code of the policy that placed it.", p => p.Entry.Policy);
        this.Number("policyVersion", "Of that policy; 0 for the order before any was published.", p => p.Entry.PolicyVersion);
        this.Text("lane", "Code of its lane.", p => p.Entry.LaneCode);
        this.Has<PositionExplained, WordsType>("laneName", "What people call it.", p => PositionWords.Lane(p.Policy, p.Entry.LaneCode));
        this.Text("rule", "Code of the rule that put it there.", p => p.Entry.Rule);
        this.Has<PositionExplained, WordsType>(
            "ruleWords", "The rule as an elder is told it.", p => PositionWords.Rule(p.Policy, p.Entry.LaneCode, p.Entry.Rule));
        this.Has<PositionExplained, ListGraphType<NonNullGraphType<QueuePlaceType>>>(
            "places",
            "Its number in the city's queue for its kind of bed first, then in that of each home it prefers. Empty while it stands in none: a bed is on "
            + "offer, or she is barred, or it is over.",
            p => p.Places);
        this.Has<PositionExplained, ListGraphType<NonNullGraphType<PlaceChangeType>>>(
            "wouldChange", "What would give it a place further ahead; and the first change that comes by itself within ten years.", p => p.Changes);
        this.Has<PositionExplained, WordsType>("words", "All of it said.", p => p.Words);
        this.AllOfFile(FilePart.Beds, p => p.Entry.Elder);
    }
}

public sealed class QueuePlaceType : ObjectGraphType<QueuePlace>
{
    public QueuePlaceType()
    {
        Name = "QueuePlace";
        Description = "A number in one queue: that of a kind of bed in the city, or of those who would take a bed of that kind in one home.";
        this.AsParent();
        this.Loaded<QueuePlace, HomeType>(
            "home", "The home; null for the whole city.", c => c.Source.Home is { } home ? c.Request().Loaders.Homes.Load(home) : null);
        this.Number("number", "From 1.", p => p.Number);
        this.Number("waiting", "How many stand in that queue, this one among them.", p => p.Waiting);
        this.Has<QueuePlace, ListGraphType<NonNullGraphType<AheadByType>>>(
            "ahead", "Who stands ahead, by lane and rule, first served first.", p => p.Ahead);
    }
}

public sealed class AheadByType : ObjectGraphType<AheadBy>
{
    public AheadByType()
    {
        Name = "QueueAhead";
        Description = "How many stand ahead by one rule.";
        this.AsParent();
        this.Text("lane", "Code of their lane.", a => a.Lane);
        this.Has<AheadBy, WordsType>("laneName", "What people call it.", a => a.LaneName);
        this.Text("rule", "Code of the rule that put them there.", a => a.Rule);
        this.Has<AheadBy, WordsType>("words", "The rule as an elder is told it.", a => a.Words);
        this.Number("count", "How many.", a => a.Count);
    }
}

public sealed class PlaceChangeType : ObjectGraphType<PlaceChange>
{
    public PlaceChangeType()
    {
        Name = "QueuePlaceChange";
        Description = "Something that would give an application another place.";
        this.AsParent();
        this.Has<PlaceChange, WordsType>("words", "What would have to be so.", c => c.Words);
        this.Text("lane", "Code of the lane it would stand in.", c => c.Lane);
        this.Text("rule", "By which rule.", c => c.Rule);
        this.Number("number", "The number it would have in the city's queue as that is now.", c => c.Number);
        this.May<PlaceChange, LocalDateScalar>(
                "on", "The day it comes by itself; null when it does not. For the elder and the offices: it can tell a birthday.", c => c.On)
            .For(Reach.OfDecisions).Scoped();
    }
}

/// <summary>A queue policy among all that were published.</summary>
/// <param name="Policy">It.</param>
/// <param name="IsInForce">Today.</param>
public sealed record PublishedQueuePolicy(QueuePolicy Policy, bool IsInForce);

public sealed class QueuePolicyType : ObjectGraphType<PublishedQueuePolicy>
{
    public QueuePolicyType()
    {
        Name = "QueuePolicy";
        Description = "One version of the order in which applications for a bed wait.";
        this.Public();
        this.Text("code", "The same for all its versions.", p => p.Policy.Code);
        this.Number("version", "From 1; 0 for the order before any was published.", p => p.Policy.Version);
        this.Has<PublishedQueuePolicy, WordsType>("title", "What people call it.", p => p.Policy.Title);
        this.Has<PublishedQueuePolicy, LocalDateScalar>("effectiveFrom", "First day it is in force; until the next one's.", p => p.Policy.EffectiveFrom);
        this.Has<PublishedQueuePolicy, BooleanGraphType>("inForce", "It is the one in force today.", p => p.IsInForce);
        this.Has<PublishedQueuePolicy, ListGraphType<NonNullGraphType<QueueLaneType>>>("lanes", "First served first.", p => p.Policy.Lanes);
        this.Has<PublishedQueuePolicy, OfferedByItselfEnum>(
            "offeredByItself", "Which beds are offered without a person's doing.", p => p.Policy.OfferedByItself);
        this.Has<PublishedQueuePolicy, ListGraphType<NonNullGraphType<WordsType>>>(
            "assumptions", "What no source says and was decided by whoever wrote it.",
            p => (p.Policy.Assumptions.IsDefault ? [] : p.Policy.Assumptions).Select(a => new Words(a.Zh, a.En)));
        this.Text("document", "All of it, as JSON of `schema/queue-policy.schema.json`.", p => QueuePolicyDocument.Canonical(p.Policy));
    }
}

public sealed class QueueLaneType : ObjectGraphType<QueueLane>
{
    public QueueLaneType()
    {
        Name = "QueueLane";
        Description = "A lane of the queue.";
        this.Public();
        this.Text("code", "Unique in the policy.", l => l.Code);
        this.Has<QueueLane, LaneEnum>("kind", "What sort of lane it is, whatever the policy.", l => l.Kind);
        this.Has<QueueLane, WordsType>("name", "What people call it.", l => l.Name);
        this.Has<QueueLane, LaneOrderEnum>("order", "Who comes first in it.", l => l.Order);
        this.Has<QueueLane, ListGraphType<NonNullGraphType<WordsType>>>(
            "rules", "Whom it is for, in the words an elder is told.", l => l.Rules.Select(r => r.Words));
    }
}

public sealed class HolidayYearType : ObjectGraphType<YearOfHolidays>
{
    public HolidayYearType()
    {
        Name = "HolidayYear";
        Description = "A year whose public holidays are known, so that working days can be counted.";
        this.Public();
        this.Number("year", "Which.", y => y.Year);
        this.Text("source", "The State Council's notice.", y => y.Source.Title);
        this.May<YearOfHolidays, StringGraphType>("url", "Where it was read.", y => y.Source.Url);
        this.Has<YearOfHolidays, ListGraphType<NonNullGraphType<LocalDateScalar>>>("worked", "Weekend days that are worked (调休上班).", y => y.Work);
    }
}
