using Eldercare.Beds.Beds;
using Eldercare.Beds.Homes;
using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Applications;

/// <summary>Offers a bed and keeps it until the offer is answered or expires (床位通知).</summary>
public sealed record OfferBed(ApplicationId Application, ElderId Elder, BedId Bed, DateTimeOffset Until) : ICommand
{
    /// <summary>The bed's home, looked up by whoever gives the command: whether it may admit is read with it.</summary>
    public HomeId? Home { get; init; }

    private StreamRef Stream => Applications.Application.Stream.At(Application.Value);

    private StreamRef OfBed => Beds.Bed.Stream.At(Bed.Value);

    public Footprint Footprint => new()
    {
        Writes = [OfBed, Stream],
        Reads = MayAdmit.Reads(Home),
        Claims = [Resident.Claim(Elder)],
        Rows = [RowRef.To<ElderRecord>(Elder.Value)],
    };

    public Outcome Decide(Known known)
    {
        var bed = known.State<Bed>(OfBed);
        var refusal = OfferBedDecider.Check(
            this, known.State<Application>(Stream), bed, known.Row<ElderRecord>(Elder.Value),
            known.Holder(Resident.Claim(Elder)) is { } holder ? new BedId(holder) : null, known.Now);
        // A bed nobody could be admitted to today is not offered.
        refusal ??= MayAdmit.Check(known, Home, bed!, CityTime.Today(known.Now));
        return refusal is not null
            ? Outcome.Refuse(refusal)
            : Outcome.Accept(Stream, new BedOffered(Application, Elder, Bed, bed!.Home, Until))
                .And(OfBed, new BedHeld(Bed, Application, Elder, Until));
    }
}

public static class OfferBedDecider
{
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(90);

    /// <summary>Null when the bed may be offered.</summary>
    public static Refusal? Check(
        OfferBed command, Application? application, Bed? bed, ElderRecord? elder, BedId? hasBed, DateTimeOffset now)
    {
        if (application is null || application.Elder != command.Elder) return new ApplicationUnknown(command.Application);
        if (bed is null) return new BedUnknown(command.Bed);
        if (Standing.Check(command.Elder, elder) is { } standing) return standing;
        if (application.State != ApplicationState.Waiting) return new ApplicationNotWaiting(command.Application, application.State);
        if (command.Until <= now || command.Until > now + s_longest) return new OfferEndsInPast(command.Until);
        if (hasBed is { } other) return new ElderHasBed(command.Elder, other);
        if (bed.Check(BedAction.Hold) is { } forbidden) return forbidden;
        var failing = BedMatch.Failing(bed, elder!, application.Kind);
        return failing.IsEmpty ? null : new BedDoesNotMatch(command.Bed, failing);
    }
}
