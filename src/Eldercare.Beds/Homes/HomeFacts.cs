using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Homes;

public enum OperatorKind
{
    Public,

    /// <summary>公建民营</summary>
    PublicBuiltPrivatelyRun,

    /// <summary>民办</summary>
    Social,
}

public enum GenderRule
{
    Female,
    Male,
    Mixed,
}

/// <summary>What a home needs to admit anybody (domain, beds, rule 11).</summary>
public enum CertificateKind
{
    /// <summary>设立许可; since 2019 homes are filed (备案) instead, and a filing has no end.</summary>
    Licence,

    /// <summary>消防</summary>
    FireInspection,

    /// <summary>责任保险</summary>
    LiabilityInsurance,
}

public abstract record HomeFact;

/// <param name="Phone">The home's own line, no person's; null in events from before it was asked for, and where there is none.</param>
[EventVersion(2)]
public sealed record HomeRegistered(
    HomeId Home, string Name, string District, string Address, double Latitude, double Longitude, OperatorKind Operator,
    string? Phone = null) : HomeFact;

/// <summary>What a home is called, where it is, who runs it and how it is rung, all as it is from now on.</summary>
public sealed record HomeUpdated(
    HomeId Home, string Name, string Address, double Latitude, double Longitude, OperatorKind Operator, string? Phone) : HomeFact;

/// <summary>A first certificate, or a renewal: the earlier ones stay, each for its own days.</summary>
/// <param name="ValidFrom">Cover can begin after the day it was issued.</param>
/// <param name="ValidUntil">Its last day; null for a filing, which has no end.</param>
public sealed record CertificateRecorded(
    HomeId Home, CertificateKind Kind, string Number, DateOnly IssuedOn, DateOnly ValidFrom, DateOnly? ValidUntil) : HomeFact;

/// <summary>Revoked, cancelled, or recorded by mistake.</summary>
/// <param name="From">The first day it does not hold; its own first day when it never should have held.</param>
public sealed record CertificateWithdrawn(
    HomeId Home, CertificateKind Kind, string Number, DateOnly IssuedOn, DateOnly From, string Reason) : HomeFact;

/// <param name="Beds">Beds a registry names for the room, which are registered after it; null when none are.</param>
[EventVersion(2)]
public sealed record RoomAdded(
    HomeId Home, RoomId Room, string Number, GenderRule GenderRule, string? Building = null, int? Floor = null,
    ImmutableArray<BedId>? Beds = null) : HomeFact
{
    public bool Equals(RoomAdded? other) => other is not null
        && (Home, Room, Number, GenderRule, Building, Floor)
            == (other.Home, other.Room, other.Number, other.GenderRule, other.Building, other.Floor)
        && (Beds ?? []).AsSpan().SequenceEqual((other.Beds ?? []).AsSpan());

    public override int GetHashCode() => HashCode.Combine(Home, Room, Number, GenderRule, Building, Floor);
}

/// <summary>A new gender rule is told to each of the room's beds too, in the same transaction.</summary>
public sealed record RoomChanged(HomeId Home, RoomId Room, string? Building, int? Floor, GenderRule GenderRule) : HomeFact;

/// <summary>A bed was registered in the room: so the home knows all its beds, which are streams of their own.</summary>
public sealed record BedPlaced(HomeId Home, RoomId Room, BedId Bed) : HomeFact;
