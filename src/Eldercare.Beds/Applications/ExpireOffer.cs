using Eldercare.Beds.Beds;
using Eldercare.Beds.Queue;
using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Applications;

/// <summary>Sent by the timer of the offer. An offer that was answered, or is not due yet, stays as it is.</summary>
public sealed record ExpireOffer(ApplicationId Application, BedId Bed) : ICommand
{
    private StreamRef Stream => Applications.Application.Stream.At(Application.Value);

    private StreamRef OfBed => Beds.Bed.Stream.At(Bed.Value);

    public Footprint Footprint => new() { Writes = [OfBed, Stream], Reads = [QueuePolicyBook.At] };

    public Outcome Decide(Known known)
    {
        var application = known.State<Application>(Stream);
        var bed = known.State<Bed>(OfBed);
        if (ExpireOfferDecider.Check(this, application, bed) is { } refusal) return Outcome.Refuse(refusal);
        if (!ExpireOfferDecider.IsDue(this, application!, known.Now)) return Outcome.NoChange;
        var today = CityTime.Today(known.Now);
        var barred = application!.WouldBar(QueuePolicyBook.Of(known).InForce(today), OfferRefusalKind.Unanswered, today);
        return Outcome.Accept(Stream, new OfferExpired(Application, Bed, today, barred))
            .And(OfBed, new HoldReleased(Bed, Application, ReleaseReason.Expired)).NoLongerKept(bed!)
            .Keeping(new OfferRefusals(application.Elder, application.Refusals.Add(new(OfferRefusalKind.Unanswered, today))));
    }
}

public static class ExpireOfferDecider
{
    /// <summary>Null when there are such an application and such a bed.</summary>
    public static Refusal? Check(ExpireOffer command, Application? application, Bed? bed)
    {
        if (application is null) return new ApplicationUnknown(command.Application);
        return bed is null ? new BedUnknown(command.Bed) : null;
    }

    public static bool IsDue(ExpireOffer command, Application application, DateTimeOffset now) =>
        application.State == ApplicationState.Offered && application.Bed == command.Bed && now >= application.Until;
}
