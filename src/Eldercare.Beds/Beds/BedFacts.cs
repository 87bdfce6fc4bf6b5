using Eldercare.Beds.Homes;
using Eldercare.People;
using Eldercare.Store.Deciding;
using Eldercare.People.Elders;

namespace Eldercare.Beds.Beds;

public enum BedKind
{
    Ordinary,

    /// <summary>护理型</summary>
    Nursing,
    Dementia,
}

public enum ReleaseReason
{
    Declined,
    Expired,
    Withdrawn,
    Died,
}

public enum DepartureReason
{
    Departed,
    Died,
}

public enum ClosureKind
{
    Maintenance,
    Isolation,
}

public abstract record BedFact;

public sealed record BedRegistered(
    BedId Bed, HomeId Home, RoomId Room, string Number, BedKind Kind, GenderRule GenderRule, CareLevel HighestCareLevel) : BedFact;

/// <summary>An offer keeps the bed for one application.</summary>
/// <param name="On">The day it is kept from; null in events from before days were kept.</param>
/// <param name="From">The day from which the elder can have it: later than <paramref name="On"/> while a short stay elsewhere lasts.</param>
[EventVersion(2)]
public sealed record BedHeld(
    BedId Bed, ApplicationId Application, ElderId Elder, DateTimeOffset Until, DateOnly? On = null, DateOnly? From = null) : BedFact;

/// <summary>The bed an offer or a reservation kept is ready again.</summary>
public sealed record HoldReleased(BedId Bed, ApplicationId Application, ReleaseReason Reason) : BedFact;

public sealed record BedReserved(BedId Bed, ApplicationId Application, ElderId Elder) : BedFact;

/// <param name="Until">The agreed last day of a short stay (喘息服务), the bed is free from it on; null for a stay without one.</param>
[EventVersion(2)]
public sealed record ResidentAdmitted(
    BedId Bed, HomeId Home, ElderId Elder, ApplicationId? Application, DateOnly On, DateOnly? Until = null) : BedFact;

/// <param name="Until">As agreed for the stay, wherever she lies.</param>
[EventVersion(2)]
public sealed record ResidentTransferredIn(BedId Bed, ElderId Elder, BedId From, DateOnly On, DateOnly? Until = null) : BedFact;

public sealed record ResidentTransferredOut(BedId Bed, ElderId Elder, BedId To, DateOnly On) : BedFact;

/// <param name="HeldUntil">
/// Of a death that nothing refuses: the bed was hers only until this day by agreement, and promised to another after it. Null: until
/// <paramref name="On"/>.
/// </param>
[EventVersion(2)]
public sealed record ResidentDeparted(
    BedId Bed, ElderId Elder, DateOnly On, DepartureReason Reason, DateOnly? HeldUntil = null) : BedFact;

public sealed record BedCleaned(BedId Bed) : BedFact;

/// <param name="Kind">Null in events from before there were kinds: maintenance.</param>
[EventVersion(2)]
public sealed record BedClosed(BedId Bed, string Reason, ClosureKind? Kind = null) : BedFact;

public sealed record BedReopened(BedId Bed) : BedFact;

/// <summary>For ever.</summary>
public sealed record BedRetired(BedId Bed, HomeId Home, BedKind Kind, string Reason) : BedFact;
