using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>What may be said of a meal point. Each check gives the first fault, or null.</summary>
internal static class MealPointChecks
{
    public const int MaxNameLength = 100;
    public const int MaxAddressLength = 200;
    public const int MaxReasonLength = 200;
    public const int MaxCapacity = 10_000;
    public const int MaxWalkInBuffer = 1_000;
    public const int MaxCutOffMinutes = 7 * 24 * 60;

    public static Refusal? Place(string name, string address, double latitude, double longitude) =>
        Text.Check("name", name, MaxNameLength)
        ?? Text.Check("address", address, MaxAddressLength)
        ?? (latitude is >= -90 and <= 90 ? null : new PositionInvalid("latitude"))
        ?? (longitude is >= -180 and <= 180 ? null : (Refusal)new PositionInvalid("longitude"));

    /// <summary>A week may be empty: a point that serves nothing yet.</summary>
    public static Refusal? Week(ImmutableArray<WeeklySitting> week)
    {
        if (week.IsDefault) return new WeekInvalid("it is missing.");

        var taken = new HashSet<(DayOfWeek, Meal)>();
        foreach (var sitting in week)
        {
            if (Fault(sitting) is { } fault) return new WeekInvalid(fault);
            if (!taken.Add((sitting.Day, sitting.Meal))) return new WeekInvalid($"{sitting.Day} {sitting.Meal} stands twice.");
        }

        return null;
    }

    private static string? Fault(WeeklySitting? s) => s switch
    {
        null => "a sitting is missing.",
        _ when !Enum.IsDefined(s.Day) || !Enum.IsDefined(s.Meal) => "a day or meal does not exist.",
        { Capacity: < 0 or > MaxCapacity } => $"{s.Day} {s.Meal}: capacity is 0 to {MaxCapacity}.",
        { WalkInBuffer: < 0 or > MaxWalkInBuffer } => $"{s.Day} {s.Meal}: walk-in buffer is 0 to {MaxWalkInBuffer}.",
        { CutOffMinutes: < 0 or > MaxCutOffMinutes } => $"{s.Day} {s.Meal}: cut-off is 0 to {MaxCutOffMinutes} minutes.",
        _ when s.ServedUntil <= s.ServedFrom => $"{s.Day} {s.Meal}: it ends before it begins.",
        _ => null,
    };
}
