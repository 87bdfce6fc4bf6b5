using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>
/// A person says that a booked elder did not come. Frees the place; the elder's portion for the meal stays with this sitting.
/// </summary>
public sealed record RecordNoShow(MealPointId Point, DateOnly Date, Meal Meal, ElderId Elder)
    : SittingCommand(Point, Date, Meal), ICommand
{
    public Footprint Footprint => new() { Writes = [Stream] };

    public Outcome Decide(Known known) =>
        RecordNoShowDecider.Decide(this, known.State<Sitting>(Stream), known.Now).On(Stream);
}

public static class RecordNoShowDecider
{
    public static Decision<SittingFact> Decide(RecordNoShow command, Sitting? sitting, DateTimeOffset now)
    {
        if (sitting is null) return new SittingUnknown(command.SittingId);

        switch (sitting.StateOf(command.Elder))
        {
            case null or GuestState.Cancelled: return new NotBooked(sitting.Id, command.Elder);
            case GuestState.NoShow: return Decision<SittingFact>.NoChange;
            case GuestState.Served or GuestState.WalkIn: return new AlreadyServed(sitting.Id, command.Elder);
        }

        if (now < sitting.ServedFrom) return new SittingNotStarted(sitting.Id, sitting.ServedFrom);

        return new NoShowRecorded(sitting.Id, command.Elder);
    }
}
