using Eldercare.Beds.Beds;
using Eldercare.Beds.Queue;
using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Applications;

/// <summary>What sort of lane of the queue (轮候) an application stands in; which lanes there are, and which facts lead to which, is policy data.</summary>
public enum Lane
{
    /// <summary>特困: by right.</summary>
    Destitute,

    /// <summary>Disabled 低保, families who lost their only child, veterans and honoured persons, severe disability.</summary>
    Priority,

    /// <summary>Disabled, or 80 and over.</summary>
    DisabledOrEighty,
    Everyone,
}

public enum EndReason
{
    Withdrawn,
    Died,
    NotEligible,
}

public abstract record ApplicationFact;

/// <param name="Homes">Homes preferred; none when any suits.</param>
/// <param name="Districts">Districts preferred, likewise.</param>
/// <param name="Lane">What sort of lane it was placed in; before lanes were computed, the one an office gave.</param>
/// <param name="Placed">Where in the queue; null in events from before.</param>
/// <param name="Facts">What it was placed on; null likewise.</param>
/// <param name="EligibilityDue">Last city date to say whether she is eligible; null likewise.</param>
/// <param name="Refused">Offers of earlier applications that she did not take; null for none.</param>
[EventVersion(2)]
public sealed record BedAppliedFor(
    ApplicationId Application, ElderId Elder, ImmutableArray<HomeId> Homes, ImmutableArray<string> Districts, BedKind Kind, Lane Lane,
    DateTimeOffset At, Placement? Placed = null, LaneFacts? Facts = null, DateOnly? EligibilityDue = null,
    ImmutableArray<OfferRefusal>? Refused = null) : ApplicationFact
{
    public bool Equals(BedAppliedFor? other) => other is not null
        && (Application, Elder, Kind, Lane, At, Placed, Facts, EligibilityDue)
            == (other.Application, other.Elder, other.Kind, other.Lane, other.At, other.Placed, other.Facts, other.EligibilityDue)
        && Homes.AsSpan().SequenceEqual(other.Homes.AsSpan()) && Districts.AsSpan().SequenceEqual(other.Districts.AsSpan())
        && (Refused ?? []).AsSpan().SequenceEqual((other.Refused ?? []).AsSpan());

    public override int GetHashCode() => HashCode.Combine(Application, Elder, Kind, Lane, At);
}

/// <param name="AdmissionDue">Last city date to move in; null in events from before there were time limits.</param>
[EventVersion(2)]
public sealed record BedOffered(
    ApplicationId Application, ElderId Elder, BedId Bed, HomeId Home, DateTimeOffset Until, DateOnly? AdmissionDue = null) : ApplicationFact;

public sealed record OfferAccepted(ApplicationId Application, BedId Bed) : ApplicationFact;

/// <param name="On">City date; null in events from before refusals were counted.</param>
/// <param name="BarredUntil">First day she may be offered a bed again, when this was one refusal too many.</param>
[EventVersion(2)]
public sealed record OfferDeclined(
    ApplicationId Application, BedId Bed, string Reason, DateOnly? On = null, DateOnly? BarredUntil = null) : ApplicationFact;

/// <param name="On">City date; null in events from before refusals were counted.</param>
/// <param name="BarredUntil">First day she may be offered a bed again, when this was one refusal too many.</param>
[EventVersion(2)]
public sealed record OfferExpired(
    ApplicationId Application, BedId Bed, DateOnly? On = null, DateOnly? BarredUntil = null) : ApplicationFact;

/// <summary>The home takes an offer back, also one the elder had accepted: no refusal of hers.</summary>
public sealed record OfferWithdrawn(ApplicationId Application, BedId Bed, string Reason) : ApplicationFact;

public sealed record ApplicationFulfilled(ApplicationId Application, BedId Bed) : ApplicationFact;

[EventVersion(2)]
public sealed record ApplicationEnded(ApplicationId Application, EndReason Reason) : ApplicationFact;
