using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>
/// Puts an elder on the waiting list of a sitting that was full when her standing order came for a portion, once: who was on that list
/// already, and came off it, is not put on it again. It happens by itself.
/// </summary>
public sealed record WaitForOrderedMeal(MealPointId Point, DateOnly Date, Meal Meal, ElderId Elder, StandingOrderId Order)
    : SittingCommand(Point, Date, Meal), ICommand
{
    private Claim Waits => WaitingList.Claim(Elder, Date, Meal);

    private Claim Eats => Portion.Claim(Elder, Date, Meal);

    private StreamRef Orders => StandingOrders.Of(Elder);

    public Footprint Footprint => new()
    {
        Writes = [Stream],
        Reads = [PointStream, Orders],
        Claims = [Waits, Eats],
        Rows = [RowRef.To<ElderRecord>(Elder.Value)],
    };

    public Outcome Decide(Known known) => WaitForOrderedMealDecider.Decide(
        this, known.State<StandingOrders>(Orders), known.State<MealPoint>(PointStream), known.State<Sitting>(Stream),
        known.Row<ElderRecord>(Elder.Value), known.Holder(Eats), known.Holder(Waits), known.Now)
        .On(Stream).Taking(Waits, Stream);
}

/// <summary>She was on the list of that sitting, and is not any more.</summary>
public sealed record LeftThatWaitingList(SittingId Sitting, ElderId Elder) : Refusal
{
    public override Words Message => new(
        "该老人曾退出此餐次的候补，长期订餐不会再为其候补；本人可以重新候补。",
        "The elder was on that waiting list; she may join it again herself.");
}

public static class WaitForOrderedMealDecider
{
    /// <param name="command">What is asked for.</param>
    /// <param name="orders">The elder's orders; null when none was ever placed.</param>
    /// <param name="point">Null when there is none.</param>
    /// <param name="sitting">Null when it was not opened.</param>
    /// <param name="elder">Null when not registered.</param>
    /// <param name="portionAt">The sitting that has the elder's portion for this date and meal, if any.</param>
    /// <param name="waitsAt">The sitting she waits at for this date and meal, if any.</param>
    /// <param name="now">The instant of the decision.</param>
    public static Decision<SittingFact> Decide(
        WaitForOrderedMeal command, StandingOrders? orders, MealPoint? point, Sitting? sitting, ElderRecord? elder, Guid? portionAt,
        Guid? waitsAt, DateTimeOffset now)
    {
        if (orders?.Orders.GetValueOrDefault(command.Order)?.Due(command.Point, command.Date, command.Meal) is not { } line)
            return new OrderNotDue(command.Order);
        if (orders.MissOf(command.Order, command.Point, command.Date, command.Meal) is { IsOpen: false })
            return new OrderedMealGivenUp(command.Elder, command.Order);
        if (sitting?.LeftList.Contains(command.Elder) == true) return new LeftThatWaitingList(sitting.Id, command.Elder);
        if (point?.ClosedReason(command.Date, command.Meal) is { } closed) return new MealPointClosedThatDay(point.Id, command.Date, closed);

        var joined = JoinWaitingListDecider.Decide(
            new JoinWaitingList(command.Point, command.Date, command.Meal, command.Elder, line.Channel), point, sitting, elder, portionAt,
            waitsAt, now);
        return joined.Facts is [WaitingListJoined fact, .. var offers]
            ? Decision<SittingFact>.Of([fact with { Order = command.Order }, .. offers])
            : joined;
    }
}
