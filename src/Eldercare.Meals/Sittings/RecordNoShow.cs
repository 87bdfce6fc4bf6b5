using Eldercare.People;

namespace Eldercare.Meals;

public sealed record RecordNoShow(MealPointId Point, DateOnly Date, Meal Meal, ElderId Elder);
