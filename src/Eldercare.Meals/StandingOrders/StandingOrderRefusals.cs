using System.Text.Json.Serialization;
using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

public sealed record StandingOrderUnknown(StandingOrderId Order) : Refusal
{
    public override Words Message => new("该老人没有这份长期订餐，请核对编号。", "The elder has no standing order of that id.");
}

/// <param name="Order">Which order.</param>
/// <param name="LastDay">Its last day.</param>
public sealed record StandingOrderHasEnded(StandingOrderId Order, DateOnly LastDay) : Refusal
{
    public override Words Message => new("这份长期订餐已结束，请另订一份。", "The standing order has ended; place a new one.");
}

/// <summary>Another order of the elder wants the same meal on the same day of the week, and both run on some days.</summary>
public sealed record StandingOrderOverlaps(StandingOrderId Other) : Refusal
{
    public override Words Message => new(
        "该老人另有一份长期订餐已包含同日同一餐，请先修改或结束那一份。",
        "Another standing order of the elder covers the same meal on the same days: change or end that one first.");
}

/// <param name="Reason">The first fault found.</param>
public sealed record OrderLinesInvalid([property: JsonConverter(typeof(WordsOrText))] Words Reason) : Refusal
{
    public override Words Message => new($"长期订餐有误：{Reason.Zh}", $"The order cannot be kept: {Reason.En}");
}

/// <param name="Field">The input field.</param>
/// <param name="First">The first day it may be.</param>
/// <param name="Last">The last day it may be.</param>
public sealed record OrderDateOutOfRange(string Field, DateOnly First, DateOnly Last) : Refusal
{
    public override Words Message => new(
        $"{FieldNames.Zh(Field)}须在{First:yyyy年M月d日}至{Last:yyyy年M月d日}之间。",
        $"{Field} must lie between {First:yyyy-MM-dd} and {Last:yyyy-MM-dd}.");
}

/// <summary>What may be said in a standing order. Each check gives the first fault, or null.</summary>
internal static class OrderChecks
{
    public const int MaxLines = 21;

    /// <summary>Days ahead an order may begin, pause or end.</summary>
    public const int DaysAhead = 10 * 366;

    public static OrderLinesInvalid? Lines(ImmutableArray<OrderLine> lines)
    {
        if (lines.IsDefaultOrEmpty) return new(new Words("没有订任何一餐。", "it wants nothing."));
        if (lines.Length > MaxLines) return new(new Words($"超过{MaxLines}行。", $"it has more than {MaxLines} lines."));
        var taken = new HashSet<(DayOfWeek, Meal)>();
        foreach (var line in lines)
        {
            if (line is null || line.Weekdays.IsDefaultOrEmpty) return new(new Words("有一行没有选星期几。", "a line has no day of the week."));
            if (!Enum.IsDefined(line.Meal) || !Enum.IsDefined(line.Channel) || !line.Weekdays.All(Enum.IsDefined))
                return new(new Words("没有这样的日子、餐别或用餐方式。", "a day, meal or channel does not exist."));
            foreach (var day in line.Weekdays)
                if (!taken.Add((day, line.Meal))) return new(MealPointChecks.Twice(day, line.Meal));
        }

        return null;
    }

    /// <summary>A span of days from <paramref name="earliest"/> on.</summary>
    public static OrderDateOutOfRange? Span(DateOnly from, DateOnly? until, DateOnly earliest, DateTimeOffset now)
    {
        var last = CityTime.Today(now).AddDays(DaysAhead);
        return Day("from", from, earliest, last) ?? (until is { } end ? Day("until", end, from, last) : null);
    }

    /// <summary>A day from today on.</summary>
    public static OrderDateOutOfRange? Day(string field, DateOnly day, DateTimeOffset now)
    {
        var today = CityTime.Today(now);
        return Day(field, day, today, today.AddDays(DaysAhead));
    }

    private static OrderDateOutOfRange? Day(string field, DateOnly day, DateOnly first, DateOnly last) =>
        day < first || day > last ? new(field, first, last) : null;
}
