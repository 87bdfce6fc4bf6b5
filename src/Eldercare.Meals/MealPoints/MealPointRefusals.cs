using System.Text.Json.Serialization;
using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

public sealed record MealPointUnknown(MealPointId Point) : Refusal
{
    public override Words Message => new("没有这个助餐点，请核对编号。", "There is no such meal point: check the id.");
}

public sealed record MealPointSuspendedNow(MealPointId Point, string Reason) : Refusal
{
    public override Words Message => new(
        "该助餐点已暂停服务，暂不接受新的预订，请另选助餐点。",
        "The meal point is suspended and takes nobody new: choose another one.");
}

/// <param name="Field">Which coordinate.</param>
public sealed record PositionInvalid(string Field) : Refusal
{
    public override Words Message => new(
        $"{FieldNames.Zh(Field)}有误：纬度为-90至90度，经度为-180至180度。",
        $"The {Field} is not one on earth: degrees, latitude -90 to 90, longitude -180 to 180.");
}

/// <param name="Reason">The first fault found.</param>
public sealed record WeekInvalid([property: JsonConverter(typeof(WordsOrText))] Words Reason) : Refusal
{
    public override Words Message => new($"每周供餐安排有误：{Reason.Zh}", $"The week cannot be served: {Reason.En}");
}

/// <param name="Point">The meal point.</param>
/// <param name="Date">The closing day.</param>
/// <param name="Reason">Why.</param>
public sealed record MealPointClosedThatDay(MealPointId Point, DateOnly Date, string Reason) : Refusal
{
    public override Words Message => new(
        "该助餐点当天不供应这一餐，请另选日期或助餐点。",
        "The meal point does not serve that meal on that day: choose another day or meal point.");
}

/// <param name="Reason">The first fault found.</param>
public sealed record ClosingDaysInvalid([property: JsonConverter(typeof(WordsOrText))] Words Reason) : Refusal
{
    public override Words Message => new($"停餐日期有误：{Reason.Zh}", $"The closing days cannot be kept: {Reason.En}");
}
