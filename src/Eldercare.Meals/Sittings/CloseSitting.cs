namespace Eldercare.Meals;

public sealed record CloseSitting(MealPointId Point, DateOnly Date, Meal Meal);
