using Eldercare.Beds.Beds;
using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Applications;

/// <summary>
/// The home takes an offer back, also one that was accepted, before anybody moved in. It counts as no refusal of the elder's: she waits on,
/// at the place she had.
/// </summary>
/// <param name="Application">Whose offer.</param>
/// <param name="Bed">Which bed.</param>
/// <param name="Reason">Why, as the elder is told.</param>
/// <param name="Closing">The bed is closed for this in the same step, so that it goes to nobody; null when it can be offered to the next.</param>
public sealed record WithdrawOffer(ApplicationId Application, BedId Bed, string Reason, ClosureKind? Closing = null) : ICommand
{
    private StreamRef Stream => Applications.Application.Stream.At(Application.Value);

    private StreamRef OfBed => Beds.Bed.Stream.At(Bed.Value);

    public Footprint Footprint => new() { Writes = [OfBed, Stream], Timelines = Closing is null ? [] : [Days.Of(Bed)] };

    public Outcome Decide(Known known)
    {
        if (WithdrawOfferDecider.Check(this, known.State<Application>(Stream)) is { } refusal) return Outcome.Refuse(refusal);
        var bed = known.State<Bed>(OfBed)!;
        var outcome = Outcome.Accept(Stream, new OfferWithdrawn(Application, Bed, Reason))
            .And(OfBed, new HoldReleased(Bed, Application, ReleaseReason.TakenBack)).NoLongerKept(bed);
        if (Closing is not { } kind) return outcome;
        // The days of the offer are without end: nothing else can be promised of the bed.
        var today = CityTime.Today(known.Now);
        return outcome.And(OfBed, new BedClosed(Bed, Reason, kind, today)).Closed(Bed, today, until: null);
    }
}

public static class WithdrawOfferDecider
{
    /// <summary>Null when the offer may be taken back.</summary>
    public static Refusal? Check(WithdrawOffer command, Application? application) => application switch
    {
        null => new ApplicationUnknown(command.Application),
        { State: ApplicationState.Offered or ApplicationState.Accepted } a when a.Bed == command.Bed => Text.Check("reason", command.Reason, 300),
        _ => new OfferNotOpen(command.Application, command.Bed),
    };
}
