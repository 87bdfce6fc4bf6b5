using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>The elder is there and does not want the portion. The booking stays: a person or the closing makes it a no-show.</summary>
public sealed record RecordRefusedAtDoor(MealPointId Point, DateOnly Date, Meal Meal, int Number, ElderId Elder)
    : RunCommand(Point, Date, Meal, Number), ICommand
{
    public Footprint Footprint => new() { Writes = [RunStream] };

    public Outcome Decide(Known known) => RecordStopDecider.Decide(
        RunId, Elder, StopState.Refused, known.State<DeliveryRun>(RunStream), new RefusedAtDoor(RunId, Elder, known.Now)).On(RunStream);
}
