using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>
/// Takes an elder off a waiting list that her standing order put her on, when it does not want that meal any more; a place offered to her
/// goes to the next. Who joined it herself stays. It happens by itself.
/// </summary>
public sealed record LeaveOrderedWait(MealPointId Point, DateOnly Date, Meal Meal, ElderId Elder, StandingOrderId Order)
    : SittingCommand(Point, Date, Meal), ICommand
{
    private StreamRef Orders => StandingOrders.Of(Elder);

    public Footprint Footprint => new() { Writes = [Stream], Reads = [Orders, PointStream] };

    public Outcome Decide(Known known) => LeaveOrderedWaitDecider.Decide(
        this, known.State<StandingOrders>(Orders), known.State<MealPoint>(PointStream), known.State<Sitting>(Stream), known.Now)
        .On(Stream).Releasing(WaitingList.Claim(Elder, Date, Meal), Stream);
}

public static class LeaveOrderedWaitDecider
{
    public static Decision<SittingFact> Decide(
        LeaveOrderedWait command, StandingOrders? orders, MealPoint? point, Sitting? sitting, DateTimeOffset now)
    {
        if (sitting is null || sitting.Closed || sitting.OrderOnList(command.Elder) != command.Order) return Decision<SittingFact>.NoChange;
        if (orders?.Orders.GetValueOrDefault(command.Order)?.Due(command.Point, command.Date, command.Meal) is not null)
            return Decision<SittingFact>.NoChange;

        var left = new WaitingListLeft(sitting.Id, command.Elder, LeftListBecause.OrderChanged, sitting.Offers.ContainsKey(command.Elder));
        return WaitingList.ThenOffer(sitting, [left], point, PlaceFreedBy.Declined, now);
    }
}
