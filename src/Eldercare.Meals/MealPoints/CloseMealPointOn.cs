using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>
/// Closes a point on some days: no sitting opens, nobody books; who is booked already goes on the worklist by itself (domain, meals,
/// rule 5). Also gives a closing day other meals or another reason.
/// </summary>
/// <param name="Point">Which meal point.</param>
/// <param name="Dates">City dates, today to a year ahead, at most 100.</param>
/// <param name="Meals">Which meals; none named means all.</param>
/// <param name="Reason">For those who ask; at most 200 characters.</param>
public sealed record CloseMealPointOn(
    MealPointId Point, ImmutableArray<DateOnly> Dates, ImmutableArray<Meal> Meals, string Reason) : ICommand
{
    private StreamRef Stream => MealPoint.Stream.At(Point.Value);

    public Footprint Footprint => new() { Writes = [Stream] };

    public Outcome Decide(Known known) =>
        CloseMealPointOnDecider.Decide(this, known.State<MealPoint>(Stream), known.Now).On(Stream);
}

public static class CloseMealPointOnDecider
{
    public const int MaxDates = 100;

    public static Decision<MealPointFact> Decide(CloseMealPointOn command, MealPoint? point, DateTimeOffset now)
    {
        if (point is null) return new MealPointUnknown(command.Point);
        if (Text.Check("reason", command.Reason, MealPointChecks.MaxReasonLength) is { } fault) return fault;
        if (Check(command.Dates, now) is { } invalid) return invalid;

        ImmutableArray<Meal> meals = command.Meals.IsDefault ? [] : [.. command.Meals.Distinct().Order()];
        if (!meals.All(Enum.IsDefined)) return new ClosingDaysInvalid(new("没有这样的餐别。", "a meal does not exist."));

        return Decision<MealPointFact>.Of(
        [
            .. from date in command.Dates.Distinct().Order()
               where !(point.ClosedDays.TryGetValue(date, out var day) && day.Reason == command.Reason && day.Meals.SequenceEqual(meals))
               select new MealPointClosedOn(command.Point, date, meals, command.Reason),
        ]);
    }

    internal static ClosingDaysInvalid? Check(ImmutableArray<DateOnly> dates, DateTimeOffset now)
    {
        var today = CityTime.Today(now);
        return dates switch
        {
            { IsDefaultOrEmpty: true } => new(new Words("没有填写日期。", "no day is named.")),
            { Length: > MaxDates } => new(new Words($"日期超过{MaxDates}天。", $"more than {MaxDates} days are named.")),
            _ when dates.Any(d => d < today) => new(new Words("有一天已过。", "a day lies in the past.")),
            _ when dates.Any(d => d > today.AddDays(OpenSittingDecider.DaysAhead)) => new(new Words("有一天在一年以后。", "a day lies more than a year ahead.")),
            _ => null,
        };
    }
}
