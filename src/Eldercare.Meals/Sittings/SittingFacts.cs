using Eldercare.People;
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
    DateTimeOffset ServedUntil) : SittingFact;

/// <param name="Sitting">Which sitting.</param>
/// <param name="Capacity">Never below what is booked already.</param>
/// <param name="WalkInBuffer">Never below what was served from it already.</param>
/// <param name="CutOff">The new cut-off.</param>
/// <param name="ServedFrom">The new start.</param>
/// <param name="ServedUntil">The new end.</param>
/// <param name="CapacityBefore">Lets sums over sittings move by the difference.</param>
public sealed record SittingPlanChanged(
    SittingId Sitting,
    int Capacity,
    int WalkInBuffer,
    DateTimeOffset CutOff,
    DateTimeOffset ServedFrom,
    DateTimeOffset ServedUntil,
    int CapacityBefore) : SittingFact;

/// <param name="Sitting">Which sitting.</param>
/// <param name="Elder">Whose portion.</param>
/// <param name="Channel">How it reaches the elder.</param>
/// <param name="Late">Booked after the cut-off, by someone with the right.</param>
/// <param name="Order">The standing order it was booked from, if any.</param>
/// <param name="MovedFrom">The sitting of the same date and meal the portion was moved from, if it was.</param>
[EventVersion(2)]
public sealed record MealBooked(
    SittingId Sitting, ElderId Elder, Channel Channel, bool Late = false, StandingOrderId? Order = null, SittingId? MovedFrom = null)
    : SittingFact;

/// <param name="Sitting">Which sitting.</param>
/// <param name="Elder">Whose portion.</param>
/// <param name="Reason">If one was given.</param>
/// <param name="Late">Cancelled after the cut-off, by someone with the right.</param>
/// <param name="Order">The standing order that no longer wants the portion it had booked; null when a person cancelled.</param>
[EventVersion(2)]
public sealed record BookingCancelled(SittingId Sitting, ElderId Elder, string? Reason, bool Late, StandingOrderId? Order = null)
    : SittingFact;

/// <summary>A booked portion was handed over.</summary>
public sealed record MealServed(SittingId Sitting, ElderId Elder, Channel Channel, DateTimeOffset ServedAt) : SittingFact;

/// <summary>A portion out of the walk-in buffer was handed over.</summary>
public sealed record WalkInServed(SittingId Sitting, ElderId Elder, DateTimeOffset ServedAt) : SittingFact;

public sealed record NoShowRecorded(SittingId Sitting, ElderId Elder) : SittingFact;

/// <summary>Nothing follows. Each booking still open before was recorded as a no-show.</summary>
public sealed record SittingClosed(SittingId Sitting) : SittingFact;
