using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>
/// Opens the sitting the point's week plans for that date and meal, or brings an open one into line with the week. After the
/// cut-off the plan stands: people came to rely on it.
/// </summary>
public sealed record OpenSitting(MealPointId Point, DateOnly Date, Meal Meal) : ICommand
{
    private StreamRef Stream => Sitting.At(Point, Date, Meal);

    private StreamRef PointStream => MealPoint.Stream.At(Point.Value);

    public Footprint Footprint => new() { Writes = [Stream], Reads = [PointStream] };

    public Outcome Decide(Known known) => OpenSittingDecider
        .Decide(this, known.State<MealPoint>(PointStream), known.State<Sitting>(Stream), known.Now)
        .On(Stream);
}

/// <summary>The point's week does not have that meal on that day.</summary>
public sealed record MealNotServed(MealPointId Point, DateOnly Date, Meal Meal) : Refusal
{
    public override string Message => "The meal point does not serve that meal on that day of the week.";
}

public sealed record SittingDateOutOfRange(DateOnly First, DateOnly Last) : Refusal
{
    public override string Message => "A sitting is opened for a date at most a year away.";
}

public static class OpenSittingDecider
{
    private const int DaysAway = 366;

    public static Decision<SittingFact> Decide(OpenSitting command, MealPoint? point, Sitting? sitting, DateTimeOffset now)
    {
        if (point is null) return new MealPointUnknown(command.Point);

        var today = CityTime.Today(now);
        if (Math.Abs(command.Date.DayNumber - today.DayNumber) > DaysAway)
            return new SittingDateOutOfRange(today.AddDays(-DaysAway), today.AddDays(DaysAway));

        var planned = point.Week.FirstOrDefault(w => w.Day == command.Date.DayOfWeek && w.Meal == command.Meal);
        if (planned is null) return new MealNotServed(command.Point, command.Date, command.Meal);

        var servedFrom = CityTime.At(command.Date, planned.ServedFrom);
        var servedUntil = CityTime.At(command.Date, planned.ServedUntil);
        var cutOff = servedFrom.AddMinutes(-planned.CutOffMinutes);
        if (sitting is null)
        {
            return new SittingOpened(
                SittingId.Of(command.Point, command.Date, command.Meal), command.Point, point.District, command.Date, command.Meal,
                planned.Capacity, planned.WalkInBuffer, cutOff, servedFrom, servedUntil);
        }

        if (sitting.Closed || now >= sitting.CutOff) return Decision<SittingFact>.NoChange;

        var changed = new SittingPlanChanged(
            sitting.Id,
            Math.Max(planned.Capacity, sitting.Booked),
            Math.Max(planned.WalkInBuffer, sitting.WalkIns),
            cutOff, servedFrom, servedUntil, CapacityBefore: sitting.Capacity);
        return Sitting.Fold(sitting, changed) == sitting ? Decision<SittingFact>.NoChange : changed;
    }
}
