namespace Eldercare.Meals;

public sealed record OpenMealPoint(
    MealPointId Point,
    string Name,
    string District,
    string Address,
    double Latitude,
    double Longitude,
    ImmutableArray<WeeklySitting> Week);
