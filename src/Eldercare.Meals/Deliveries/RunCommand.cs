using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>A command about one delivery run of a sitting.</summary>
public abstract record RunCommand : SittingCommand
{
    protected RunCommand(MealPointId point, DateOnly date, Meal meal, int number)
        : base(point, date, meal)
    {
        Number = number;
        RunId = DeliveryRunId.Of(SittingId, number);
    }

    /// <summary>The sitting's first run is 1.</summary>
    public int Number { get; }

    public DeliveryRunId RunId { get; }

    protected StreamRef RunStream => DeliveryRun.Stream.At(RunId.Value);
}
