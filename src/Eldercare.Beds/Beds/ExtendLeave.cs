using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Beds;

/// <summary>The bed of a resident on leave is kept until another day.</summary>
public sealed record ExtendLeave(BedId Bed, ElderId Elder, DateOnly KeptUntil) : ICommand
{
    private StreamRef Stream => Beds.Bed.Stream.At(Bed.Value);

    public Footprint Footprint => new() { Writes = [Stream] };

    public Outcome Decide(Known known) => ExtendLeaveDecider.Decide(this, known.State<Bed>(Stream), CityTime.Today(known.Now)).On(Stream);
}

public sealed record NotOnLeave(BedId Bed, ElderId Elder) : Refusal
{
    public override Words Message => new("该老人没有从这张床位请假外出。", "The elder is not on leave from this bed.");
}

public static class ExtendLeaveDecider
{
    public static Decision<BedFact> Decide(ExtendLeave command, Bed? bed, DateOnly today)
    {
        if (bed is null) return new BedUnknown(command.Bed);
        if (bed.Leave is not { } leave || bed.Elder != command.Elder) return new NotOnLeave(command.Bed, command.Elder);
        if (leave.KeptUntil == command.KeptUntil) return Decision<BedFact>.NoChange;
        if (BeginLeaveDecider.CheckKept(bed, command.KeptUntil, today) is { } invalid) return invalid;
        return new LeaveExtended(command.Bed, command.Elder, command.KeptUntil);
    }
}
