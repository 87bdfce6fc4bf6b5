using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>
/// Gives an order other lines and days; pauses stay. Coming portions booked from it that it no longer wants are cancelled by
/// themselves as long as their cut-off has not passed.
/// </summary>
public sealed record ChangeStandingOrder : OrderLinesCommand
{
    public override Decision<StandingOrderFact> Decide(
        StandingOrders? orders, ElderRecord? elder, IReadOnlyDictionary<MealPointId, MealPoint> points, DateTimeOffset now)
    {
        var (open, refusal) = StandingOrders.Find(orders, Order);
        if (open is null) return refusal!;
        // A running order keeps the day it began on.
        var today = CityTime.Today(now);
        if (Check(orders, elder, points, open.Lines, open.From < today ? open.From : today, now) is { } fault) return fault;

        return open.Lines.SequenceEqual(Lines) && (open.From, open.Until) == (From, Until)
            ? Decision<StandingOrderFact>.NoChange
            : orders!.Deciding(new StandingOrderChanged(Elder, Order, Lines, From, Until));
    }
}
