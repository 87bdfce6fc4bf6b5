using Eldercare.Beds.Beds;
using Eldercare.Beds.Homes;
using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Applications;

public sealed record ApplyForBed(
    ApplicationId Application, ElderId Elder, ImmutableArray<HomeId> Homes, ImmutableArray<string> Districts, BedKind Kind, Lane Lane) : ICommand
{
    /// <summary>The elder asks for herself: which lane she belongs in is not hers to say.</summary>
    public bool ByElder { get; init; }

    private StreamRef Stream => Applications.Application.Stream.At(Application.Value);

    private IEnumerable<HomeId> Preferred => Homes.Distinct().Take(ApplyForBedDecider.MostPreferences);

    public Footprint Footprint => new()
    {
        Writes = [Stream],
        Reads = [.. Preferred.Select(h => Home.Stream.At(h.Value))],
        Claims = [OpenApplication.Claim(Elder), Resident.Claim(Elder)],
        Timelines = [Days.Of(Elder)],
        Rows = [RowRef.To<ElderRecord>(Elder.Value)],
    };

    public Outcome Decide(Known known)
    {
        var open = known.Holder(OpenApplication.Claim(Elder));
        var bed = known.Spans(Days.Of(Elder)).Where(s => s.Until is null).Select(s => (Guid?)s.Holder).FirstOrDefault();
        var unknown = Preferred.Where(h => known.State<Home>(Home.Stream.At(h.Value)) is null).Cast<HomeId?>().FirstOrDefault();
        return ApplyForBedDecider.Decide(
            this, known.State<Application>(Stream), known.Row<ElderRecord>(Elder.Value),
            open is { } o ? new ApplicationId(o) : null, bed is { } b ? new BedId(b) : null, unknown, known.Now)
            .On(Stream).Taking(OpenApplication.Claim(Elder), Stream);
    }
}

public sealed record TooManyPreferences(int Most) : Refusal
{
    public override string Message => $"At most {Most} homes and districts can be preferred.";
}

/// <summary>An office gives the lane, on evidence.</summary>
public sealed record LaneNotYours(Lane Lane) : Refusal
{
    public override string Message => "Only an office gives this lane of the queue.";
}

public static class ApplyForBedDecider
{
    public const int MostPreferences = 20;

    /// <param name="open">The elder's open application, if any.</param>
    /// <param name="hasBed">The bed the elder has for good, if any: a resident asks for a transfer instead. Who is there for a short stay may apply.</param>
    /// <param name="unknownHome">A preferred home that is not registered, if any.</param>
    public static Decision<ApplicationFact> Decide(
        ApplyForBed command, Application? application, ElderRecord? elder, ApplicationId? open, BedId? hasBed, HomeId? unknownHome,
        DateTimeOffset now)
    {
        if (Standing.Check(command.Elder, elder) is { } standing) return standing;
        if (command is { ByElder: true, Lane: not Lane.Everyone }) return new LaneNotYours(command.Lane);
        if (application is { IsOpen: true } same && same.Elder == command.Elder)
            return new ApplicationAlreadyOpen(command.Elder, command.Application);
        if (application is not null) return new ApplicationIdTaken(command.Application);
        if (open is { } earlier) return new ApplicationAlreadyOpen(command.Elder, earlier);
        if (hasBed is { } bed) return new ElderHasBed(command.Elder, bed);
        if (command.Homes.Length + command.Districts.Length > MostPreferences) return new TooManyPreferences(MostPreferences);
        if (unknownHome is { } home) return new HomeUnknown(home);
        if (command.Districts.Any(d => !Districts.IsKnown(d))) return new DistrictUnknown("?");

        return new BedAppliedFor(
            command.Application, command.Elder, command.Homes, command.Districts, command.Kind, command.Lane, now);
    }
}
