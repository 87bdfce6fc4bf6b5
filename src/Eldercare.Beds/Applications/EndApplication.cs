using Eldercare.Beds.Beds;
using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Applications;

/// <summary>
/// Ends an open application: the elder withdraws it, or has died. A bed that is kept for it is ready again. Ending it once more
/// changes nothing.
/// </summary>
/// <param name="Bed">The bed that is kept for the application, if any; another one is refused, to be asked again with the right one.</param>
public sealed record EndApplication(ApplicationId Application, ElderId Elder, BedId? Bed, EndReason Reason) : ICommand
{
    private StreamRef Stream => Applications.Application.Stream.At(Application.Value);

    public Footprint Footprint => new()
    {
        Writes = Bed is { } bed ? [Stream, Beds.Bed.Stream.At(bed.Value)] : [Stream],
    };

    public Outcome Decide(Known known)
    {
        var decision = EndApplicationDecider.Decide(this, known.State<Application>(Stream));
        var outcome = decision.On(Stream).Releasing(OpenApplication.Claim(Elder), Stream);
        return Bed is { } bed && !decision.Facts.IsEmpty
            ? outcome.And(Beds.Bed.Stream.At(bed.Value), new HoldReleased(
                bed, Application, Reason == EndReason.Died ? ReleaseReason.Died : ReleaseReason.Withdrawn))
                .NoLongerKept(known.State<Bed>(Beds.Bed.Stream.At(bed.Value))!)
            : outcome;
    }
}

public sealed record OfferedBedDiffers(ApplicationId Application, BedId? Bed) : Refusal
{
    public override Words Message => new(
        "这份申请现在保留的是另一张床位，请刷新后重试。",
        "Another bed is kept for the application by now: look at it again.");
}

public static class EndApplicationDecider
{
    public static Decision<ApplicationFact> Decide(EndApplication command, Application? application)
    {
        if (application is null || application.Elder != command.Elder) return new ApplicationUnknown(command.Application);
        if (!application.IsOpen) return Decision<ApplicationFact>.NoChange;
        if (application.Bed != command.Bed) return new OfferedBedDiffers(command.Application, application.Bed);
        return new ApplicationEnded(command.Application, command.Reason);
    }
}
