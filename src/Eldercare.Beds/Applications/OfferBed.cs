using Eldercare.Beds.Beds;
using Eldercare.Beds.Homes;
using Eldercare.Beds.Queue;
using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Applications;

/// <summary>Offers a bed and keeps it until the offer is answered or expires (床位通知).</summary>
/// <param name="Until">When it expires; null for the end of the last working day the policy gives.</param>
public sealed record OfferBed(ApplicationId Application, ElderId Elder, BedId Bed, DateTimeOffset? Until = null) : ICommand
{
    /// <summary>The bed's home, looked up by whoever gives the command: whether it may admit is read with it.</summary>
    public HomeId? Home { get; init; }

    /// <summary>Also a bed she was offered before and did not get: a person may want that, by itself no offer comes back.</summary>
    public bool Again { get; init; }

    private StreamRef Stream => Applications.Application.Stream.At(Application.Value);

    private StreamRef OfBed => Beds.Bed.Stream.At(Bed.Value);

    public Footprint Footprint => new()
    {
        Writes = [OfBed, Stream],
        Reads = [QueuePolicyBook.At, .. MayAdmit.Reads(Home)],
        Timelines = [Days.Of(Bed), Days.Of(Elder)],
        Rows = [RowRef.To<ElderRecord>(Elder.Value)],
    };

    public Outcome Decide(Known known)
    {
        var bed = known.State<Bed>(OfBed);
        var (application, today) = (known.State<Application>(Stream), CityTime.Today(known.Now));
        var limits = QueuePolicyBook.Of(known).InForce(today).Deadlines;
        var until = Until ?? CityTime.At(WorkingDays.After(today, limits.Offer).AddDays(1), TimeOnly.MinValue);
        var refusal = OfferBedDecider.Check(
            this with { Until = until }, application, bed, known.Row<ElderRecord>(Elder.Value), known.Now);
        // A bed nobody could be admitted to today is not offered.
        refusal ??= MayAdmit.Check(known, Home, bed!, today);
        if (refusal is not null) return Outcome.Refuse(refusal);
        var from = known.Spans(Days.Of(Elder)).Aggregate(today, (day, s) => s.Until is { } end && end > day ? end : day);
        // A bed is offered for good. A short stay of hers elsewhere is waited for; one without an agreed end is not.
        if (Days.Check(known, Bed, today, until: null) is { } taken) return Outcome.Refuse(taken);
        if (Days.BedForGood(known, Elder) is { } other) return Outcome.Refuse(new ElderHasBed(Elder, other));
        return Outcome.Accept(Stream, new BedOffered(Application, Elder, Bed, bed!.Home, until, WorkingDays.After(today, limits.Admission)))
            .And(OfBed, new BedHeld(Bed, Application, Elder, until, today, from))
            .Together(Bed, Elder, today, until: null, elderFrom: from);
    }
}

/// <summary>She did not take this bed, or the home took it back: offered again only to who says so.</summary>
public sealed record OfferedBefore(ApplicationId Application, BedId Bed) : Refusal
{
    public override Words Message => new(
        "这张床位曾通知过这份申请；确知老人现在愿意入住的，请注明再次通知（again）。",
        "This bed was offered to the application before; offer it again, with `again: true`, only when she is known to want it now.");
}

public static class OfferBedDecider
{
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(90);

    /// <summary>Null when the bed may be offered, as far as its state and the elder go; the days are asked of the timelines.</summary>
    public static Refusal? Check(
        OfferBed command, Application? application, Bed? bed, ElderRecord? elder, DateTimeOffset now)
    {
        if (application is null || application.Elder != command.Elder) return new ApplicationUnknown(command.Application);
        if (bed is null) return new BedUnknown(command.Bed);
        if (Standing.Check(command.Elder, elder) is { } standing) return standing;
        if (application.State != ApplicationState.Waiting) return new ApplicationNotWaiting(command.Application, application.State);
        if (application.BarredUntil is { } barred && CityTime.Today(now) < barred) return new BarredFromQueue(command.Elder, barred);
        if (!command.Again && application.NotTaken.Contains(command.Bed)) return new OfferedBefore(command.Application, command.Bed);
        if (command.Until is { } until && (until <= now || until > now + s_longest)) return new OfferEndsInPast(until);
        if (bed.Check(BedAction.Hold) is { } forbidden) return forbidden;
        var failing = BedMatch.Failing(bed, elder!, application.Kind);
        return failing.IsEmpty ? null : new BedDoesNotMatch(command.Bed, failing);
    }
}
