using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>
/// Serves someone without a booking out of the buffer; also someone who came too late and was recorded as a no-show, for that
/// place may be gone. The same again changes nothing; from another device it is refused.
/// </summary>
/// <param name="Point">Where.</param>
/// <param name="Date">City date.</param>
/// <param name="Meal">Which meal.</param>
/// <param name="Elder">To whom.</param>
/// <param name="Scan">By which scan, if a device says: what another one hands her later is then known for a second portion.</param>
public sealed record ServeWalkIn(MealPointId Point, DateOnly Date, Meal Meal, ElderId Elder, Scan? Scan = null)
    : PortionCommand(Point, Date, Meal, Elder)
{
    public override Footprint Footprint
    {
        get
        {
            var portion = base.Footprint;
            return portion with
            {
                Writes = portion.Writes.AddRange(Charging.Writes(Elder, Date)),
                Reads = portion.Reads.AddRange(Charging.Reads(SittingId)),
                Claims = portion.Claims.Add(Fed),
                Rows = Charging.Rows(Elder),
            };
        }
    }

    private Claim Fed => Portion.Fed(Elder, Date, Meal);

    protected override Guid? PortionAt(Known known) => base.PortionAt(known) ?? known.Holder(Fed);

    protected override Outcome Also(Outcome outcome, Known known) => Charging.Of(outcome, known, known.State<Sitting>(Stream), Elder);

    protected override Decision<SittingFact> Decide(
        MealPoint? point, Sitting? sitting, ElderRecord? elder, Guid? portionAt, DateTimeOffset now) =>
        ServeWalkInDecider.Decide(this, point, sitting, elder, portionAt, now);
}

public sealed record WalkInBufferUsedUp(SittingId Sitting, int WalkInBuffer) : Refusal
{
    public override Words Message => new(
        $"为现场就餐预留的{WalkInBuffer}份已用完，请另选助餐点。",
        "Every portion kept for those who come without a booking was served: choose another meal point.");
}

public static class ServeWalkInDecider
{
    /// <param name="command">What is asked for.</param>
    /// <param name="point">Null when there is none.</param>
    /// <param name="sitting">Null when it was not opened.</param>
    /// <param name="elder">Null when not registered.</param>
    /// <param name="portionAt">The sitting that has the elder's portion for this date and meal, if any.</param>
    /// <param name="now">The instant of the decision.</param>
    public static Decision<SittingFact> Decide(
        ServeWalkIn command, MealPoint? point, Sitting? sitting, ElderRecord? elder, Guid? portionAt, DateTimeOffset now)
    {
        if (point is null) return new MealPointUnknown(command.Point);
        if (sitting is null) return new SittingUnknown(command.SittingId);
        if (elder is null) return new ElderUnknown(command.Elder);
        if (command.Scan is { } scan && Text.Check("device", scan.Device, Scan.MaxDeviceLength) is { } fault) return fault;

        switch (sitting.StateOf(command.Elder))
        {
            case GuestState.WalkIn when Scan.IsOfAnother(command.Scan, sitting.Guests[command.Elder].Device):
                return new AlreadyServed(sitting.Id, command.Elder);
            case GuestState.WalkIn: return Decision<SittingFact>.NoChange;
            case GuestState.Booked: return new AlreadyBooked(sitting.Id, command.Elder);
            case GuestState.Served: return new AlreadyServed(sitting.Id, command.Elder);
        }

        if (elder.DiedOn is { } diedOn) return new ElderHasDied(command.Elder, diedOn);
        if (sitting.Closed) return new SittingAlreadyClosed(sitting.Id);
        if (Portion.Check(command.Date, now) is { } outOfRange) return outOfRange;
        if (point.SuspendedReason is { } reason) return new MealPointSuspendedNow(point.Id, reason);
        if (point.ClosedReason(command.Date, command.Meal) is { } closed)
            return new MealPointClosedThatDay(point.Id, command.Date, closed);
        if (point.Drops(sitting, now)) return new MealNotServed(point.Id, command.Date, command.Meal);
        if (now < sitting.DoorsOpen) return new SittingNotStarted(sitting.Id, sitting.ServedFrom);
        if (portionAt is { } other && other != sitting.Id.Value) return new PortionTakenElsewhere(command.Elder, new(other));
        if (sitting.WalkIns >= sitting.WalkInBuffer) return new WalkInBufferUsedUp(sitting.Id, sitting.WalkInBuffer);

        // Doors may open before the cut-off: a place that was kept for her goes to the next who waits.
        return WaitingList.ThenOffer(
            sitting, [.. WaitingList.LeaveAsGuest(sitting, command.Elder), new WalkInServed(sitting.Id, command.Elder, now, command.Scan)],
            point, PlaceFreedBy.Declined, now);
    }
}
