using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>Some closing days are none after all; bookings that still wait on the worklist for them stand again by themselves.</summary>
public sealed record ReopenMealPointOn(MealPointId Point, ImmutableArray<DateOnly> Dates) : ICommand
{
    private StreamRef Stream => MealPoint.Stream.At(Point.Value);

    public Footprint Footprint => new() { Writes = [Stream] };

    public Outcome Decide(Known known) =>
        ReopenMealPointOnDecider.Decide(this, known.State<MealPoint>(Stream), known.Now).On(Stream);
}

public static class ReopenMealPointOnDecider
{
    public static Decision<MealPointFact> Decide(ReopenMealPointOn command, MealPoint? point, DateTimeOffset now)
    {
        if (point is null) return new MealPointUnknown(command.Point);
        if (CloseMealPointOnDecider.Check(command.Dates, now) is { } invalid) return invalid;

        return Decision<MealPointFact>.Of(
            [.. command.Dates.Distinct().Order().Where(point.ClosedDays.ContainsKey).Select(d => new MealPointReopenedOn(command.Point, d))]);
    }
}
