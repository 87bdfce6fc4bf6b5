using Eldercare.People;

namespace Eldercare.Meals;

public sealed record ServeMeal(MealPointId Point, DateOnly Date, Meal Meal, ElderId Elder);
