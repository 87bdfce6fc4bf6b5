using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>
/// Sittings open already follow when <see cref="OpenSitting"/> comes for them again. A meal the week no longer has takes nobody
/// new from this moment on; who is booked stays booked, to be served, moved or cancelled (domain, meals, rule 5).
/// </summary>
public sealed record ChangeWeek(MealPointId Point, ImmutableArray<WeeklySitting> Week) : ICommand
{
    private StreamRef Stream => MealPoint.Stream.At(Point.Value);

    public Footprint Footprint => new() { Writes = [Stream] };

    public Outcome Decide(Known known) => ChangeWeekDecider.Decide(this, known.State<MealPoint>(Stream)).On(Stream);
}

public static class ChangeWeekDecider
{
    public static Decision<MealPointFact> Decide(ChangeWeek command, MealPoint? point)
    {
        if (point is null) return new MealPointUnknown(command.Point);
        if (MealPointChecks.Week(command.Week) is { } fault) return fault;
        if (command.Week.SequenceEqual(point.Week)) return Decision<MealPointFact>.NoChange;

        return new WeekChanged(command.Point, command.Week);
    }
}
