using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

public sealed record ResumeMealPoint(MealPointId Point) : ICommand
{
    private StreamRef Stream => MealPoint.Stream.At(Point.Value);

    public Footprint Footprint => new() { Writes = [Stream] };

    public Outcome Decide(Known known) => ResumeMealPointDecider.Decide(this, known.State<MealPoint>(Stream)).On(Stream);
}

public static class ResumeMealPointDecider
{
    public static Decision<MealPointFact> Decide(ResumeMealPoint command, MealPoint? point)
    {
        if (point is null) return new MealPointUnknown(command.Point);
        if (point.SuspendedReason is null) return Decision<MealPointFact>.NoChange;

        return new MealPointResumed(command.Point);
    }
}
