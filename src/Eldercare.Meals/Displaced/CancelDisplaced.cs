using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>Cancels a displaced booking for which no other place was found, at any time; the elder is told with the reason.</summary>
/// <param name="Point">Where.</param>
/// <param name="Date">City date.</param>
/// <param name="Meal">Which meal.</param>
/// <param name="Elder">Whose booking.</param>
/// <param name="Reason">Kept for ever: nothing about a person. At most 200 characters.</param>
public sealed record CancelDisplaced(MealPointId Point, DateOnly Date, Meal Meal, ElderId Elder, string Reason)
    : SittingCommand(Point, Date, Meal), ICommand
{
    private Claim Claim => Portion.Claim(Elder, Date, Meal);

    public Footprint Footprint => new() { Writes = [Stream], Reads = [PointStream], Claims = [Claim] };

    public Outcome Decide(Known known) =>
        CancelDisplacedDecider.Decide(this, known.State<MealPoint>(PointStream), known.State<Sitting>(Stream), known.Now)
            .On(Stream).Releasing(Claim, Stream);
}

public sealed record NotDisplaced(SittingId Sitting, ElderId Elder) : Refusal
{
    public override Words Message => new(
        "此餐次可以照常供应这份预订，请按一般预订取消。",
        "The sitting can serve the elder's booking; cancel it like any other.");
}

public static class CancelDisplacedDecider
{
    public static Decision<SittingFact> Decide(CancelDisplaced command, MealPoint? point, Sitting? sitting, DateTimeOffset now)
    {
        if (sitting is null) return new SittingUnknown(command.SittingId);
        if (Text.Check("reason", command.Reason, MealPointChecks.MaxReasonLength) is { } fault) return fault;
        switch (sitting.StateOf(command.Elder))
        {
            case null: return new NotBooked(sitting.Id, command.Elder);
            case GuestState.Cancelled: return Decision<SittingFact>.NoChange;
            case GuestState.Booked when sitting.Displaced.ContainsKey(command.Elder):
                var cancelled = new BookingCancelled(sitting.Id, command.Elder, command.Reason, Late: now >= sitting.CutOff);
                return WaitingList.ThenOffer(
                    sitting, Displacement.Leaving(point, sitting, cancelled, now), point, PlaceFreedBy.Cancellation, now);
            default: return new NotDisplaced(sitting.Id, command.Elder);
        }
    }
}
