using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <param name="Point">Where.</param>
/// <param name="Date">City date.</param>
/// <param name="Meal">Which meal.</param>
/// <param name="Elder">For whom.</param>
/// <param name="Channel">How the portion reaches the elder.</param>
/// <param name="Late">The sender has the right to make late changes.</param>
public sealed record BookMeal(
    MealPointId Point, DateOnly Date, Meal Meal, ElderId Elder, Channel Channel, bool Late = false) : ICommand
{
    private StreamRef Stream => Sitting.At(Point, Date, Meal);

    private StreamRef PointStream => MealPoint.Stream.At(Point.Value);

    private Claim Claim => Portion.Claim(Elder, Date, Meal);

    public Footprint Footprint => new()
    {
        Writes = [Stream],
        Reads = [PointStream],
        Claims = [Claim],
        Rows = [RowRef.To<ElderRecord>(Elder.Value)],
    };

    public Outcome Decide(Known known)
    {
        var (stream, claim) = (Stream, Claim);
        return BookMealDecider
            .Decide(
                this,
                known.State<MealPoint>(PointStream),
                known.State<Sitting>(stream),
                known.Row<ElderRecord>(Elder.Value),
                known.Holder(claim),
                known.Now)
            .On(stream)
            .Taking(claim, stream);
    }
}

public sealed record SittingFull(SittingId Sitting, int Capacity) : Refusal
{
    public override string Message => "Every place at the sitting is taken.";
}

public static class BookMealDecider
{
    /// <param name="command">What is asked for.</param>
    /// <param name="point">Null when there is none.</param>
    /// <param name="sitting">Null when it was not opened.</param>
    /// <param name="elder">Null when not registered.</param>
    /// <param name="portionAt">The sitting that has the elder's portion for this date and meal, if any.</param>
    /// <param name="now">The instant of the decision.</param>
    public static Decision<SittingFact> Decide(
        BookMeal command, MealPoint? point, Sitting? sitting, ElderRecord? elder, Guid? portionAt, DateTimeOffset now)
    {
        if (point is null) return new MealPointUnknown(command.Point);
        if (sitting is null) return new SittingUnknown(SittingId.Of(command.Point, command.Date, command.Meal));
        if (elder is null) return new ElderUnknown(command.Elder);
        if (elder.DiedOn is { } diedOn) return new ElderHasDied(command.Elder, diedOn);

        switch (sitting.StateOf(command.Elder))
        {
            case GuestState.Booked: return new AlreadyBooked(sitting.Id, command.Elder);
            case GuestState.Served or GuestState.WalkIn: return new AlreadyServed(sitting.Id, command.Elder);
            case GuestState.NoShow: return new NoShowAlreadyRecorded(sitting.Id, command.Elder);
        }

        if (sitting.Closed) return new SittingAlreadyClosed(sitting.Id);
        if (point.SuspendedReason is { } reason) return new MealPointSuspendedNow(point.Id, reason);
        if (portionAt is { } other && other != sitting.Id.Value) return new PortionTakenElsewhere(command.Elder, new(other));

        var late = now >= sitting.CutOff;
        if (late && !command.Late) return new CutOffPassed(sitting.Id, sitting.CutOff);
        if (sitting.Booked >= sitting.Capacity) return new SittingFull(sitting.Id, sitting.Capacity);

        return new MealBooked(sitting.Id, command.Elder, command.Channel, late);
    }
}
