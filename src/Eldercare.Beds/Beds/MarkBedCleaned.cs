using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Beds;

/// <summary>The bed is clean: ready, kept at once for whom it is reserved from today or before, or closed with its room.</summary>
public sealed record MarkBedCleaned(BedId Bed) : ICommand
{
    private StreamRef Stream => Beds.Bed.Stream.At(Bed.Value);

    public Footprint Footprint => new() { Writes = [Stream], Timelines = [Days.Of(Bed)] };

    public Outcome Decide(Known known)
    {
        var today = CityTime.Today(known.Now);
        var decision = MarkBedCleanedDecider.Decide(this, known.State<Bed>(Stream), today);
        return decision.Facts is [_, BedClosed closed] ? decision.On(Stream).Closed(Bed, today, closed.Until) : decision.On(Stream);
    }
}

public static class MarkBedCleanedDecider
{
    public static Decision<BedFact> Decide(MarkBedCleaned command, Bed? bed, DateOnly today)
    {
        if (bed is null) return new BedUnknown(command.Bed);
        if (bed.Check(BedAction.Clean) is { } forbidden) return forbidden;
        var cleaned = new BedCleaned(command.Bed);
        if (bed.Ordered is { } order && order.Stands(today))
            return Decision<BedFact>.Of(cleaned, new BedClosed(command.Bed, order.Reason, order.Kind, today, order.Until, WithRoom: true));
        BedFact[] lifted = bed.Ordered is null ? [] : [new ClosureLifted(command.Bed)];
        BedFact[] began = BeginReservationDecider.Due(bed, today) is { } due ? [new ReservationBegan(command.Bed, due.Elder, due.From)] : [];
        return Decision<BedFact>.Of([cleaned, .. lifted, .. began]);
    }
}
