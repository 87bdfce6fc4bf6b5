using Eldercare.Store.Tables;

namespace Eldercare.Meals;

/// <summary>The meals of one district on one date: sums over its sittings, counted as in <see cref="SittingBoard"/>.</summary>
[Table("district_days", Indexes = ["date"])]
public sealed record DistrictDay(
    [Key] string District,
    [Key] DateOnly Date,
    int Sittings,
    int Capacity,
    int Booked,
    int Served,
    int NoShows,
    int WalkIns,
    int Cancelled);
