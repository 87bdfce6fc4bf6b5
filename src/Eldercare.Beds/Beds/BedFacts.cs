using Eldercare.Beds.Homes;
using Eldercare.People;
using Eldercare.Store;
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

    /// <summary>The home took its offer back.</summary>
    TakenBack,
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

/// <summary>
/// What stands by a bed for good. Grouped as GB/T 16432-2016 (ISO 9999:2011, classification of assistive products) does; the two figures
/// are its class and subclass.
/// </summary>
public enum BedEquipment
{
    /// <summary>22 27, alarming and signalling: 呼叫器.</summary>
    CallBell,

    /// <summary>22 27, alarming and signalling: 离床报警.</summary>
    BedExitAlarm,

    /// <summary>04 03, respiratory therapy: 吸氧.</summary>
    Oxygen,

    /// <summary>04 03, respiratory therapy: 吸痰.</summary>
    Suction,

    /// <summary>04 33, tissue integrity: 防压疮床垫.</summary>
    PressureReliefMattress,

    /// <summary>12 36, lifting persons: 移位机.</summary>
    Hoist,

    /// <summary>18 12, beds: 电动护理床.</summary>
    PoweredBed,

    /// <summary>18 12, beds: 床护栏.</summary>
    SideRails,
}

public abstract record BedFact;

/// <param name="Equipment">Null when nothing is said of it, as in events from before it was asked for.</param>
/// <param name="DailyPrice">For a day and night, from the beginning; null when none is known.</param>
[EventVersion(2)]
public sealed record BedRegistered(
    BedId Bed, HomeId Home, RoomId Room, string Number, BedKind Kind, GenderRule GenderRule, CareLevel HighestCareLevel,
    ImmutableArray<BedEquipment>? Equipment = null, Fen? DailyPrice = null) : BedFact
{
    public bool Equals(BedRegistered? other) => other is not null
        && (Bed, Home, Room, Number, Kind, GenderRule, HighestCareLevel, DailyPrice)
            == (other.Bed, other.Home, other.Room, other.Number, other.Kind, other.GenderRule, other.HighestCareLevel, other.DailyPrice)
        && (Equipment ?? []).AsSpan().SequenceEqual((other.Equipment ?? []).AsSpan());

    public override int GetHashCode() => HashCode.Combine(Bed, Home, Room, Number, Kind, GenderRule, HighestCareLevel, DailyPrice);
}

/// <param name="KindBefore">For who counts beds by kind.</param>
/// <param name="Equipment">All there is by it now.</param>
public sealed record BedChanged(
    BedId Bed, HomeId Home, BedKind Kind, BedKind KindBefore, CareLevel HighestCareLevel, ImmutableArray<BedEquipment> Equipment) : BedFact
{
    public bool Equals(BedChanged? other) => other is not null
        && (Bed, Home, Kind, KindBefore, HighestCareLevel) == (other.Bed, other.Home, other.Kind, other.KindBefore, other.HighestCareLevel)
        && Equipment.AsSpan().SequenceEqual(other.Equipment.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Bed, Home, Kind, KindBefore, HighestCareLevel);
}

/// <summary>What the bed costs for a day and night from a day on; until then what it cost before.</summary>
public sealed record BedPriceSet(BedId Bed, HomeId Home, Fen DailyPrice, DateOnly From) : BedFact;

/// <summary>The rule of the bed's room changed.</summary>
public sealed record BedGenderRuleChanged(BedId Bed, HomeId Home, GenderRule GenderRule) : BedFact;

/// <summary>An offer keeps the bed for one application.</summary>
/// <param name="On">The day it is kept from; null in events from before days were kept.</param>
/// <param name="From">The day from which the elder can have it: later than <paramref name="On"/> while a short stay elsewhere lasts.</param>
[EventVersion(2)]
public sealed record BedHeld(
    BedId Bed, ApplicationId Application, ElderId Elder, DateTimeOffset Until, DateOnly? On = null, DateOnly? From = null) : BedFact;

/// <summary>The bed an offer or a reservation kept is ready again.</summary>
[EventVersion(2)]
public sealed record HoldReleased(BedId Bed, ApplicationId Application, ReleaseReason Reason) : BedFact;

public sealed record BedReserved(BedId Bed, ApplicationId Application, ElderId Elder) : BedFact;

/// <param name="Until">The agreed last day of a short stay (喘息服务), the bed is free from it on; null for a stay without one.</param>
/// <param name="KeepsMeals">She says that she goes on eating at her meal points; else those meals pause while she lives here.</param>
[EventVersion(2)]
public sealed record ResidentAdmitted(
    BedId Bed, HomeId Home, ElderId Elder, ApplicationId? Application, DateOnly On, DateOnly? Until = null,
    bool KeepsMeals = false) : BedFact;

/// <param name="Until">As agreed for the stay, wherever she lies.</param>
[EventVersion(2)]
public sealed record ResidentTransferredIn(BedId Bed, ElderId Elder, BedId From, DateOnly On, DateOnly? Until = null) : BedFact;

public sealed record ResidentTransferredOut(BedId Bed, ElderId Elder, BedId To, DateOnly On) : BedFact;

/// <param name="HeldUntil">
/// Of a death that nothing refuses: the bed was hers only until this day by agreement, and promised to another after it. Null: until
/// <paramref name="On"/>.
/// </param>
/// <param name="ShortStay">Her stay had an agreed end: she goes home, as she had come from there.</param>
[EventVersion(2)]
public sealed record ResidentDeparted(
    BedId Bed, ElderId Elder, DateOnly On, DepartureReason Reason, DateOnly? HeldUntil = null,
    bool ShortStay = false) : BedFact;

public sealed record BedCleaned(BedId Bed) : BedFact;

/// <param name="Kind">Null in events from before there were kinds: maintenance.</param>
/// <param name="On">Its first day closed; null in events from before the days of a closure were kept.</param>
/// <param name="Until">The day it is expected back; null when that is not known.</param>
/// <param name="WithRoom">As its whole room was: it is reopened with the room too.</param>
[EventVersion(4)]
public sealed record BedClosed(
    BedId Bed, string Reason, ClosureKind? Kind = null, DateOnly? On = null, DateOnly? Until = null, bool WithRoom = false) : BedFact;

public sealed record BedReopened(BedId Bed) : BedFact;

/// <summary>For ever.</summary>
public sealed record BedRetired(BedId Bed, HomeId Home, BedKind Kind, string Reason) : BedFact;
