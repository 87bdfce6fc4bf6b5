namespace Eldercare.Meals;

public sealed record OpenSitting(MealPointId Point, DateOnly Date, Meal Meal);
