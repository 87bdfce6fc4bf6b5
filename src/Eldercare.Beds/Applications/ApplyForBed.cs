using Eldercare.Beds.Beds;
using Eldercare.Beds.Homes;
using Eldercare.Beds.Queue;
using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.People.Entitlements;
using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Applications;

/// <summary>Asks for a bed. Where it stands in the queue follows from the policy in force and what is known of the elder: nobody says it.</summary>
public sealed record ApplyForBed(
    ApplicationId Application, ElderId Elder, ImmutableArray<HomeId> Homes, ImmutableArray<string> Districts, BedKind Kind) : ICommand
{
    private StreamRef Stream => Applications.Application.Stream.At(Application.Value);

    private IEnumerable<HomeId> Preferred => Homes.Distinct().Take(ApplyForBedDecider.MostPreferences);

    public Footprint Footprint => new()
    {
        Writes = [Stream],
        Reads = [QueuePolicyBook.At, .. Preferred.Select(h => Home.Stream.At(h.Value))],
        Claims = [OpenApplication.Claim(Elder), Resident.Claim(Elder)],
        Timelines = [Days.Of(Elder)],
        Rows =
        [
            RowRef.To<ElderRecord>(Elder.Value), RowRef.To<EntitlementRecord>(Elder.Value), RowRef.To<OfferRefusals>(Elder.Value),
        ],
    };

    public Outcome Decide(Known known)
    {
        var open = known.Holder(OpenApplication.Claim(Elder));
        var unknown = Preferred.Where(h => known.State<Home>(Home.Stream.At(h.Value)) is null).Cast<HomeId?>().FirstOrDefault();
        var applicant = new Applicant(
            known.Row<ElderRecord>(Elder.Value), known.Row<EntitlementRecord>(Elder.Value),
            known.Row<OfferRefusals>(Elder.Value)?.Refusals ?? [], open is { } o ? new ApplicationId(o) : null,
            Days.BedForGood(known, Elder));
        return ApplyForBedDecider.Decide(
            this, known.State<Application>(Stream), applicant, unknown, QueuePolicyBook.Of(known), known.Now)
            .On(Stream).Taking(OpenApplication.Claim(Elder), Stream);
    }
}

/// <param name="Open">The elder's open application, if any.</param>
/// <param name="Bed">The bed she lives in, if any: a resident asks for a transfer instead.</param>
/// <param name="Refusals">Offers she did not take before.</param>
public sealed record Applicant(
    ElderRecord? Elder, EntitlementRecord? Entitlements, ImmutableArray<OfferRefusal> Refusals, ApplicationId? Open, BedId? Bed);

public sealed record TooManyPreferences(int Most) : Refusal
{
    public override Words Message => new($"意向机构和区合计不超过{Most}个。", $"At most {Most} homes and districts can be preferred.");
}

public static class ApplyForBedDecider
{
    public const int MostPreferences = 20;

    /// <param name="unknownHome">A preferred home that is not registered, if any.</param>
    public static Decision<ApplicationFact> Decide(
        ApplyForBed command, Application? application, Applicant applicant, HomeId? unknownHome, QueuePolicyBook book, DateTimeOffset now)
    {
        if (Standing.Check(command.Elder, applicant.Elder) is { } standing) return standing;
        if (application is { IsOpen: true } same && same.Elder == command.Elder)
            return new ApplicationAlreadyOpen(command.Elder, command.Application);
        if (application is not null) return new ApplicationIdTaken(command.Application);
        if (applicant.Open is { } earlier) return new ApplicationAlreadyOpen(command.Elder, earlier);
        if (applicant.Bed is { } bed) return new ElderHasBed(command.Elder, bed);
        if (command.Homes.Length + command.Districts.Length > MostPreferences) return new TooManyPreferences(MostPreferences);
        if (unknownHome is { } home) return new HomeUnknown(home);
        if (command.Districts.Any(d => !Districts.IsKnown(d))) return new DistrictUnknown("?");

        var today = CityTime.Today(now);
        var policy = book.InForce(today);
        if (Bars.Until(policy, applicant.Refusals, today) is { } until) return new BarredFromQueue(command.Elder, until);
        var facts = LaneFacts.Of(applicant.Elder!, applicant.Entitlements, today);
        var placed = Placement.Of(policy, facts);
        return new BedAppliedFor(
            command.Application, command.Elder, command.Homes, command.Districts, command.Kind, policy.Lane(placed.Lane)!.Kind, now, placed, facts,
            WorkingDays.After(today, policy.Deadlines.Eligibility), applicant.Refusals.IsEmpty ? null : applicant.Refusals);
    }
}
