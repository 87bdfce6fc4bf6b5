using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>Ends the sitting: who is booked and was not served by now is a no-show.</summary>
public sealed record CloseSitting(MealPointId Point, DateOnly Date, Meal Meal)
    : SittingCommand(Point, Date, Meal), ICommand
{
    public Footprint Footprint => new() { Writes = [Stream] };

    public Outcome Decide(Known known)
    {
        var sitting = known.State<Sitting>(Stream);
        var outcome = CloseSittingDecider.Decide(this, sitting, known.Now).On(Stream);
        return (sitting?.OnList ?? []).Aggregate(outcome, (o, elder) => o.Releasing(WaitingList.Claim(elder, Date, Meal), Stream));
    }
}

public static class CloseSittingDecider
{
    public static Decision<SittingFact> Decide(CloseSitting command, Sitting? sitting, DateTimeOffset now)
    {
        if (sitting is null) return new SittingUnknown(command.SittingId);
        if (sitting.Closed) return Decision<SittingFact>.NoChange;
        if (now < sitting.ServedFrom) return new SittingNotStarted(sitting.Id, sitting.ServedFrom);

        var absent = sitting.Guests.Where(g => g.Value.State == GuestState.Booked).Select(g => g.Key).OrderBy(e => e.Value);
        return Decision<SittingFact>.Of(
            [.. EndWaitingListDecider.Ending(sitting), .. absent.Select(e => new NoShowRecorded(sitting.Id, e)), new SittingClosed(sitting.Id)]);
    }
}
