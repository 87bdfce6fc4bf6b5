using Eldercare.People;

namespace Eldercare.Meals;

public sealed record CancelBooking(
    MealPointId Point, DateOnly Date, Meal Meal, ElderId Elder, string? Reason, bool Late);
