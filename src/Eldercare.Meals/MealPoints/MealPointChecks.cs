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
        if (week.IsDefault) return new WeekInvalid(new("没有填写。", "it is missing."));

        var taken = new HashSet<(DayOfWeek, Meal)>();
        foreach (var sitting in week)
        {
            if (Fault(sitting) is { } fault) return new WeekInvalid(fault);
            if (!taken.Add((sitting.Day, sitting.Meal))) return new WeekInvalid(Twice(sitting.Day, sitting.Meal));
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

    internal static Words Twice(DayOfWeek day, Meal meal) => new($"{Name(day)}{Name(meal)}重复。", $"{day} {meal} stands twice.");

    private static Words? Fault(WeeklySitting? s) => s switch
    {
        null => new("缺少一个餐次。", "a sitting is missing."),
        _ when !Enum.IsDefined(s.Day) || !Enum.IsDefined(s.Meal) => new("没有这样的日子或餐别。", "a day or meal does not exist."),
        { Capacity: < 0 or > MaxCapacity } => Of(s, $"供餐份数须在0至{MaxCapacity}之间。", $"capacity is 0 to {MaxCapacity}."),
        { WalkInBuffer: < 0 or > MaxWalkInBuffer } => Of(s, $"现场就餐预留须在0至{MaxWalkInBuffer}份之间。", $"walk-in buffer is 0 to {MaxWalkInBuffer}."),
        { CutOffMinutes: < 0 or > MaxCutOffMinutes } => Of(s, $"截单须在开餐前0至{MaxCutOffMinutes}分钟之间。", $"cut-off is 0 to {MaxCutOffMinutes} minutes."),
        _ when !IsPrice(s.Price) || !IsPrice(s.DeliveryFee) => Of(
            s, $"价格和送餐费须在0至{MaxPriceInFen / 100}元之间。", $"price and delivery fee are 0 to {MaxPriceInFen} fen."),
        _ when s.ServedUntil <= s.ServedFrom => Of(s, "结束时间早于开始时间。", "it ends before it begins."),
        _ => null,
    };

    private static Words Of(WeeklySitting s, string zh, string en) => new($"{Name(s.Day)}{Name(s.Meal)}：{zh}", $"{s.Day} {s.Meal}: {en}");

    private static string Name(DayOfWeek day) => $"星期{"日一二三四五六"[(int)day]}";

    internal static string Name(Meal meal) => meal switch
    {
        Meal.Breakfast => "早餐",
        Meal.Lunch => "午餐",
        Meal.Dinner => "晚餐",
        _ => throw new ArgumentOutOfRangeException(nameof(meal)),
    };
}
