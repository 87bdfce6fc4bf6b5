using Eldercare.Beds.Beds;
using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Applications;

/// <summary>The elder does not want the offered bed: it is ready again, the application waits on.</summary>
public sealed record DeclineOffer(ApplicationId Application, BedId Bed, string Reason) : ICommand
{
    private StreamRef Stream => Applications.Application.Stream.At(Application.Value);

    private StreamRef OfBed => Beds.Bed.Stream.At(Bed.Value);

    public Footprint Footprint => new() { Writes = [OfBed, Stream] };

    public Outcome Decide(Known known) => DeclineOfferDecider.Check(this, known.State<Application>(Stream)) is { } refusal
        ? Outcome.Refuse(refusal)
        : Outcome.Accept(Stream, new OfferDeclined(Application, Bed, Reason))
            .And(OfBed, new HoldReleased(Bed, Application, ReleaseReason.Declined)).NoLongerKept(known.State<Bed>(OfBed)!);
}

public static class DeclineOfferDecider
{
    /// <summary>Null when the offer may be declined.</summary>
    public static Refusal? Check(DeclineOffer command, Application? application) =>
        Application.CheckOffer(command.Application, application, command.Bed) ?? Text.Check("reason", command.Reason, 300);
}
