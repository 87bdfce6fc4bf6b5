namespace Eldercare.Meals;

public sealed record ChangeMealPoint(MealPointId Point, string Name, string Address, double Latitude, double Longitude);
