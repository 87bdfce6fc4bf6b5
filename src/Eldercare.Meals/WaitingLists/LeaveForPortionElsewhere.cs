using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>
/// Takes an elder off the waiting list when she has a portion of that meal at another point; a place kept for her goes to the next. It
/// happens by itself, and only once a place is offered: until then she may give up the other portion.
/// </summary>
public sealed record LeaveForPortionElsewhere(MealPointId Point, DateOnly Date, Meal Meal, ElderId Elder)
    : SittingCommand(Point, Date, Meal), ICommand
{
    private Claim Eats => Portion.Claim(Elder, Date, Meal);

    public Footprint Footprint => new() { Writes = [Stream], Reads = [PointStream], Claims = [Eats] };

    public Outcome Decide(Known known) =>
        LeaveForPortionElsewhereDecider.Decide(
            this, known.State<MealPoint>(PointStream), known.State<Sitting>(Stream), known.Holder(Eats), known.Now)
        .On(Stream).Releasing(WaitingList.Claim(Elder, Date, Meal), Stream);
}

public static class LeaveForPortionElsewhereDecider
{
    /// <param name="command">What is asked for.</param>
    /// <param name="point">Null when there is none.</param>
    /// <param name="sitting">Null when it was not opened.</param>
    /// <param name="portionAt">The sitting that has the elder's portion for this date and meal, if any.</param>
    /// <param name="now">The instant of the decision.</param>
    public static Decision<SittingFact> Decide(
        LeaveForPortionElsewhere command, MealPoint? point, Sitting? sitting, Guid? portionAt, DateTimeOffset now)
    {
        if (sitting is null) return new SittingUnknown(command.SittingId);
        if (!sitting.Waits(command.Elder) || portionAt is null || portionAt == sitting.Id.Value) return Decision<SittingFact>.NoChange;

        var left = new WaitingListLeft(sitting.Id, command.Elder, LeftListBecause.PortionElsewhere, sitting.Offers.ContainsKey(command.Elder));
        return WaitingList.ThenOffer(sitting, [left], point, PlaceFreedBy.Declined, now);
    }
}
