using Eldercare.Beds.Applications;
using Eldercare.Beds.Homes;
using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Beds;

/// <summary>An elder moves in: into the bed reserved for her application, or without one into a ready bed that suits.</summary>
public sealed record AdmitResident(BedId Bed, ElderId Elder, ApplicationId? Application, DateOnly On) : ICommand
{
    /// <summary>The bed's home, looked up by whoever gives the command: whether it may admit is read with it.</summary>
    public HomeId? Home { get; init; }

    /// <summary>A registry says that she lives there: whether the home might admit her then is not asked any more.</summary>
    public bool FromRegistry { get; init; }

    private StreamRef Stream => Beds.Bed.Stream.At(Bed.Value);

    private StreamRef? OfApplication => Application is { } id ? Applications.Application.Stream.At(id.Value) : null;

    private Claim Claim => Resident.Claim(Elder);

    public Footprint Footprint => new()
    {
        Writes = OfApplication is { } application ? [Stream, application] : [Stream],
        Reads = MayAdmit.Reads(Home),
        Claims = [Claim, OpenApplication.Claim(Elder)],
        Rows = [RowRef.To<ElderRecord>(Elder.Value), RowRef.To<LastStay>(Elder.Value)],
    };

    public Outcome Decide(Known known)
    {
        var application = OfApplication is { } stream ? known.State<Application>(stream) : null;
        var (holder, open) = (known.Holder(Claim), known.Holder(OpenApplication.Claim(Elder)));
        var decision = AdmitResidentDecider.Decide(
            this, known.State<Bed>(Stream), application, known.Row<ElderRecord>(Elder.Value),
            holder is { } bed ? new BedId(bed) : null, open is { } wish ? new ApplicationId(wish) : null, known.Row<LastStay>(Elder.Value),
            CityTime.Today(known.Now));
        if (decision.Refusal is null && !FromRegistry && MayAdmit.Check(known, Home, known.State<Bed>(Stream)!, On) is { } closed)
            return Outcome.Refuse(closed);
        var outcome = decision.On(Stream).Taking(Claim, Stream);
        return OfApplication is { } applied
            ? outcome.And(applied, new ApplicationFulfilled(Application!.Value, Bed)).Releasing(OpenApplication.Claim(Elder), applied)
            : outcome;
    }
}

public sealed record AdmittedBeforeBirth(ElderId Elder) : Refusal
{
    public override string Message => "The day lies before the elder was born.";
}

/// <summary>Stays may be recorded in hindsight, but a day nobody living moved in on is a slip of the pen.</summary>
internal static class AdmissionDay
{
    private const int MostYears = 60;

    public static Refusal? Check(DateOnly on, ElderId elder, ElderRecord record, DateOnly today)
    {
        if (on > today) return new DateInFuture("on");
        // Without the day of birth: that is personal data.
        if (on < record.BornOn) return new AdmittedBeforeBirth(elder);
        var earliest = today.AddYears(-MostYears);
        return on < earliest ? new DateTooLongAgo("on", earliest) : null;
    }
}

public static class AdmitResidentDecider
{
    /// <param name="hasBed">The bed the elder lives in already, if any.</param>
    /// <param name="open">The elder's open application, if any: an offered or reserved bed is hers too, and must not stay kept.</param>
    /// <param name="last">The elder's last stay, in whatever bed; null when she never had one.</param>
    public static Decision<BedFact> Decide(
        AdmitResident command, Bed? bed, Application? application, ElderRecord? elder, BedId? hasBed, ApplicationId? open, LastStay? last,
        DateOnly today)
    {
        if (bed is null) return new BedUnknown(command.Bed);
        if (Standing.Check(command.Elder, elder) is { } standing) return standing;
        if (AdmissionDay.Check(command.On, command.Elder, elder!, today) is { } day) return day;
        if (bed.Check(BedAction.Admit) is { } forbidden) return forbidden;
        if (hasBed is { } other) return new ElderHasBed(command.Elder, other);
        if (command.Application is { } id && application?.Elder != command.Elder) return new ApplicationUnknown(id);
        if (command.Application is null && open is { } wish) return new ApplicationOpen(command.Elder, wish);
        if (bed.Application != command.Application) return new BedReservedForAnother(command.Bed);
        if (bed.CheckBegin(command.On) is { } early) return early;
        if (LastStay.Check(last, command.On) is { } elsewhere) return elsewhere;
        var failing = BedMatch.Failing(bed, elder!, application?.Kind);
        if (!failing.IsEmpty) return new BedDoesNotMatch(command.Bed, failing);

        return new ResidentAdmitted(command.Bed, bed.Home, command.Elder, command.Application, command.On);
    }
}
