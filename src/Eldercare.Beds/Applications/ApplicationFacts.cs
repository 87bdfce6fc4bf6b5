using Eldercare.Beds.Beds;
using Eldercare.People;

namespace Eldercare.Beds.Applications;

/// <summary>The lane of the queue (轮候) an application stands in; which facts lead to which lane is policy data.</summary>
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
}

public abstract record ApplicationFact;

public sealed record BedAppliedFor(
    ApplicationId Application, ElderId Elder, ImmutableArray<HomeId> Homes, ImmutableArray<string> Districts, BedKind Kind, Lane Lane,
    DateTimeOffset At) : ApplicationFact
{
    public bool Equals(BedAppliedFor? other) => other is not null
        && (Application, Elder, Kind, Lane, At) == (other.Application, other.Elder, other.Kind, other.Lane, other.At)
        && Homes.AsSpan().SequenceEqual(other.Homes.AsSpan()) && Districts.AsSpan().SequenceEqual(other.Districts.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Application, Elder, Kind, Lane, At);
}

public sealed record BedOffered(ApplicationId Application, ElderId Elder, BedId Bed, HomeId Home, DateTimeOffset Until) : ApplicationFact;

public sealed record OfferAccepted(ApplicationId Application, BedId Bed) : ApplicationFact;

public sealed record OfferDeclined(ApplicationId Application, BedId Bed, string Reason) : ApplicationFact;

public sealed record OfferExpired(ApplicationId Application, BedId Bed) : ApplicationFact;

public sealed record ApplicationFulfilled(ApplicationId Application, BedId Bed) : ApplicationFact;

public sealed record ApplicationEnded(ApplicationId Application, EndReason Reason) : ApplicationFact;
