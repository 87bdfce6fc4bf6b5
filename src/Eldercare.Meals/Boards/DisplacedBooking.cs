using Eldercare.People;
using Eldercare.Store.Ids;
using Eldercare.Store.Tables;

namespace Eldercare.Meals;

/// <summary>What became of a displaced booking.</summary>
public enum DisplacedState
{
    Open,
    Moved,
    Cancelled,
    Reinstated,
    Served,
    NoShow,
}

/// <summary>An accepted booking its sitting cannot serve: work for a person until it is settled.</summary>
/// <param name="Item">Follows from sitting and elder.</param>
/// <param name="Sitting">Where it is booked.</param>
/// <param name="Elder">Whose booking.</param>
/// <param name="Point">The sitting's point.</param>
/// <param name="District">The point's district code.</param>
/// <param name="Date">City date.</param>
/// <param name="Meal">Which meal.</param>
/// <param name="Cause">Why it cannot be served.</param>
/// <param name="CutOff">The sitting's cut-off: still open then, it is overdue.</param>
/// <param name="Since">When it was displaced.</param>
/// <param name="State">What became of it.</param>
/// <param name="EscalatedAt">When it was displaced still at its cut-off: the elder was told, and the district office has to look.</param>
/// <param name="MovedTo">The sitting it was moved to.</param>
/// <param name="SettledAt">When it was settled; null while open.</param>
/// <param name="SettledBy">By whom: a sign-in's subject or a reaction's name.</param>
[Table("displaced_bookings", Indexes = ["point, date", "state, date"])]
public sealed record DisplacedBooking(
    [Key] Guid Item,
    SittingId Sitting,
    ElderId Elder,
    MealPointId Point,
    string District,
    DateOnly Date,
    Meal Meal,
    DisplacedBy Cause,
    DateTimeOffset CutOff,
    DateTimeOffset Since,
    DisplacedState State,
    DateTimeOffset? EscalatedAt,
    SittingId? MovedTo,
    DateTimeOffset? SettledAt,
    string? SettledBy)
{
    public static Guid ItemOf(SittingId sitting, ElderId elder) => NameBasedId.Of($"displaced_booking:{sitting.Value}:{elder.Value}");
}
