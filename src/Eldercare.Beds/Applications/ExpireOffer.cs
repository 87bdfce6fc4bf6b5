using Eldercare.Beds.Beds;
using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Applications;

/// <summary>Sent by the timer of the offer. An offer that was answered, or is not due yet, stays as it is.</summary>
public sealed record ExpireOffer(ApplicationId Application, BedId Bed) : ICommand
{
    private StreamRef Stream => Applications.Application.Stream.At(Application.Value);

    private StreamRef OfBed => Beds.Bed.Stream.At(Bed.Value);

    public Footprint Footprint => new() { Writes = [OfBed, Stream] };

    public Outcome Decide(Known known) => ExpireOfferDecider.IsDue(this, known.State<Application>(Stream), known.Now)
        ? Outcome.Accept(Stream, new OfferExpired(Application, Bed))
            .And(OfBed, new HoldReleased(Bed, Application, ReleaseReason.Expired))
        : Outcome.NoChange;
}

public static class ExpireOfferDecider
{
    public static bool IsDue(ExpireOffer command, Application? application, DateTimeOffset now) =>
        application is { State: ApplicationState.Offered } && application.Bed == command.Bed && now >= application.Until;
}
