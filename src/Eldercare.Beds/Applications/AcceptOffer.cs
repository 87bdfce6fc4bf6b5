using Eldercare.Beds.Beds;
using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Applications;

/// <summary>The elder takes the offered bed; it is reserved until she moves in.</summary>
public sealed record AcceptOffer(ApplicationId Application, ElderId Elder, BedId Bed) : ICommand
{
    private StreamRef Stream => Applications.Application.Stream.At(Application.Value);

    private StreamRef OfBed => Beds.Bed.Stream.At(Bed.Value);

    public Footprint Footprint => new()
    {
        Writes = [OfBed, Stream],
        Rows = [RowRef.To<ElderRecord>(Elder.Value)],
    };

    public Outcome Decide(Known known)
    {
        var refusal = AcceptOfferDecider.Check(
            this, known.State<Application>(Stream), known.State<Bed>(OfBed), known.Row<ElderRecord>(Elder.Value), known.Now);
        return refusal is not null
            ? Outcome.Refuse(refusal)
            : Outcome.Accept(Stream, new OfferAccepted(Application, Bed)).And(OfBed, new BedReserved(Bed, Application, Elder));
    }
}

public static class AcceptOfferDecider
{
    /// <summary>Null when the offer may be accepted. That she has no other bed for these days is so since it was held for her.</summary>
    public static Refusal? Check(
        AcceptOffer command, Application? application, Bed? bed, ElderRecord? elder, DateTimeOffset now)
    {
        if (application is not null && application.Elder != command.Elder) return new ApplicationUnknown(command.Application);
        if (Application.CheckOffer(command.Application, application, command.Bed) is { } closed) return closed;
        if (Standing.Check(command.Elder, elder) is { } standing) return standing;
        if (bed is null) return new BedUnknown(command.Bed);
        if (application!.Until is { } until && now >= until) return new OfferPastDue(command.Application, until);
        return bed.Check(BedAction.Reserve);
    }
}
