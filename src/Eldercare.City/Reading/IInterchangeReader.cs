using System.Runtime.InteropServices;
using Eldercare.Beds;
using Eldercare.People;

namespace Eldercare.City.Reading;

/// <summary>What other systems are told of homes, rooms, beds and stays. Every question is one SQL statement.</summary>
public interface IInterchangeReader
{
    /// <summary>Homes, then rooms, then beds, each by id.</summary>
    Task<Page<Place>> PlacesAsync(string city, PlaceSearch search, int count, PlaceKey? after, CancellationToken cancellation);

    /// <summary>Stays, past, present and agreed, by bed, first day and person, as they are known now.</summary>
    Task<Page<Stay>> StaysAsync(string city, StaySearch search, DateOnly today, int count, StayKey? after, CancellationToken cancellation);
}

/// <summary>What a sign-in reaches: this home, and every home of this district. Nothing when both are null.</summary>
public sealed record Within(HomeId? Home, string? District);

public enum PlaceKind
{
    Home,
    Room,
    Bed,
}

[StructLayout(LayoutKind.Auto)]
public readonly record struct PlaceKey(PlaceKind Kind, Guid Id);

/// <summary>A home, a room or a bed.</summary>
public abstract record Place(PlaceKey Key, HomeId Home, string District);

public sealed record HomePlace(HomeBoard Board) : Place(new(PlaceKind.Home, Board.Home.Value), Board.Home, Board.District);

public sealed record RoomPlace(RoomRow Room, string District) : Place(new(PlaceKind.Room, Room.Room.Value), Room.Home, District);

public sealed record BedPlace(BedBoard Board) : Place(new(PlaceKind.Bed, Board.Bed.Value), Board.Home, Board.District);

/// <summary>Conditions that must all hold; null asks for nothing.</summary>
/// <param name="Within">Null is everywhere.</param>
/// <param name="PartOf">The home of rooms, or the room of beds.</param>
/// <param name="Statuses">Only beds with one of these codes.</param>
/// <param name="Types">Only these.</param>
public sealed record PlaceSearch(
    Within? Within = null, Guid? Id = null, Guid? PartOf = null, ImmutableArray<BedStatusCode>? Statuses = null, PlaceTypes? Types = null);

/// <summary>Homes, when wanted, and beds of these kinds.</summary>
public sealed record PlaceTypes(bool Homes, ImmutableArray<BedKind> Beds);

public enum StayStatus
{
    /// <summary>A bed is promised from a day on, or reserved for her now.</summary>
    Planned,

    /// <summary>She lives there.</summary>
    Present,

    /// <summary>She lives there, is away, and her bed is kept.</summary>
    OnLeave,

    /// <summary>She left.</summary>
    Over,
}

/// <summary>
/// What a stay in a bed is found by. Of the person the last 16 hexadecimal digits of her id: with the bed and the day nobody else has them.
/// </summary>
public readonly record struct StayKey(BedId Bed, DateOnly From, string Person)
{
    public static StayKey Of(BedId bed, DateOnly from, ElderId elder) => new(bed, from, elder.Value.ToString("N")[16..]);
}

/// <summary>An elder's days in one bed; a transfer ends one and begins another.</summary>
/// <param name="From">Her first day; while the bed is but reserved, the day it is hers from.</param>
/// <param name="Until">The day she left, or is to leave; null without one.</param>
public sealed record Stay(BedId Bed, RoomId Room, HomeId Home, string District, ElderId Elder, DateOnly From, DateOnly? Until, StayStatus Status)
{
    public StayKey Key => StayKey.Of(Bed, From, Elder);
}

/// <summary>Conditions that must all hold; null asks for nothing.</summary>
/// <param name="Within">Null is everywhere.</param>
/// <param name="Place">Its bed, room or home.</param>
/// <param name="Days">All of them.</param>
public sealed record StaySearch(
    Within? Within = null, StayKey? Key = null, Guid? Place = null, ImmutableArray<StayStatus>? Statuses = null,
    ImmutableArray<DayCondition>? Days = null);

/// <summary>How a stay's days lie to a day.</summary>
public enum DayRelation
{
    /// <summary>The stay is of that day alone.</summary>
    Equal,

    /// <summary>It goes on after the day.</summary>
    OnAfter,

    /// <summary>It goes on on the day or after.</summary>
    OnOrAfter,

    /// <summary>It began before the day.</summary>
    BegunBefore,

    /// <summary>It began on the day or before.</summary>
    BegunByThen,

    /// <summary>All of it is after the day.</summary>
    WhollyAfter,

    /// <summary>All of it is before the day.</summary>
    WhollyBefore,
}

public sealed record DayCondition(DayRelation Relation, DateOnly Day);
