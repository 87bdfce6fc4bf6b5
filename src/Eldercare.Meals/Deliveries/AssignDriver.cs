using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>Says who drives, also when somebody else was to.</summary>
/// <param name="Point">Where.</param>
/// <param name="Date">City date.</param>
/// <param name="Meal">Which meal.</param>
/// <param name="Number">Which run of the sitting.</param>
/// <param name="Driver">Staff number, at most 50 characters. Kept for ever: no name.</param>
public sealed record AssignDriver(MealPointId Point, DateOnly Date, Meal Meal, int Number, string Driver)
    : RunCommand(Point, Date, Meal, Number), ICommand
{
    public Footprint Footprint => new() { Writes = [RunStream] };

    public Outcome Decide(Known known) => AssignDriverDecider.Decide(this, known.State<DeliveryRun>(RunStream)).On(RunStream);
}

public static class AssignDriverDecider
{
    private const int LongestDriver = 50;

    public static Decision<DeliveryFact> Decide(AssignDriver command, DeliveryRun? run)
    {
        if (run is null) return new DeliveryRunUnknown(command.RunId);
        if (Text.Check("driver", command.Driver, LongestDriver) is { } fault) return fault;
        if (string.Equals(run.Driver, command.Driver, StringComparison.Ordinal)) return Decision<DeliveryFact>.NoChange;

        return new DriverAssigned(run.Id, command.Driver);
    }
}
