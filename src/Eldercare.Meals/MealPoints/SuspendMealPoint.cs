namespace Eldercare.Meals;

public sealed record SuspendMealPoint(MealPointId Point, string Reason);
