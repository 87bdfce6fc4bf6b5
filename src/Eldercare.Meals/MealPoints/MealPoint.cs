using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>A meal point as its events leave it.</summary>
/// <param name="Id">The meal point.</param>
/// <param name="Name">As on its door.</param>
/// <param name="District">District code; a meal point does not move to another district.</param>
/// <param name="Address">Of the meal point.</param>
/// <param name="Latitude">Degrees, WGS 84.</param>
/// <param name="Longitude">Degrees, WGS 84.</param>
/// <param name="Week">What it serves in an ordinary week.</param>
/// <param name="SuspendedReason">Null while it takes bookings.</param>
public sealed record MealPoint(
    MealPointId Id,
    string Name,
    string District,
    string Address,
    double Latitude,
    double Longitude,
    ImmutableArray<WeeklySitting> Week,
    string? SuspendedReason)
{
    public WaitingListPolicy WaitingListPolicy { get; init; } = WaitingListPolicy.Usual;

    public static StreamType<MealPoint, MealPointFact> Stream { get; } = new("meal_point", Fold);

    /// <summary>What the week plans for that date and meal, or null when it is not served.</summary>
    public WeeklySitting? Planned(DateOnly date, Meal meal)
    {
        foreach (var sitting in Week)
            if (sitting.Day == date.DayOfWeek && sitting.Meal == meal) return sitting;
        return null;
    }

    /// <exception cref="InvalidOperationException">The fact cannot follow the state.</exception>
    public static MealPoint? Fold(MealPoint? point, MealPointFact fact) => (point, fact) switch
    {
        (null, MealPointOpened f) =>
            new(f.Point, f.Name, f.District, f.Address, f.Latitude, f.Longitude, f.Week, SuspendedReason: null),
        ({ } p, MealPointChanged f) =>
            p with { Name = f.Name, Address = f.Address, Latitude = f.Latitude, Longitude = f.Longitude },
        ({ } p, WeekChanged f) => p with { Week = f.Week },
        ({ } p, MealPointSuspended f) => p with { SuspendedReason = f.Reason },
        ({ } p, WaitingListPolicyChanged f) => p with { WaitingListPolicy = f.Policy },
        ({ SuspendedReason: not null } p, MealPointResumed) => p with { SuspendedReason = null },
        _ => throw new InvalidOperationException($"{fact} cannot follow {point?.ToString() ?? "nothing"}."),
    };
}
