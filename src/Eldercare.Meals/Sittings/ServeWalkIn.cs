using Eldercare.People;

namespace Eldercare.Meals;

public sealed record ServeWalkIn(MealPointId Point, DateOnly Date, Meal Meal, ElderId Elder);
