using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>
/// Has every displaced booking of a sitting moved to the nearest point with room, one after the other, by itself; what finds no room
/// stays on the worklist. Looks first which bookings are displaced as things stand.
/// </summary>
public sealed record MoveAllDisplaced(MealPointId Point, DateOnly Date, Meal Meal)
    : SittingCommand(Point, Date, Meal), ICommand
{
    public Footprint Footprint => new() { Writes = [Stream], Reads = [PointStream] };

    public Outcome Decide(Known known) => MoveAllDisplacedDecider.Decide(
        this, known.State<MealPoint>(PointStream), known.State<Sitting>(Stream), known.Now).On(Stream);
}

public static class MoveAllDisplacedDecider
{
    public static Decision<SittingFact> Decide(MoveAllDisplaced command, MealPoint? point, Sitting? sitting, DateTimeOffset now)
    {
        if (sitting is null) return new SittingUnknown(command.SittingId);
        if (sitting.Closed) return new SittingAlreadyClosed(sitting.Id);

        var review = Displacement.Of(point, sitting, now);
        var reviewed = review.Aggregate(sitting, (s, f) => Sitting.Fold(s, f)!);
        return reviewed.Displaced.IsEmpty
            ? Decision<SittingFact>.Of(review.AsSpan())
            : Decision<SittingFact>.Of([.. review, new MoveOfDisplacedRequested(sitting.Id)]);
    }
}
