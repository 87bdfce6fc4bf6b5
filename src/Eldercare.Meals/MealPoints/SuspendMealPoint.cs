using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>Also gives a point that is suspended already another reason.</summary>
public sealed record SuspendMealPoint(MealPointId Point, string Reason) : ICommand
{
    private StreamRef Stream => MealPoint.Stream.At(Point.Value);

    public Footprint Footprint => new() { Writes = [Stream] };

    public Outcome Decide(Known known) => SuspendMealPointDecider.Decide(this, known.State<MealPoint>(Stream)).On(Stream);
}

public static class SuspendMealPointDecider
{
    public static Decision<MealPointFact> Decide(SuspendMealPoint command, MealPoint? point)
    {
        if (point is null) return new MealPointUnknown(command.Point);
        if (Text.Check("reason", command.Reason, MealPointChecks.MaxReasonLength) is { } fault) return fault;
        if (point.SuspendedReason == command.Reason) return Decision<MealPointFact>.NoChange;

        return new MealPointSuspended(command.Point, command.Reason);
    }
}
