using Eldercare.People;
using Eldercare.Store;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>What may be said of a meal point. Each check gives the first fault, or null.</summary>
internal static class MealPointChecks
{
    public const int MaxNameLength = 100;
    public const int MaxAddressLength = 200;
    public const int MaxDistrictLength = 12;
    public const int MaxReasonLength = 200;
    public const int MaxCapacity = 10_000;
    public const int MaxWalkInBuffer = 1_000;
    public const int MaxCutOffMinutes = 7 * 24 * 60;
    public const int MaxPriceInFen = 100_000;

    public static Refusal? Place(string name, string address, double latitude, double longitude) =>
        Text.Check("name", name, MaxNameLength)
        ?? Text.Check("address", address, MaxAddressLength)
        ?? (Refusal?)Position(latitude, longitude);

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

    public static bool IsPrice(Fen? price) => price is not { Value: < 0 or > MaxPriceInFen };

    private static PositionInvalid? Position(double latitude, double longitude) => (latitude, longitude) switch
    {
        (not (>= -90 and <= 90), _) => new("latitude"),
        (_, not (>= -180 and <= 180)) => new("longitude"),
        _ => null,
    };

    private static string? Fault(WeeklySitting? s) => s switch
    {
        null => "a sitting is missing.",
        _ when !Enum.IsDefined(s.Day) || !Enum.IsDefined(s.Meal) => "a day or meal does not exist.",
        { Capacity: < 0 or > MaxCapacity } => $"{s.Day} {s.Meal}: capacity is 0 to {MaxCapacity}.",
        { WalkInBuffer: < 0 or > MaxWalkInBuffer } => $"{s.Day} {s.Meal}: walk-in buffer is 0 to {MaxWalkInBuffer}.",
        { CutOffMinutes: < 0 or > MaxCutOffMinutes } => $"{s.Day} {s.Meal}: cut-off is 0 to {MaxCutOffMinutes} minutes.",
        _ when !IsPrice(s.Price) || !IsPrice(s.DeliveryFee) => $"{s.Day} {s.Meal}: price and delivery fee are 0 to {MaxPriceInFen} fen.",
        _ when s.ServedUntil <= s.ServedFrom => $"{s.Day} {s.Meal}: it ends before it begins.",
        _ => null,
    };
}
