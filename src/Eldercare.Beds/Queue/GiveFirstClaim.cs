using Eldercare.Beds.Applications;
using Eldercare.Beds.Beds;
using Eldercare.Beds.Homes;
using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.People.Entitlements;
using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Queue;

/// <summary>
/// Whose bed was released from leave has first claim on the next one that suits (domain, beds, rule 8): opens an application ahead of every
/// lane, or moves the open one there. She would go anywhere, to her old home first; an application of her own keeps what she named in it.
/// </summary>
/// <param name="Application">A new one's id, or that of the open one.</param>
/// <param name="Elder">Who.</param>
/// <param name="Bed">The bed she lost: one of its kind is suitable.</param>
/// <param name="Home">Where it stands.</param>
/// <param name="ReleasedOn">City date.</param>
public sealed record GiveFirstClaim(ApplicationId Application, ElderId Elder, BedId Bed, HomeId Home, DateOnly ReleasedOn) : ICommand
{
    private StreamRef Stream => Applications.Application.Stream.At(Application.Value);

    private StreamRef OfBed => Beds.Bed.Stream.At(Bed.Value);

    private StreamRef OfHome => Homes.Home.Stream.At(Home.Value);

    public Footprint Footprint => new()
    {
        Writes = [Stream],
        Reads = [QueuePolicyBook.At, OfBed, OfHome],
        Claims = [OpenApplication.Claim(Elder)],
        Timelines = [Days.Of(Elder)],
        Rows =
        [
            RowRef.To<ElderRecord>(Elder.Value), RowRef.To<EntitlementRecord>(Elder.Value), RowRef.To<OfferRefusals>(Elder.Value),
        ],
    };

    public Outcome Decide(Known known)
    {
        var claim = OpenApplication.Claim(Elder);
        var applicant = new Applicant(
            known.Row<ElderRecord>(Elder.Value), known.Row<EntitlementRecord>(Elder.Value),
            known.Row<OfferRefusals>(Elder.Value)?.Refusals ?? [], known.Holder(claim) is { } open ? new ApplicationId(open) : null,
            Days.BedForGood(known, Elder));
        var decision = GiveFirstClaimDecider.Decide(
            this, known.State<Application>(Stream), applicant, known.State<Bed>(OfBed), known.State<Home>(OfHome), QueuePolicyBook.Of(known), known.Now);
        var outcome = decision.On(Stream);
        return applicant.Open is null ? outcome.Taking(claim, Stream) : outcome;
    }
}

public static class GiveFirstClaimDecider
{
    public static Decision<ApplicationFact> Decide(
        GiveFirstClaim command, Application? application, Applicant applicant, Bed? bed, Home? home, QueuePolicyBook book, DateTimeOffset now)
    {
        if (Standing.Check(command.Elder, applicant.Elder) is { } standing) return standing;
        if (bed is null) return new BedUnknown(command.Bed);
        if (home is null) return new HomeUnknown(command.Home);
        if (applicant.Bed is { } other) return new ElderHasBed(command.Elder, other);
        if (applicant.Open is { } open && open != command.Application) return new ApplicationAlreadyOpen(command.Elder, open);
        if (application is { IsOpen: false }) return new ApplicationIdTaken(command.Application);

        var today = CityTime.Today(now);
        var policy = book.InForce(today);
        var facts = LaneFacts.Of(applicant.Elder!, applicant.Entitlements, today);
        var usual = Placement.Of(policy, facts);
        if (application is not null)
            return application.Placed.HasFirstClaim ? Decision<ApplicationFact>.NoChange : Claim(application.Placed);

        // Nothing is asked of her that her stay had not shown: no time limit for her eligibility begins.
        return Decision<ApplicationFact>.Of(
            new BedAppliedFor(
                command.Application, command.Elder, [command.Home], Anywhere(home.District), bed.Kind, policy.Lane(usual.Lane)!.Kind, now, usual, facts,
                EligibilityDue: null, applicant.Refusals.IsEmpty ? null : applicant.Refusals),
            Claim(usual));

        FirstClaimGiven Claim(Placement from) => new(
            command.Application, command.Elder, command.Bed, command.Home, command.ReleasedOn, from, usual.WithFirstClaim(), now);
    }

    /// <summary>Every district, her old home's first: who names any goes nowhere else.</summary>
    private static ImmutableArray<string> Anywhere(string first) => [first, .. Districts.All.Select(d => d.Code).Where(d => d != first)];
}
