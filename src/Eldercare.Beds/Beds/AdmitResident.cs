using Eldercare.Beds.Applications;
using Eldercare.Beds.Homes;
using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Beds;

/// <summary>
/// An elder moves in: into the bed reserved for her application, into the one reserved for her from this day, or without either into a
/// ready bed that suits.
/// </summary>
/// <param name="Bed">Which.</param>
/// <param name="Elder">Who.</param>
/// <param name="Application">The one she is admitted by; null for none.</param>
/// <param name="On">The day she moved in.</param>
/// <param name="Until">For a short stay (喘息服务) the day the bed is free again. Null: as reserved, or without an agreed end.</param>
public sealed record AdmitResident(BedId Bed, ElderId Elder, ApplicationId? Application, DateOnly On, DateOnly? Until = null) : ICommand
{
    /// <summary>The bed's home, looked up by whoever gives the command: whether it may admit is read with it.</summary>
    public HomeId? Home { get; init; }

    /// <summary>She says that she goes on eating at her meal points.</summary>
    public bool KeepsMeals { get; init; }

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
        Timelines = [Days.Of(Bed), Days.Of(Elder)],
        Rows = [RowRef.To<ElderRecord>(Elder.Value)],
    };

    public Outcome Decide(Known known)
    {
        var application = OfApplication is { } stream ? known.State<Application>(stream) : null;
        var bed = known.State<Bed>(Stream);
        var decision = AdmitResidentDecider.Decide(
            this, bed, application, known.Row<ElderRecord>(Elder.Value), known.BedOf(Elder),
            known.Holder(OpenApplication.Claim(Elder)) is { } wish ? new ApplicationId(wish) : null, CityTime.Today(known.Now));
        if (decision.Facts is not [ResidentAdmitted admitted]) return decision.On(Stream);
        if (!FromRegistry && MayAdmit.Check(known, Home, bed!, On) is { } closed) return Outcome.Refuse(closed);

        var given = AdmitResidentDecider.Given(bed!, admitted);
        if (Days.Check(known, Bed, Elder, On, admitted.Until, [.. given.Select(g => g.From), .. given.Select(g => g.ElderFrom)]) is { } taken)
            return Outcome.Refuse(taken);
        var outcome = decision.On(Stream).Taking(Claim, Stream);
        outcome = given.Aggregate(outcome, (o, g) => o.Apart(Bed, Elder, g)).Together(Bed, Elder, On, admitted.Until);
        return OfApplication is { } applied
            ? outcome.And(applied, new ApplicationFulfilled(Application!.Value, Bed)).Releasing(OpenApplication.Claim(Elder), applied)
            : outcome;
    }
}

public sealed record AdmittedBeforeBirth(ElderId Elder) : Refusal
{
    public override Words Message => new("日期早于该老人的出生日期，请核对。", "The day lies before the elder was born.");
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
    /// <summary>Whether the days are free is asked of the timelines, not here.</summary>
    /// <param name="hasBed">The bed the elder lives in already, if any.</param>
    /// <param name="open">The elder's open application, if any: she does not move in for good beside it. For a short stay she may.</param>
    public static Decision<BedFact> Decide(
        AdmitResident command, Bed? bed, Application? application, ElderRecord? elder, BedId? hasBed, ApplicationId? open, DateOnly today)
    {
        if (bed is null) return new BedUnknown(command.Bed);
        if (Standing.Check(command.Elder, elder) is { } standing) return standing;
        if (AdmissionDay.Check(command.On, command.Elder, elder!, today) is { } day) return day;
        if (bed.Check(BedAction.Admit) is { } forbidden) return forbidden;
        if (hasBed is { } other) return new ElderHasBed(command.Elder, other);
        if (command.Application is { } id && application?.Elder != command.Elder) return new ApplicationUnknown(id);
        if (bed.Application != command.Application) return new BedReservedForAnother(command.Bed);
        if (bed.State == BedState.Reserved && bed.Elder != command.Elder) return new BedReservedForAnother(command.Bed);
        var until = command.Until ?? AgreedEnd(bed, command);
        if (until <= command.On) return new StayEndsTooEarly(until.Value);
        if (command.Application is null && until is null && open is { } wish) return new ApplicationOpen(command.Elder, wish);
        var failing = BedMatch.Failing(bed, elder!, application?.Kind);
        if (!failing.IsEmpty) return new BedDoesNotMatch(command.Bed, failing);

        return new ResidentAdmitted(command.Bed, bed.Home, command.Elder, command.Application, command.On, until, command.KeepsMeals);
    }

    /// <summary>What the elder had of the bed for these days, and has no longer once she lives in it.</summary>
    internal static ImmutableArray<Tenure> Given(Bed bed, ResidentAdmitted admitted) =>
    [
        .. bed.Tenure is { } kept ? [kept] : Array.Empty<Tenure>(),
        .. bed.ReservedFor(admitted.Elder, admitted.On, admitted.Until).Select(r => new Tenure(r.From, r.Until, r.From)),
    ];

    private static DateOnly? AgreedEnd(Bed bed, AdmitResident command) => bed.State == BedState.Reserved
        ? bed.Tenure?.Until
        : bed.ReservedFor(command.Elder, command.On, command.On.AddDays(1)).FirstOrDefault()?.Until;
}
