using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>Puts an elder on the waiting list of a full sitting, behind all who wait already.</summary>
public sealed record JoinWaitingList(MealPointId Point, DateOnly Date, Meal Meal, ElderId Elder, Channel Channel)
    : SittingCommand(Point, Date, Meal), ICommand
{
    private Claim Waits => WaitingList.Claim(Elder, Date, Meal);

    private Claim Eats => Portion.Claim(Elder, Date, Meal);

    public Footprint Footprint => new()
    {
        Writes = [Stream],
        Reads = [PointStream],
        Claims = [Waits, Eats],
        Rows = [RowRef.To<ElderRecord>(Elder.Value)],
    };

    public Outcome Decide(Known known) =>
        JoinWaitingListDecider.Decide(
            this, known.State<MealPoint>(PointStream), known.State<Sitting>(Stream), known.Row<ElderRecord>(Elder.Value),
            known.Holder(Eats), known.Holder(Waits), known.Now)
        .On(Stream).Taking(Waits, Stream);
}

public static class JoinWaitingListDecider
{
    /// <param name="command">What is asked for.</param>
    /// <param name="point">Null when there is none.</param>
    /// <param name="sitting">Null when it was not opened.</param>
    /// <param name="elder">Null when not registered.</param>
    /// <param name="portionAt">The sitting that has the elder's portion for this date and meal, if any.</param>
    /// <param name="waitsAt">The sitting she waits at for this date and meal, if any.</param>
    /// <param name="now">The instant of the decision.</param>
    public static Decision<SittingFact> Decide(
        JoinWaitingList command, MealPoint? point, Sitting? sitting, ElderRecord? elder, Guid? portionAt, Guid? waitsAt, DateTimeOffset now)
    {
        if (point is null) return new MealPointUnknown(command.Point);
        if (sitting is null) return new SittingUnknown(command.SittingId);
        if (Standing.Check(command.Elder, elder) is { } standing) return standing;
        if (sitting.Waits(command.Elder)) return new AlreadyWaiting(sitting.Id, command.Elder);
        if (sitting.Refuses(command.Elder) is { } refusal) return refusal;
        if (Portion.Check(command.Date, now) is { } outOfRange) return outOfRange;
        if (point.SuspendedReason is { } reason) return new MealPointSuspendedNow(point.Id, reason);
        if (point.ClosedReason(command.Date, command.Meal) is { } closed)
            return new MealPointClosedThatDay(point.Id, command.Date, closed);
        if (portionAt is { } other && other != sitting.Id.Value) return new PortionTakenElsewhere(command.Elder, new(other));
        if (waitsAt is { } elsewhere && elsewhere != sitting.Id.Value) return new WaitingElsewhere(command.Elder, new(elsewhere));
        if (now >= sitting.CutOff) return new CutOffPassed(sitting.Id, sitting.CutOff);
        if (point.Planned(command.Date, command.Meal) is null) return new MealNotServed(point.Id, command.Date, command.Meal);
        // Shortly before the cut-off a free place is for whoever books it, also while others wait.
        if (sitting.PlacesFree > 0 && !WaitingList.IsServed(sitting, point, now))
            return new PlacesLeft(sitting.Id, sitting.PlacesFree);

        return WaitingList.ThenOffer(
            sitting, [new WaitingListJoined(sitting.Id, command.Elder, command.Channel)], point, PlaceFreedBy.MorePlaces, now);
    }
}
