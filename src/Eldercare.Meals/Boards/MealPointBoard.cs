using Eldercare.Store.Tables;

namespace Eldercare.Meals;

/// <param name="Point">The meal point.</param>
/// <param name="Name">As on its door.</param>
/// <param name="District">District code.</param>
/// <param name="Address">Of the meal point.</param>
/// <param name="Latitude">Degrees, WGS 84.</param>
/// <param name="Longitude">Degrees, WGS 84.</param>
/// <param name="Suspended">Takes no new bookings now.</param>
/// <param name="SuspendedReason">Null when not suspended.</param>
/// <param name="Sequence">Of the last event shown.</param>
[Table("meal_point_boards", Indexes = ["district"])]
public sealed record MealPointBoard(
    [Key] MealPointId Point,
    string Name,
    string District,
    string Address,
    double Latitude,
    double Longitude,
    bool Suspended,
    string? SuspendedReason,
    long Sequence);
