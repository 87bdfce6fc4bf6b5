using Eldercare.Beds.Beds;
using Eldercare.Beds.Queue;
using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Applications;

/// <summary>The elder does not want the offered bed: it is ready again, the application waits on.</summary>
public sealed record DeclineOffer(ApplicationId Application, BedId Bed, string Reason) : ICommand
{
    private StreamRef Stream => Applications.Application.Stream.At(Application.Value);

    private StreamRef OfBed => Beds.Bed.Stream.At(Bed.Value);

    public Footprint Footprint => new() { Writes = [OfBed, Stream], Reads = [QueuePolicyBook.At] };

    public Outcome Decide(Known known)
    {
        var application = known.State<Application>(Stream);
        if (DeclineOfferDecider.Check(this, application) is { } refusal) return Outcome.Refuse(refusal);
        var today = CityTime.Today(known.Now);
        var barred = application!.WouldBar(QueuePolicyBook.Of(known).InForce(today), OfferRefusalKind.Declined, today);
        return Outcome.Accept(Stream, new OfferDeclined(Application, Bed, Reason, today, barred))
            .And(OfBed, new HoldReleased(Bed, Application, ReleaseReason.Declined)).NoLongerKept(known.State<Bed>(OfBed)!)
            .Keeping(new OfferRefusals(application.Elder, application.Refusals.Add(new(OfferRefusalKind.Declined, today))));
    }
}

public static class DeclineOfferDecider
{
    /// <summary>Null when the offer may be declined.</summary>
    public static Refusal? Check(DeclineOffer command, Application? application) =>
        Application.CheckOffer(command.Application, application, command.Bed) ?? Text.Check("reason", command.Reason, 300);
}
