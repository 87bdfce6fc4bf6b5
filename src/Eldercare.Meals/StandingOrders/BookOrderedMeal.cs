using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>
/// Books a portion a standing order wants, as the order stands at the moment of the decision: who asks may have read an older state.
/// A portion that a person has cancelled is not booked again, nor a place at a sitting whose waiting list the elder has left.
/// </summary>
/// <param name="Point">Where.</param>
/// <param name="Date">City date.</param>
/// <param name="Meal">Which meal.</param>
/// <param name="Elder">For whom.</param>
/// <param name="Order">Which order wants it.</param>
/// <param name="Fresh">The order was placed just now: what was cancelled or declined before says nothing about it.</param>
public sealed record BookOrderedMeal(
    MealPointId Point, DateOnly Date, Meal Meal, ElderId Elder, StandingOrderId Order, bool Fresh = false)
    : SittingCommand(Point, Date, Meal), ICommand
{
    private Claim Claim => Portion.Claim(Elder, Date, Meal);

    private StreamRef Orders => StandingOrders.Of(Elder);

    public Footprint Footprint => new()
    {
        Writes = [Stream],
        Reads = [PointStream, Orders],
        Claims = [Claim],
        Rows = [RowRef.To<ElderRecord>(Elder.Value)],
    };

    public Outcome Decide(Known known)
    {
        var sitting = known.State<Sitting>(Stream);
        var outcome = BookOrderedMealDecider.Decide(
            this, known.State<StandingOrders>(Orders), known.State<MealPoint>(PointStream), sitting,
            known.Row<ElderRecord>(Elder.Value), known.Holder(Claim), known.Now)
            .On(Stream).Taking(Claim, Stream);
        return sitting?.Waits(Elder) == true ? outcome.Releasing(WaitingList.Claim(Elder, Date, Meal), Stream) : outcome;
    }
}

/// <summary>The order does not want that portion, or no longer.</summary>
public sealed record OrderNotDue(StandingOrderId Order) : Refusal
{
    public override Words Message => new("这份长期订餐不含这一餐。", "The standing order does not want that portion.");
}

/// <summary>The portion was cancelled, and not by the order itself.</summary>
public sealed record OrderedMealCancelled(SittingId Sitting, StandingOrderId Order) : Refusal
{
    public override Words Message => new(
        "这一餐已取消，长期订餐不会再订；如需要，请单独预订。",
        "The portion was cancelled; a standing order does not book it again. A person may.");
}

/// <summary>A person looked after the portion, or the elder was told that there is none: she counts on that.</summary>
public sealed record OrderedMealGivenUp(ElderId Elder, StandingOrderId Order) : Refusal
{
    public override Words Message => new(
        "长期订餐已放弃这一餐；如需要，请单独预订。",
        "The standing order has given that portion up; a person may book it.");
}

public static class BookOrderedMealDecider
{
    /// <param name="command">What is asked for.</param>
    /// <param name="orders">The elder's orders; null when none was ever placed.</param>
    /// <param name="point">Null when there is none.</param>
    /// <param name="sitting">Null when it was not opened.</param>
    /// <param name="elder">Null when not registered.</param>
    /// <param name="portionAt">The sitting that has the elder's portion for this date and meal, if any.</param>
    /// <param name="now">The instant of the decision.</param>
    public static Decision<SittingFact> Decide(
        BookOrderedMeal command, StandingOrders? orders, MealPoint? point, Sitting? sitting, ElderRecord? elder, Guid? portionAt,
        DateTimeOffset now)
    {
        if (orders?.Orders.GetValueOrDefault(command.Order)?.Due(command.Point, command.Date, command.Meal) is not { } line)
            return new OrderNotDue(command.Order);
        if (Standing.Check(command.Elder, elder) is { } standing) return standing;
        // Who has a portion misses none, whatever became of the point.
        if (portionAt is { } at && at != command.SittingId.Value) return new PortionTakenElsewhere(command.Elder, new(at));
        if (sitting?.Refuses(command.Elder) is { } refusal) return refusal;
        if (sitting?.Guests.TryGetValue(command.Elder, out var guest) == true
            && guest is { State: GuestState.Cancelled, Order: null } && !command.Fresh)
            return new OrderedMealCancelled(sitting.Id, command.Order);
        if (orders.MissOf(command.Order, command.Point, command.Date, command.Meal) is { IsOpen: false } && !command.Fresh)
            return new OrderedMealGivenUp(command.Elder, command.Order);
        // A place offered to her is hers to take or to decline.
        if (sitting?.Offers.ContainsKey(command.Elder) == true) return new AlreadyWaiting(sitting.Id, command.Elder);
        // Why a sitting was never opened says more than that it was not.
        if (point?.SuspendedReason is { } reason) return new MealPointSuspendedNow(point.Id, reason);
        if (point?.ClosedReason(command.Date, command.Meal) is { } closed)
            return new MealPointClosedThatDay(point.Id, command.Date, closed);
        if (sitting is null && point is not null && point.Planned(command.Date, command.Meal) is null)
            return new MealNotServed(point.Id, command.Date, command.Meal);

        var booked = BookMealDecider.Decide(
            new BookMeal(command.Point, command.Date, command.Meal, command.Elder, line.Channel), point, sitting, elder, portionAt, now);
        if (booked.Facts is not [.. var before, MealBooked fact]) return booked;
        // A place she declined, or let go, is not given to her unasked.
        return sitting!.LeftList.Contains(command.Elder) && !command.Fresh
            ? new LeftThatWaitingList(sitting.Id, command.Elder)
            : Decision<SittingFact>.Of([.. before, fact with { Order = command.Order }]);
    }
}
