using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>
/// Makes known which bookings of a sitting are displaced still, at its cut-off or later: each elder is told that there is no place for
/// her, and the district office has to look. Looks first which are displaced as things stand. It happens by itself.
/// </summary>
public sealed record EscalateDisplaced(MealPointId Point, DateOnly Date, Meal Meal) : SittingCommand(Point, Date, Meal), ICommand
{
    public Footprint Footprint => new() { Writes = [Stream], Reads = [PointStream] };

    public Outcome Decide(Known known) => EscalateDisplacedDecider.Decide(
        known.State<MealPoint>(PointStream), known.State<Sitting>(Stream), known.Now).On(Stream);
}

public static class EscalateDisplacedDecider
{
    public static Decision<SittingFact> Decide(MealPoint? point, Sitting? sitting, DateTimeOffset now)
    {
        if (sitting is null || sitting.Closed || now < sitting.CutOff) return Decision<SittingFact>.NoChange;

        var review = Displacement.Of(point, sitting, now);
        var reviewed = review.Aggregate(sitting, (s, f) => Sitting.Fold(s, f)!);
        return Decision<SittingFact>.Of(
        [
            .. review,
            .. from elder in Displacement.InTurn(reviewed)
               where !reviewed.Escalated.Contains(elder)
               select new DisplacedBookingEscalated(sitting.Id, elder),
        ]);
    }
}
