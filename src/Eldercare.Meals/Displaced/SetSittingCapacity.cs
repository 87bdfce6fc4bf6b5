using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>
/// Sets the capacity of one sitting, also below what is booked: then the newest bookings beyond it are displaced; raised again, the
/// oldest of them stand again.
/// </summary>
/// <param name="Point">Where.</param>
/// <param name="Date">City date.</param>
/// <param name="Meal">Which meal.</param>
/// <param name="Capacity">Portions, 0 to 10,000.</param>
/// <param name="Reason">Kept for ever: nothing about a person. At most 200 characters.</param>
public sealed record SetSittingCapacity(MealPointId Point, DateOnly Date, Meal Meal, int Capacity, string Reason)
    : SittingCommand(Point, Date, Meal), ICommand
{
    public Footprint Footprint => new() { Writes = [Stream], Reads = [PointStream] };

    public Outcome Decide(Known known) => SetSittingCapacityDecider.Decide(
        this, known.State<MealPoint>(PointStream), known.State<Sitting>(Stream), known.Now).On(Stream);
}

/// <param name="Most">The greatest capacity.</param>
public sealed record CapacityOutOfRange(int Most) : Refusal
{
    public override Words Message => new($"供餐份数须在0至{Most}之间。", $"A capacity is 0 to {Most} portions.");
}

public static class SetSittingCapacityDecider
{
    public static Decision<SittingFact> Decide(SetSittingCapacity command, MealPoint? point, Sitting? sitting, DateTimeOffset now)
    {
        if (sitting is null) return new SittingUnknown(command.SittingId);
        if (sitting.Closed) return new SittingAlreadyClosed(sitting.Id);
        if (command.Capacity is < 0 or > MealPointChecks.MaxCapacity) return new CapacityOutOfRange(MealPointChecks.MaxCapacity);
        if (Text.Check("reason", command.Reason, MealPointChecks.MaxReasonLength) is { } fault) return fault;
        if (sitting.CapacityIsSet && sitting.Capacity == command.Capacity) return Decision<SittingFact>.NoChange;

        var set = new SittingCapacitySet(sitting.Id, command.Capacity, sitting.Capacity, command.Reason);
        return WaitingList.ThenOffer(
            sitting, [set, .. Displacement.Of(point, Sitting.Fold(sitting, set), now)], point, PlaceFreedBy.MorePlaces, now);
    }
}
