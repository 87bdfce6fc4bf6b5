using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Beds;

/// <summary>A transfer was recorded with the wrong day: both stays change together.</summary>
/// <param name="Elder">Who.</param>
/// <param name="From">The bed she left.</param>
/// <param name="To">The bed she moved to.</param>
/// <param name="On">The day as it stands recorded.</param>
/// <param name="ToOn">The day as it was.</param>
/// <param name="Reason">Why.</param>
public sealed record CorrectTransfer(ElderId Elder, BedId From, BedId To, DateOnly On, DateOnly ToOn, string Reason) : ICommand
{
    private StreamRef OfFrom => Bed.Stream.At(From.Value);

    private StreamRef OfTo => Bed.Stream.At(To.Value);

    public Footprint Footprint => new()
    {
        Writes = From == To ? [OfFrom] : [OfFrom, OfTo],
        Timelines = [Days.Of(From), Days.Of(To), Days.Of(Elder)],
    };

    public Outcome Decide(Known known)
    {
        var (from, to) = (known.State<Bed>(OfFrom), From == To ? null : known.State<Bed>(OfTo));
        if (CorrectTransferDecider.Check(this, from, to, CityTime.Today(known.Now)) is { } refusal) return Outcome.Refuse(refusal);
        var (left, entered) = (CorrectTransferDecider.Left(this, from!)!, CorrectTransferDecider.Entered(this, to!)!);
        if (On == ToOn) return Outcome.NoChange;
        var open = to!.Since == On && to.Elder == Elder;
        var recorded = new Tenure(left.From, left.Until, left.From);
        // Her own days need no look: the two stays lie end to end before and after.
        if ((Days.Check(known, From, left.From, ToOn, IsOwn(recorded)) ?? Days.Check(known, To, ToOn, entered.Until, IsOwn(entered))) is { } taken)
            return Outcome.Refuse(taken);
        return Outcome.Accept(OfFrom, new StayCorrected(From, Elder, left.From, left.From, ToOn, Reason))
            .And(OfTo, new StayCorrected(To, Elder, On, ToOn, open ? null : entered.Until, Reason))
            .Apart(From, Elder, recorded).Apart(To, Elder, entered)
            .Together(From, Elder, left.From, ToOn).Together(To, Elder, ToOn, entered.Until);
    }

    /// <summary>A stay without a night has no days of its own.</summary>
    private Func<Span, bool> IsOwn(Tenure stay) => s => stay.From != stay.Until && s.Holder == Elder.Value && s.From == stay.From;
}

public sealed record TransferUnknown(ElderId Elder, BedId From, BedId To, DateOnly On) : Refusal
{
    public override Words Message => new(
        $"{On:yyyy年M月d日}没有该老人在这两张床位之间转床的记录，请核对日期。",
        $"No transfer of the elder between these beds is recorded on {On:yyyy-MM-dd}.");
}

public static class CorrectTransferDecider
{
    /// <summary>Null when there was such a transfer, and the day lies within the two stays.</summary>
    public static Refusal? Check(CorrectTransfer command, Bed? from, Bed? to, DateOnly today)
    {
        if (command.From == command.To) return new SameBed(command.From);
        if (from is null) return new BedUnknown(command.From);
        if (to is null) return new BedUnknown(command.To);
        if (Text.Check("reason", command.Reason, 300) is { } reason) return reason;
        if (command.ToOn > today) return new DateInFuture("toOn");
        if (Left(command, from) is not { } left || Entered(command, to) is not { } entered)
            return new TransferUnknown(command.Elder, command.From, command.To, command.On);
        if (command.ToOn < left.From) return new StayTooEarly(command.From, left.From);
        if (to.Leave is { } leave && to.Since == command.On && command.ToOn > leave.On) return new StayEndsTooEarly(leave.On);
        // On its very last day the second stay may begin, if that is how it was recorded at all; later it cannot.
        return command.ToOn > entered.Until || (to.Since == command.On && command.ToOn == entered.Until)
            ? new StayEndsTooEarly(entered.Until!.Value)
            : null;
    }

    internal static EndedStay? Left(CorrectTransfer command, Bed from) => from.Ended.LastOrDefault(
        s => s.Elder == command.Elder && s.Until == command.On && s.End == StayEnd.Transferred);

    /// <summary>The stay in the second bed, with its agreed end while it goes on.</summary>
    internal static Tenure? Entered(CorrectTransfer command, Bed to)
    {
        if (to.Since == command.On && to.Elder == command.Elder) return to.Tenure!.ByTransfer ? to.Tenure : null;
        return to.EndedAt(command.Elder, command.On) is var at and >= 0 && to.Ended[at] is { ByTransfer: true } s
            ? new(s.From, s.Until, s.From, ByTransfer: true)
            : null;
    }
}
