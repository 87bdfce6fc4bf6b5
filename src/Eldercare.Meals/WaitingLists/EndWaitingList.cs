using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>At the cut-off nobody waits any longer: offers not taken are over, and who still waits is told. It happens by itself.</summary>
public sealed record EndWaitingList(MealPointId Point, DateOnly Date, Meal Meal) : SittingCommand(Point, Date, Meal), ICommand
{
    public Footprint Footprint => new() { Writes = [Stream] };

    public Outcome Decide(Known known)
    {
        var sitting = known.State<Sitting>(Stream);
        var outcome = EndWaitingListDecider.Decide(this, sitting, known.Now).On(Stream);
        return sitting is null
            ? outcome
            : sitting.OnList.Aggregate(outcome, (o, elder) => o.Releasing(WaitingList.Claim(elder, Date, Meal), Stream));
    }
}

public static class EndWaitingListDecider
{
    public static Decision<SittingFact> Decide(EndWaitingList command, Sitting? sitting, DateTimeOffset now)
    {
        if (sitting is null) return new SittingUnknown(command.SittingId);

        return now < sitting.CutOff ? Decision<SittingFact>.NoChange : Decision<SittingFact>.Of([.. Ending(sitting)]);
    }

    /// <summary>What ends the waiting of everybody.</summary>
    internal static IEnumerable<SittingFact> Ending(Sitting sitting) =>
    [
        .. sitting.Offers.Keys.OrderBy(e => e.Value).Select(e => new PlaceOfferLapsed(sitting.Id, e)),
        .. sitting.Waiting.Select(w => new WaitingListLeft(sitting.Id, w.Elder, LeftListBecause.CutOff, HadOffer: false)),
    ];
}
