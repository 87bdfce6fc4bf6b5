using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Beds;

/// <summary>
/// A closed bed, or one that is to be closed once it is left, is expected back another day. A later one is refused while the bed is promised
/// for a day before it (domain, beds, rule 10).
/// </summary>
/// <param name="Bed">Which.</param>
/// <param name="Until">The day it is expected back, after today; null when that is not known.</param>
public sealed record ChangeClosureEnd(BedId Bed, DateOnly? Until) : ICommand
{
    private StreamRef Stream => Beds.Bed.Stream.At(Bed.Value);

    public Footprint Footprint => new() { Writes = [Stream], Timelines = [Days.Of(Bed)] };

    public Outcome Decide(Known known)
    {
        var bed = known.State<Bed>(Stream);
        var today = CityTime.Today(known.Now);
        var decision = ChangeClosureEndDecider.Decide(this, bed, today, bed is null ? today : Days.ClosedSince(known, bed, today));
        if (decision.Facts is not [ClosureEndChanged { From: var from }] || bed!.Ordered is not null) return decision.On(Stream);
        return Days.Check(known, Bed, from, Until, s => s.Holder == Bed.Value) is { } taken
            ? Outcome.Refuse(taken)
            : decision.On(Stream).NoLongerClosed(bed).Closed(Bed, from, Until);
    }
}

public sealed record BedNotClosed(BedId Bed) : Refusal
{
    public override Words Message => new("这张床位没有关闭，也没有排定关闭。", "The bed is neither closed nor to be closed.");
}

public static class ChangeClosureEndDecider
{
    /// <param name="command">What is asked.</param>
    /// <param name="bed">The bed.</param>
    /// <param name="today">The day.</param>
    /// <param name="since">The day from which it counts as closed, when it is.</param>
    public static Decision<BedFact> Decide(ChangeClosureEnd command, Bed? bed, DateOnly today, DateOnly since)
    {
        if (bed is null) return new BedUnknown(command.Bed);
        if (CloseBedDecider.CheckEnd(command.Until, today) is { } invalid) return invalid;
        if (bed.Ordered is null && bed.State != BedState.Closed) return new BedNotClosed(command.Bed);
        var days = bed.Ordered?.Days ?? bed.ClosedFor;
        if (days is not null && days.Until == command.Until) return Decision<BedFact>.NoChange;
        var from = bed.Ordered?.On ?? since;
        var promised = bed.InTheWay(from, command.Until).ToImmutableArray();
        return promised.IsEmpty
            ? new ClosureEndChanged(command.Bed, from, command.Until)
            : new ReservationsInTheWay(promised);
    }
}
