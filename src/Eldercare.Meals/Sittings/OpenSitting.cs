using Eldercare.People;
using Eldercare.Store;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>
/// Opens the sitting the point's week plans for that date and meal, or brings an open one into line with the week: one that is no
/// longer planned keeps the places taken, and no more. After the cut-off the plan stands: people came to rely on it.
/// </summary>
public sealed record OpenSitting(MealPointId Point, DateOnly Date, Meal Meal)
    : SittingCommand(Point, Date, Meal), ICommand
{
    public Footprint Footprint => new() { Writes = [Stream], Reads = [PointStream] };

    public Outcome Decide(Known known) => OpenSittingDecider
        .Decide(this, known.State<MealPoint>(PointStream), known.State<Sitting>(Stream), known.Now)
        .On(Stream);
}

/// <summary>The point's week does not have that meal on that day.</summary>
public sealed record MealNotServed(MealPointId Point, DateOnly Date, Meal Meal) : Refusal
{
    public override Words Message => new(
        "该助餐点在这一天不供应这一餐，请另选日期或助餐点。",
        "The meal point does not serve that meal on that day of the week: choose another day or meal point.");
}

public sealed record SittingDateOutOfRange(DateOnly First, DateOnly Last) : Refusal
{
    public override Words Message => new(
        $"餐次日期须在{First:yyyy年M月d日}至{Last:yyyy年M月d日}之间。",
        $"Sittings are opened, and portions booked and handed out, from two weeks back to a year ahead: {First:yyyy-MM-dd} to {Last:yyyy-MM-dd}.");
}

public static class OpenSittingDecider
{
    public const int DaysAhead = 366;

    public static Decision<SittingFact> Decide(OpenSitting command, MealPoint? point, Sitting? sitting, DateTimeOffset now)
    {
        if (point is null) return new MealPointUnknown(command.Point);

        if (Portion.Check(command.Date, now) is { } outOfRange) return outOfRange;

        if (sitting is null && point.ClosedReason(command.Date, command.Meal) is { } closed)
            return new MealPointClosedThatDay(point.Id, command.Date, closed);

        if (point.Planned(command.Date, command.Meal) is not { } planned)
        {
            return sitting is null || sitting.Closed || now >= sitting.CutOff
                ? new MealNotServed(command.Point, command.Date, command.Meal)
                : Changed(
                    sitting, point, new(
                        sitting.Id, 0, 0, sitting.CutOff, sitting.ServedFrom, sitting.ServedUntil, sitting.Capacity, sitting.Price,
                        sitting.DeliveryFee),
                    now);
        }

        var servedFrom = CityTime.At(command.Date, planned.ServedFrom);
        var servedUntil = CityTime.At(command.Date, planned.ServedUntil);
        var cutOff = servedFrom.AddMinutes(-planned.CutOffMinutes);
        if (sitting is null)
        {
            return new SittingOpened(
                command.SittingId, command.Point, point.District, command.Date, command.Meal,
                planned.Capacity, planned.WalkInBuffer, cutOff, servedFrom, servedUntil, planned.Price, planned.DeliveryFee);
        }

        if (sitting.Closed || now >= sitting.CutOff) return Decision<SittingFact>.NoChange;

        return Changed(
            sitting, point, new(
                sitting.Id, planned.Capacity, planned.WalkInBuffer, cutOff, servedFrom, servedUntil, sitting.Capacity, planned.Price,
                planned.DeliveryFee),
            now);
    }

    /// <summary>
    /// The plan changes, but never below what is taken or offered, and not where a person has set the capacity; places that are free
    /// then are offered to those who wait.
    /// </summary>
    private static Decision<SittingFact> Changed(
        Sitting sitting, MealPoint point, SittingPlanChanged plan, DateTimeOffset now)
    {
        var changed = plan with
        {
            Capacity = sitting.CapacityIsSet ? sitting.Capacity : Math.Max(plan.Capacity, sitting.Booked + sitting.Offers.Count),
            WalkInBuffer = Math.Max(plan.WalkInBuffer, sitting.WalkIns),
        };
        return WaitingList.ThenOffer(
            sitting, Sitting.Fold(sitting, changed) == sitting ? [] : [changed], point, PlaceFreedBy.MorePlaces, now);
    }
}
