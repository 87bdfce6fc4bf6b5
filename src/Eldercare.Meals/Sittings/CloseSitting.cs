using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>Ends the sitting: who is booked and was not served by now is a no-show.</summary>
public sealed record CloseSitting(MealPointId Point, DateOnly Date, Meal Meal)
    : SittingCommand(Point, Date, Meal), ICommand
{
    public Footprint Footprint => new() { Writes = [Stream] };

    public Outcome Decide(Known known) =>
        CloseSittingDecider.Decide(this, known.State<Sitting>(Stream), known.Now).On(Stream);
}

public static class CloseSittingDecider
{
    public static Decision<SittingFact> Decide(CloseSitting command, Sitting? sitting, DateTimeOffset now)
    {
        if (sitting is null) return new SittingUnknown(command.SittingId);
        if (sitting.Closed) return Decision<SittingFact>.NoChange;
        if (now < sitting.ServedFrom) return new SittingNotStarted(sitting.Id, sitting.ServedFrom);

        var absent = sitting.Guests.Where(g => g.Value.State == GuestState.Booked).Select(g => g.Key).OrderBy(e => e.Value);
        return Decision<SittingFact>.Of([.. absent.Select(e => new NoShowRecorded(sitting.Id, e)), new SittingClosed(sitting.Id)]);
    }
}
