using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

public sealed record ChangeMealPoint(MealPointId Point, string Name, string Address, double Latitude, double Longitude) : ICommand
{
    private StreamRef Stream => MealPoint.Stream.At(Point.Value);

    public Footprint Footprint => new() { Writes = [Stream] };

    public Outcome Decide(Known known) => ChangeMealPointDecider.Decide(this, known.State<MealPoint>(Stream)).On(Stream);
}

public static class ChangeMealPointDecider
{
    public static Decision<MealPointFact> Decide(ChangeMealPoint command, MealPoint? point)
    {
        if (point is null) return new MealPointUnknown(command.Point);
        if (MealPointChecks.Place(command.Name, command.Address, command.Latitude, command.Longitude) is { } misplaced)
            return misplaced;

        var changed = new MealPointChanged(command.Point, command.Name, command.Address, command.Latitude, command.Longitude);
        return MealPoint.Fold(point, changed) == point ? Decision<MealPointFact>.NoChange : changed;
    }
}
