using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>Takes an elder off the waiting list; a place offered to her goes to the next.</summary>
public sealed record LeaveWaitingList(MealPointId Point, DateOnly Date, Meal Meal, ElderId Elder, LeftListBecause Because = LeftListBecause.Asked)
    : SittingCommand(Point, Date, Meal), ICommand
{
    public Footprint Footprint => new() { Writes = [Stream], Reads = [PointStream] };

    public Outcome Decide(Known known) =>
        LeaveWaitingListDecider.Decide(this, known.State<MealPoint>(PointStream), known.State<Sitting>(Stream), known.Now)
            .On(Stream).Releasing(WaitingList.Claim(Elder, Date, Meal), Stream);
}

public static class LeaveWaitingListDecider
{
    public static Decision<SittingFact> Decide(LeaveWaitingList command, MealPoint? point, Sitting? sitting, DateTimeOffset now)
    {
        if (sitting is null) return new SittingUnknown(command.SittingId);
        if (!sitting.Waits(command.Elder)) return new NotWaiting(sitting.Id, command.Elder);

        var left = new WaitingListLeft(sitting.Id, command.Elder, command.Because, sitting.Offers.ContainsKey(command.Elder));
        return WaitingList.ThenOffer(sitting, [left], point, PlaceFreedBy.Declined, now);
    }
}
