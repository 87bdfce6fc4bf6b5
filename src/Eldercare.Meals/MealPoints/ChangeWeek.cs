using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>
/// Sittings open already follow when <see cref="OpenSitting"/> comes for them again. A meal the week no longer has takes nobody
/// new from this moment on; who is booked stays booked, to be served, moved or cancelled (domain, meals, rule 5).
/// </summary>
/// <param name="Point">Which meal point.</param>
/// <param name="Week">The whole new week.</param>
/// <param name="KeepsPrice">The sender does not know of prices: those known stay.</param>
/// <param name="KeepsDeliveryFee">So for delivery fees.</param>
public sealed record ChangeWeek(
    MealPointId Point, ImmutableArray<WeeklySitting> Week, bool KeepsPrice = false, bool KeepsDeliveryFee = false) : ICommand
{
    private StreamRef Stream => MealPoint.Stream.At(Point.Value);

    public Footprint Footprint => new() { Writes = [Stream] };

    public Outcome Decide(Known known) => ChangeWeekDecider.Decide(this, known.State<MealPoint>(Stream), known.Now).On(Stream);
}

public static class ChangeWeekDecider
{
    public static Decision<MealPointFact> Decide(ChangeWeek command, MealPoint? point, DateTimeOffset now)
    {
        if (point is null) return new MealPointUnknown(command.Point);
        if (MealPointChecks.Week(command.Week) is { } fault) return fault;
        var week = command.KeepsPrice || command.KeepsDeliveryFee ? [.. command.Week.Select(s => Kept(command, s, point))] : command.Week;
        if (week.SequenceEqual(point.Week)) return Decision<MealPointFact>.NoChange;

        return new WeekChanged(command.Point, week, now);
    }

    private static WeeklySitting Kept(ChangeWeek command, WeeklySitting sitting, MealPoint point)
    {
        var known = point.Week.FirstOrDefault(s => s.Day == sitting.Day && s.Meal == sitting.Meal);
        return sitting with
        {
            Price = command.KeepsPrice ? known?.Price : sitting.Price,
            DeliveryFee = command.KeepsDeliveryFee ? known?.DeliveryFee : sitting.DeliveryFee,
        };
    }
}
