using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Beds;

/// <summary>
/// A stay was recorded with wrong days. What was recorded stays on record; the census of those days is corrected from now on
/// and can still be shown as it was reported.
/// </summary>
/// <param name="Bed">Which.</param>
/// <param name="Elder">Whose stay.</param>
/// <param name="From">Its first day as it stands recorded.</param>
/// <param name="ToFrom">Its first day as it was.</param>
/// <param name="ToUntil">The day she left as it was; null for a stay that goes on.</param>
/// <param name="Reason">Why.</param>
public sealed record CorrectStay(BedId Bed, ElderId Elder, DateOnly From, DateOnly ToFrom, DateOnly? ToUntil, string Reason) : ICommand
{
    private StreamRef Stream => Beds.Bed.Stream.At(Bed.Value);

    public Footprint Footprint => new()
    {
        Writes = [Stream],
        Timelines = [Days.Of(Bed), Days.Of(Elder)],
        Rows = [RowRef.To<ElderRecord>(Elder.Value)],
    };

    public Outcome Decide(Known known)
    {
        var bed = known.State<Bed>(Stream);
        var decision = CorrectStayDecider.Decide(this, bed, known.Row<ElderRecord>(Elder.Value), CityTime.Today(known.Now));
        if (decision.Facts.IsEmpty) return decision.On(Stream);
        var was = CorrectStayDecider.Recorded(this, bed!)!;
        var until = ToUntil ?? was.Until;
        return Days.Check(known, Bed, Elder, ToFrom, until, was.From == was.Until ? [] : [From]) is { } taken
            ? Outcome.Refuse(taken)
            : decision.On(Stream).Apart(Bed, Elder, was).Together(Bed, Elder, ToFrom, until);
    }
}

public sealed record StayUnknown(BedId Bed, ElderId Elder, DateOnly From) : Refusal
{
    public override Words Message => new(
        $"没有该老人自{From:yyyy年M月d日}入住这张床位的记录，请核对日期。",
        $"No stay of the elder in this bed is recorded to have begun on {From:yyyy-MM-dd}.");
}

public sealed record StayGoesOn(BedId Bed, ElderId Elder) : Refusal
{
    public override Words Message => new(
        "该老人仍在住：请登记离院，不要更正结束日期。",
        "The stay goes on: record the departure instead of correcting its end.");
}

public sealed record StayIsOver(BedId Bed, DateOnly Until) : Refusal
{
    public override Words Message => new(
        $"这次入住已于{Until:yyyy年M月d日}结束：请填写正确的结束日期。",
        $"The stay ended on {Until:yyyy-MM-dd}: say on which day it did instead.");
}

/// <summary>The day stands for two beds.</summary>
public sealed record DayIsOfTransfer(BedId Bed, DateOnly On) : Refusal
{
    public override Words Message => new(
        $"该老人于{On:yyyy年M月d日}转床：请更正转床，两张床位一并更正。",
        $"She changed beds on {On:yyyy-MM-dd}: correct the transfer, which changes both.");
}

public static class CorrectStayDecider
{
    public static Decision<BedFact> Decide(CorrectStay command, Bed? bed, ElderRecord? elder, DateOnly today)
    {
        if (bed is null) return new BedUnknown(command.Bed);
        if (Text.Check("reason", command.Reason, 300) is { } reason) return reason;
        if (elder is not null && AdmissionDay.Check(command.ToFrom, command.Elder, elder, today) is { } day) return day;
        if (command.ToFrom > today || command.ToUntil > today) return new DateInFuture(command.ToFrom > today ? "toFrom" : "toUntil");
        if (command.ToUntil < command.ToFrom) return new StayEndsTooEarly(command.ToUntil.Value);
        return bed.Since == command.From && bed.Elder == command.Elder ? OfCurrent(command, bed) : OfEnded(command, bed);
    }

    /// <summary>The stay as it stands recorded, with its agreed end while it goes on; null when there is none.</summary>
    internal static Tenure? Recorded(CorrectStay command, Bed bed)
    {
        if (bed.Since == command.From && bed.Elder == command.Elder) return bed.Tenure;
        return bed.EndedAt(command.Elder, command.From) is var at and >= 0
            ? new(command.From, bed.Ended[at].HeldUntil, command.From, bed.Ended[at].ByTransfer)
            : null;
    }

    private static Decision<BedFact> OfCurrent(CorrectStay command, Bed bed)
    {
        var stay = bed.Tenure!;
        if (command.ToUntil is not null) return new StayGoesOn(command.Bed, command.Elder);
        if (command.ToFrom == stay.From) return Decision<BedFact>.NoChange;
        if (stay.ByTransfer) return new DayIsOfTransfer(command.Bed, stay.From);
        if (command.ToFrom > bed.Leave?.On) return new StayEndsTooEarly(bed.Leave.On);
        return stay.Until <= command.ToFrom ? new StayEndsTooEarly(stay.Until.Value) : Fact(command);
    }

    private static Decision<BedFact> OfEnded(CorrectStay command, Bed bed)
    {
        var at = bed.EndedAt(command.Elder, command.From);
        if (at < 0) return new StayUnknown(command.Bed, command.Elder, command.From);
        var stay = bed.Ended[at];
        if (command.ToUntil is not { } until) return new StayIsOver(command.Bed, stay.Until);
        if ((command.ToFrom, until) == (stay.From, stay.Until)) return Decision<BedFact>.NoChange;
        if (stay.ByTransfer && command.ToFrom != stay.From) return new DayIsOfTransfer(command.Bed, stay.From);
        if (stay.End == StayEnd.Transferred && until != stay.Until) return new DayIsOfTransfer(command.Bed, stay.Until);
        return Fact(command);
    }

    private static StayCorrected Fact(CorrectStay command) =>
        new(command.Bed, command.Elder, command.From, command.ToFrom, command.ToUntil, command.Reason);
}
