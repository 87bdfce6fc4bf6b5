using Eldercare.Beds.Applications;
using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.People.Entitlements;
using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Queue;

/// <summary>An open application has another place in the queue, by what its elder's facts or the policy say now.</summary>
/// <param name="Lane">What sort of lane it stands in now.</param>
/// <param name="From">Where it stood.</param>
/// <param name="To">Where it stands.</param>
/// <param name="Facts">What it was placed on.</param>
/// <param name="Because">What moved it, one thing at least.</param>
/// <param name="At">When it was decided.</param>
[EventVersion(2)]
public sealed record LaneChanged(
    ApplicationId Application, ElderId Elder, Lane Lane, Placement From, Placement To, LaneFacts Facts, ImmutableArray<LaneCause> Because,
    DateTimeOffset At) : ApplicationFact
{
    public bool Equals(LaneChanged? other) => other is not null
        && (Application, Elder, Lane, From, To, Facts, At) == (other.Application, other.Elder, other.Lane, other.From, other.To, other.Facts, other.At)
        && Because.AsSpan().SequenceEqual(other.Because.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Application, From, To, At);
}

/// <summary>
/// Her bed was not kept to the end of her leave: she stands ahead of every lane until she has a bed again (domain, beds, rule 8).
/// </summary>
/// <param name="Bed">The one she lost.</param>
/// <param name="Home">Where it stands.</param>
/// <param name="ReleasedOn">City date.</param>
/// <param name="From">Where she stands without the claim.</param>
/// <param name="To">Where she stands.</param>
/// <param name="At">When it was decided.</param>
public sealed record FirstClaimGiven(
    ApplicationId Application, ElderId Elder, BedId Bed, HomeId Home, DateOnly ReleasedOn, Placement From, Placement To, DateTimeOffset At)
    : ApplicationFact;

/// <summary>It was decided whether the elder is eligible for a bed (资格核实).</summary>
/// <param name="Reason">In words; there is one when she is not.</param>
/// <param name="Evidence">What it was decided on, one piece at least.</param>
/// <param name="AssessmentDue">Last city date for the assessment's result; null when she is not eligible.</param>
public sealed record EligibilityRecorded(
    ApplicationId Application, ElderId Elder, bool Eligible, string? Reason, ImmutableArray<Evidence> Evidence, DateOnly? AssessmentDue)
    : ApplicationFact
{
    public bool Equals(EligibilityRecorded? other) => other is not null
        && (Application, Elder, Eligible, Reason, AssessmentDue) == (other.Application, other.Elder, other.Eligible, other.Reason, other.AssessmentDue)
        && Evidence.AsSpan().SequenceEqual(other.Evidence.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Application, Eligible, Reason, AssessmentDue);
}

/// <summary>The result of the ability assessment (能力评估) has come; the assessment itself stands in the elder's file.</summary>
public sealed record AssessmentRecorded(ApplicationId Application, ElderId Elder, CareLevel Level, DateOnly AssessedOn) : ApplicationFact;
