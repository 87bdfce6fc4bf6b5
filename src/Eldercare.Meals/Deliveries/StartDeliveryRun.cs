using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>The run sets out.</summary>
public sealed record StartDeliveryRun(MealPointId Point, DateOnly Date, Meal Meal, int Number)
    : RunCommand(Point, Date, Meal, Number), ICommand
{
    public Footprint Footprint => new() { Writes = [RunStream], Reads = [Stream] };

    public Outcome Decide(Known known) => StartDeliveryRunDecider
        .Decide(this, known.State<DeliveryRun>(RunStream), known.State<Sitting>(Stream), known.Now).On(RunStream);
}

public static class StartDeliveryRunDecider
{
    public static Decision<DeliveryFact> Decide(StartDeliveryRun command, DeliveryRun? run, Sitting? sitting, DateTimeOffset now)
    {
        if (run is null || sitting is null) return new DeliveryRunUnknown(command.RunId);
        if (run.Started) return Decision<DeliveryFact>.NoChange;
        if (run.Driver is null) return new DeliveryRunHasNoDriver(run.Id);
        if (now < sitting.DoorsOpen) return new SittingNotStarted(sitting.Id, sitting.ServedFrom);

        return new DeliveryRunStarted(run.Id, now);
    }
}
