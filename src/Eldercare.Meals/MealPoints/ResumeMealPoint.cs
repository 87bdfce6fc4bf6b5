namespace Eldercare.Meals;

public sealed record ResumeMealPoint(MealPointId Point);
