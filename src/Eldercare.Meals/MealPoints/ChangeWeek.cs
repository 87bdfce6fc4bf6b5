namespace Eldercare.Meals;

public sealed record ChangeWeek(MealPointId Point, ImmutableArray<WeeklySitting> Week);
