using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

public sealed record OpenMealPoint(
    MealPointId Point,
    string Name,
    string District,
    string Address,
    double Latitude,
    double Longitude,
    ImmutableArray<WeeklySitting> Week) : ICommand
{
    private StreamRef Stream => MealPoint.Stream.At(Point.Value);

    public Footprint Footprint => new() { Writes = [Stream] };

    public Outcome Decide(Known known) => OpenMealPointDecider.Decide(this, known.State<MealPoint>(Stream)).On(Stream);
}

public sealed record MealPointAlreadyOpen(MealPointId Point) : Refusal
{
    public override Words Message => new("该助餐点已经开设。", "The meal point is open already.");
}

public static class OpenMealPointDecider
{
    public static Decision<MealPointFact> Decide(OpenMealPoint command, MealPoint? point)
    {
        if (point is not null) return new MealPointAlreadyOpen(command.Point);
        if (MealPointChecks.Place(command.Name, command.Address, command.Latitude, command.Longitude) is { } misplaced)
            return misplaced;
        // Checked as text first: a refusal is stored, so it must not repeat just anything.
        if (Text.Check("district", command.District, MealPointChecks.MaxDistrictLength) is { } unreadable) return unreadable;
        if (!Districts.IsKnown(command.District)) return new DistrictUnknown(command.District);
        if (MealPointChecks.Week(command.Week) is { } fault) return fault;

        return new MealPointOpened(
            command.Point, command.Name, command.District, command.Address, command.Latitude, command.Longitude, command.Week);
    }
}
