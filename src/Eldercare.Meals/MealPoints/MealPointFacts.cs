using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

public abstract record MealPointFact;

/// <param name="Point">The meal point.</param>
/// <param name="Name">As on its door.</param>
/// <param name="District">District code, see <c>Districts</c>.</param>
/// <param name="Address">Of the meal point, no person's.</param>
/// <param name="Latitude">Degrees, WGS 84.</param>
/// <param name="Longitude">Degrees, WGS 84.</param>
/// <param name="Week">What it serves in an ordinary week.</param>
[EventVersion(2)]
public sealed record MealPointOpened(
    MealPointId Point,
    string Name,
    string District,
    string Address,
    double Latitude,
    double Longitude,
    ImmutableArray<WeeklySitting> Week) : MealPointFact;

public sealed record MealPointChanged(MealPointId Point, string Name, string Address, double Latitude, double Longitude)
    : MealPointFact;

/// <param name="Point">The meal point.</param>
/// <param name="Week">The whole new week.</param>
/// <param name="At">When: a sitting past its cut-off by then takes place as it was planned. Null in the oldest facts.</param>
[EventVersion(3)]
public sealed record WeekChanged(MealPointId Point, ImmutableArray<WeeklySitting> Week, DateTimeOffset? At = null) : MealPointFact;

/// <summary>No new portions from now on; those already booked stand until they are moved or cancelled.</summary>
public sealed record MealPointSuspended(MealPointId Point, string Reason) : MealPointFact;

public sealed record MealPointResumed(MealPointId Point) : MealPointFact;

public sealed record WaitingListPolicyChanged(MealPointId Point, WaitingListPolicy Policy) : MealPointFact;

/// <summary>No meals on a day; one day a fact. Public holidays are closing days like others.</summary>
/// <param name="Point">The meal point.</param>
/// <param name="Date">City date.</param>
/// <param name="Meals">Which meals; none named means all.</param>
/// <param name="Reason">For those who ask.</param>
public sealed record MealPointClosedOn(MealPointId Point, DateOnly Date, ImmutableArray<Meal> Meals, string Reason) : MealPointFact;

/// <summary>The day is no closing day after all.</summary>
public sealed record MealPointReopenedOn(MealPointId Point, DateOnly Date) : MealPointFact;
