namespace Eldercare.Meals;

public abstract record DayCareCentreFact;

/// <param name="Centre">The day-care centre.</param>
/// <param name="Name">As on its door.</param>
/// <param name="District">District code, see <c>Districts</c>.</param>
/// <param name="Address">Of the centre, no person's.</param>
/// <param name="MealPoint">The meal point it hosts, if any.</param>
public sealed record DayCareCentreRegistered(
    DayCareCentreId Centre, string Name, string District, string Address, MealPointId? MealPoint) : DayCareCentreFact;

/// <summary>All of it as it is now, changed or not.</summary>
public sealed record DayCareCentreChanged(
    DayCareCentreId Centre, string Name, string District, string Address, MealPointId? MealPoint) : DayCareCentreFact;
