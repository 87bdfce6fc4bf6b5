using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Beds;

/// <summary>A resident is away for some days: with the family or in hospital. Her bed is kept until the date in the contract.</summary>
/// <param name="Bed">Which.</param>
/// <param name="Elder">Who.</param>
/// <param name="Kind">Why.</param>
/// <param name="On">Her first day away; today or before.</param>
/// <param name="KeptUntil">The first day the bed is not kept any more; after today.</param>
public sealed record BeginLeave(BedId Bed, ElderId Elder, LeaveKind Kind, DateOnly On, DateOnly KeptUntil) : ICommand
{
    private StreamRef Stream => Beds.Bed.Stream.At(Bed.Value);

    public Footprint Footprint => new() { Writes = [Stream] };

    public Outcome Decide(Known known) => BeginLeaveDecider.Decide(this, known.State<Bed>(Stream), CityTime.Today(known.Now)).On(Stream);
}

/// <param name="Latest">The last day it may be kept until.</param>
public sealed record LeaveEndInvalid(DateOnly KeptUntil, DateOnly Latest) : Refusal
{
    public override Words Message => new(
        $"床位保留至今天以后的某一天，最晚到{Latest:yyyy年M月d日}。",
        $"A bed is kept until a day after today, at the latest {Latest:yyyy-MM-dd}.");
}

public static class BeginLeaveDecider
{
    private const int MostYears = 1;

    public static Decision<BedFact> Decide(BeginLeave command, Bed? bed, DateOnly today)
    {
        if (bed is null) return new BedUnknown(command.Bed);
        if (command.On > today) return new DateInFuture("on");
        if (bed.Check(BedAction.BeginLeave) is { } forbidden) return forbidden;
        if (bed.Elder != command.Elder) return new NotTheResident(command.Bed, command.Elder);
        if (bed.CheckEnd(command.On) is { } early) return early;
        if (CheckKept(bed, command.KeptUntil, today) is { } invalid) return invalid;
        return new LeaveBegan(command.Bed, command.Elder, command.Kind, command.On, command.KeptUntil);
    }

    /// <summary>Null when the bed may be kept until that day: of a short stay not beyond its end.</summary>
    internal static LeaveEndInvalid? CheckKept(Bed bed, DateOnly keptUntil, DateOnly today)
    {
        var latest = bed.Tenure?.Until ?? today.AddYears(MostYears);
        return keptUntil <= today || keptUntil > latest ? new LeaveEndInvalid(keptUntil, latest) : null;
    }
}
