using Eldercare.Beds.Applications;
using Eldercare.Beds.Beds;
using Eldercare.Beds.Matching;
using Eldercare.People;
using Eldercare.Store.Tables;

namespace Eldercare.Beds.Queue;

/// <summary>An application in the queue, where it stands and why.</summary>
/// <param name="Lane">What sort of lane it stands in.</param>
/// <param name="LaneCode">The lane's code in the policy that placed it.</param>
/// <param name="Rank">That lane's place in the policy, from 0; before them all with a first claim.</param>
/// <param name="OrderInLane">0 for those first served within the lane.</param>
/// <param name="Rule">Code of the rule that put it there.</param>
/// <param name="Policy">Code of the policy.</param>
/// <param name="PolicyVersion">Of the policy.</param>
/// <param name="Homes">Homes preferred; none when any suits.</param>
/// <param name="Districts">Districts preferred, likewise.</param>
/// <param name="EligibilityDue">Last date to say whether she is eligible; null once it is said.</param>
/// <param name="AssessmentDue">Last date for the assessment's result; null before it is asked for and once it is there.</param>
/// <param name="AdmissionDue">Last date to move into the bed on offer; null when none is.</param>
/// <param name="Eligible">What was decided; null while that is open.</param>
/// <param name="AssessedOn">When she was assessed, once that was recorded for the application.</param>
/// <param name="BarredUntil">First day she may be offered a bed again, after too many refusals.</param>
/// <param name="Moved">What moved it last; null when nothing has.</param>
/// <param name="Offers">How many beds it was offered so far; null for none, as in rows from before they were counted.</param>
[Table("queue_entries", Indexes = ["elder", "state, kind, rank, order_in_lane, applied_at", "next_due"])]
public sealed record QueueEntry(
    [Key] ApplicationId Application, ElderId Elder, Lane Lane, BedKind Kind, DateTimeOffset AppliedAt, ApplicationState State,
    BedId? OfferedBed, DateTimeOffset? OfferUntil, string LaneCode = Placement.Given, int Rank = 0, int OrderInLane = 0,
    string Rule = Placement.Given, string Policy = Placement.Given, int PolicyVersion = 0, ImmutableArray<HomeId> Homes = default,
    ImmutableArray<string> Districts = default, DateOnly? EligibilityDue = null, DateOnly? AssessmentDue = null, DateOnly? AdmissionDue = null,
    bool? Eligible = null, DateOnly? AssessedOn = null, DateOnly? BarredUntil = null, QueueMove? Moved = null,
    int? Offers = null)
{
    /// <summary>The bed an open offer holds or that is reserved; rows from before now may name the bed she moved into too.</summary>
    public BedId? KeptBed => State is ApplicationState.Offered or ApplicationState.Accepted ? OfferedBed : null;

    /// <summary>Where she would live.</summary>
    public Preference Preference => new(Homes.IsDefault ? [] : Homes, Districts.IsDefault ? [] : Districts);

    public bool IsOpen => State is ApplicationState.Waiting or ApplicationState.Offered or ApplicationState.Accepted;

    /// <summary>The soonest of its time limits, while it is open; to find by.</summary>
    [Derived]
    public DateOnly? NextDue => !IsOpen ? null : Soonest(Soonest(EligibilityDue, AssessmentDue), AdmissionDue);

    public Placement Placed => new(Policy, PolicyVersion, LaneCode, Rank, OrderInLane, Rule);

    /// <summary>The same entry where a placement puts it.</summary>
    public QueueEntry At(Lane lane, Placement placed) => this with
    {
        Lane = lane,
        LaneCode = placed.Lane,
        Rank = placed.Rank,
        OrderInLane = placed.Order,
        Rule = placed.Rule,
        Policy = placed.Policy,
        PolicyVersion = placed.Version,
    };

    private static DateOnly? Soonest(DateOnly? one, DateOnly? other) => one is null || other < one ? other : one;
}

/// <summary>Why an entry stands where it stands and not where it stood.</summary>
/// <param name="From">Where it stood.</param>
/// <param name="Because">What moved it.</param>
/// <param name="At">When.</param>
public sealed record QueueMove(Placement From, ImmutableArray<LaneCause> Because, DateTimeOffset At);
