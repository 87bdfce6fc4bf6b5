using Eldercare.People;
using Eldercare.Store;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

public abstract record SittingFact;

/// <param name="Sitting">Follows from point, date and meal.</param>
/// <param name="Point">Where.</param>
/// <param name="District">The point's district code.</param>
/// <param name="Date">City date.</param>
/// <param name="Meal">Which meal.</param>
/// <param name="Capacity">Portions that can be booked.</param>
/// <param name="WalkInBuffer">Portions for those who come without a booking.</param>
/// <param name="CutOff">From this instant on bookings and cancellations need the right to make late changes.</param>
/// <param name="ServedFrom">Planned start.</param>
/// <param name="ServedUntil">Planned end; nothing happens by itself then.</param>
/// <param name="Price">Of a portion; null while none is set.</param>
/// <param name="DeliveryFee">Of a delivered portion; null for none.</param>
[EventVersion(2)]
public sealed record SittingOpened(
    SittingId Sitting,
    MealPointId Point,
    string District,
    DateOnly Date,
    Meal Meal,
    int Capacity,
    int WalkInBuffer,
    DateTimeOffset CutOff,
    DateTimeOffset ServedFrom,
    DateTimeOffset ServedUntil,
    Fen? Price = null,
    Fen? DeliveryFee = null) : SittingFact;

/// <param name="Sitting">Which sitting.</param>
/// <param name="Capacity">Never below what is booked already.</param>
/// <param name="WalkInBuffer">Never below what was served from it already.</param>
/// <param name="CutOff">The new cut-off.</param>
/// <param name="ServedFrom">The new start.</param>
/// <param name="ServedUntil">The new end.</param>
/// <param name="CapacityBefore">Lets sums over sittings move by the difference.</param>
/// <param name="Price">Of a portion; null while none is set.</param>
/// <param name="DeliveryFee">Of a delivered portion; null for none.</param>
[EventVersion(2)]
public sealed record SittingPlanChanged(
    SittingId Sitting,
    int Capacity,
    int WalkInBuffer,
    DateTimeOffset CutOff,
    DateTimeOffset ServedFrom,
    DateTimeOffset ServedUntil,
    int CapacityBefore,
    Fen? Price = null,
    Fen? DeliveryFee = null) : SittingFact;

/// <param name="Sitting">Which sitting.</param>
/// <param name="Elder">Whose portion.</param>
/// <param name="Channel">How it reaches the elder.</param>
/// <param name="Late">Booked after the cut-off, by someone with the right.</param>
/// <param name="Order">The standing order it was booked from, if any.</param>
/// <param name="MovedFrom">The sitting of the same date and meal the portion was moved from, if it was.</param>
/// <param name="SamePlace">The order cancelled it in the same step, to have it reach her in another way: it keeps its turn.</param>
[EventVersion(3)]
public sealed record MealBooked(
    SittingId Sitting, ElderId Elder, Channel Channel, bool Late = false, StandingOrderId? Order = null, SittingId? MovedFrom = null,
    bool SamePlace = false) : SittingFact;

/// <param name="Sitting">Which sitting.</param>
/// <param name="Elder">Whose portion.</param>
/// <param name="Reason">If one was given.</param>
/// <param name="Late">Cancelled after the cut-off, by someone with the right.</param>
/// <param name="Order">The standing order that no longer wants the portion it had booked; null when a person cancelled.</param>
/// <param name="ByElder">The elder or her family did it: nobody has to tell her.</param>
/// <param name="WasEscalated">The sitting closed without a place for her, and she was told so before.</param>
[EventVersion(3)]
public sealed record BookingCancelled(
    SittingId Sitting, ElderId Elder, string? Reason, bool Late, StandingOrderId? Order = null, bool ByElder = false,
    bool WasEscalated = false) : SittingFact;

/// <summary>The booking moves to another sitting of the same date and meal, where <see cref="MealBooked"/> says so too.</summary>
/// <param name="Sitting">The sitting it leaves.</param>
/// <param name="Elder">Whose portion.</param>
/// <param name="To">The sitting it goes to.</param>
/// <param name="Reason">If one was given.</param>
/// <param name="Late">Moved after the cut-off, by someone with the right.</param>
public sealed record BookingMovedOut(SittingId Sitting, ElderId Elder, SittingId To, string? Reason, bool Late) : SittingFact;

/// <summary>Why a sitting can no longer serve a booking it accepted.</summary>
public enum DisplacedBy
{
    /// <summary>The day became a closing day.</summary>
    Closed,

    /// <summary>The meal point was suspended.</summary>
    Suspended,

    /// <summary>The week no longer has the meal.</summary>
    WeekChanged,

    /// <summary>The capacity was cut, and this was among the newest bookings beyond it.</summary>
    CapacityCut,
}

/// <summary>An accepted booking the sitting cannot serve: it stands until a person moves or cancels it.</summary>
public sealed record BookingDisplaced(SittingId Sitting, ElderId Elder, DisplacedBy By) : SittingFact;

/// <summary>The sitting can serve the booking again.</summary>
/// <param name="Sitting">Which sitting.</param>
/// <param name="Elder">Whose booking.</param>
/// <param name="WasEscalated">She was told that there is no place for her: now she has to be told that there is.</param>
[EventVersion(2)]
public sealed record BookingReinstated(SittingId Sitting, ElderId Elder, bool WasEscalated = false) : SittingFact;

/// <summary>Still displaced at the cut-off: the elder is told, and the district office has to look.</summary>
public sealed record DisplacedBookingEscalated(SittingId Sitting, ElderId Elder) : SittingFact;

/// <summary>A person set the capacity of this one sitting; the week no longer moves it.</summary>
/// <param name="Sitting">Which sitting.</param>
/// <param name="Capacity">May lie below what is booked: the newest bookings beyond it are displaced.</param>
/// <param name="CapacityBefore">Lets sums over sittings move by the difference.</param>
/// <param name="Reason">Kept for ever: nothing about a person.</param>
public sealed record SittingCapacitySet(SittingId Sitting, int Capacity, int CapacityBefore, string Reason) : SittingFact;

/// <summary>A person had all displaced bookings moved to the nearest points with room; it happens by itself, one after the other.</summary>
public sealed record MoveOfDisplacedRequested(SittingId Sitting) : SittingFact;

/// <summary>A booked portion was handed over.</summary>
/// <param name="Sitting">Where.</param>
/// <param name="Elder">To whom.</param>
/// <param name="Channel">How it reached the elder.</param>
/// <param name="ServedAt">When; of an offline scan the device's time.</param>
/// <param name="Scan">By which scan, if a device said.</param>
/// <param name="Offline">The device had no connection: recorded later than it happened.</param>
/// <param name="AfterNoShow">She was a no-show by then: she is none, and has her place again.</param>
[EventVersion(2)]
public sealed record MealServed(
    SittingId Sitting, ElderId Elder, Channel Channel, DateTimeOffset ServedAt, Scan? Scan = null, bool Offline = false,
    bool AfterNoShow = false) : SittingFact;

/// <summary>A portion out of the walk-in buffer was handed over.</summary>
/// <param name="Sitting">Where.</param>
/// <param name="Elder">To whom.</param>
/// <param name="ServedAt">When; of an offline scan the device's time.</param>
/// <param name="Scan">By which scan, if a device said.</param>
/// <param name="Offline">The device had no connection: recorded later than it happened.</param>
/// <param name="Elsewhere">Another sitting has her portion of that meal: a person has to look at it. Offline only.</param>
/// <param name="Channel">How it was handed over, if a device said; null when eaten in.</param>
[EventVersion(3)]
public sealed record WalkInServed(
    SittingId Sitting, ElderId Elder, DateTimeOffset ServedAt, Scan? Scan = null, bool Offline = false, SittingId? Elsewhere = null,
    Channel? Channel = null)
    : SittingFact;

public sealed record NoShowRecorded(SittingId Sitting, ElderId Elder) : SittingFact;

/// <summary>Nothing follows. Each booking still open before was recorded as a no-show, or cancelled when it had no place.</summary>
public sealed record SittingClosed(SittingId Sitting) : SittingFact;
