using Eldercare.People;

namespace Eldercare.Meals;

public sealed record BookMeal(
    MealPointId Point, DateOnly Date, Meal Meal, ElderId Elder, Channel Channel, bool Late = false);
