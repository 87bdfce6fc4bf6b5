using Eldercare.Beds.Beds;
using Eldercare.Beds.Queue;
using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Applications;

public enum ApplicationState
{
    Waiting,
    Offered,
    Accepted,
    Fulfilled,
    Ended,
}

/// <summary>An application and the bed that is held or reserved for it, if any.</summary>
public sealed record Application(
    ApplicationId Id, ElderId Elder, BedKind Kind, ApplicationState State, BedId? Bed, DateTimeOffset? Until)
{
    public static StreamType<Application, ApplicationFact> Stream { get; } = new("application", Evolve);

    public bool IsOpen => State is ApplicationState.Waiting or ApplicationState.Offered or ApplicationState.Accepted;

    /// <summary>When it was made.</summary>
    public DateTimeOffset AppliedAt { get; init; }

    /// <summary>Where it stands in the queue.</summary>
    public Placement Placed { get; init; } = Placement.OfGiven(Lane.Everyone);

    /// <summary>What it was placed on; null where an office had given the lane.</summary>
    public LaneFacts? PlacedOn { get; init; }

    /// <summary>Whether the elder was found eligible; null while that is open.</summary>
    public bool? Eligible { get; init; }

    /// <summary>The assessment's result as it was recorded last; null while that is open.</summary>
    public AssessmentRecorded? Assessed { get; init; }

    /// <summary>Offers the elder did not take, earlier applications' too, oldest first.</summary>
    public ImmutableArray<OfferRefusal> Refusals { get; init; } = [];

    /// <summary>Beds it was offered and did not get: not offered to it by themselves again.</summary>
    public ImmutableArray<BedId> NotTaken { get; init; } = [];

    /// <summary>First day she may be offered a bed again; null when she is not barred.</summary>
    public DateOnly? BarredUntil { get; init; }

    public static Application? Evolve(Application? application, ApplicationFact fact) => (application, fact) switch
    {
        (null, BedAppliedFor f) => new(f.Application, f.Elder, f.Kind, ApplicationState.Waiting, null, null)
        {
            AppliedAt = f.At,
            Placed = f.Placed ?? Placement.OfGiven(f.Lane),
            PlacedOn = f.Facts,
            Refusals = f.Refused ?? [],
        },
        ({ State: ApplicationState.Waiting } a, BedOffered f) =>
            a with { State = ApplicationState.Offered, Bed = f.Bed, Until = f.Until },
        ({ State: ApplicationState.Offered } a, OfferAccepted) => a with { State = ApplicationState.Accepted, Until = null },
        ({ State: ApplicationState.Offered } a, OfferDeclined f) => a.Refused(OfferRefusalKind.Declined, f.On, f.BarredUntil),
        ({ State: ApplicationState.Offered } a, OfferExpired f) => a.Refused(OfferRefusalKind.Unanswered, f.On, f.BarredUntil),
        ({ State: ApplicationState.Offered or ApplicationState.Accepted } a, OfferWithdrawn) => a.WaitingAgain(),
        ({ State: ApplicationState.Accepted } a, ApplicationFulfilled) => a with { State = ApplicationState.Fulfilled, Bed = null },
        ({ IsOpen: true } a, ApplicationEnded) => a with { State = ApplicationState.Ended, Bed = null, Until = null },
        ({ IsOpen: true } a, LaneChanged f) => a with { Placed = f.To, PlacedOn = f.Facts },
        ({ IsOpen: true } a, FirstClaimGiven f) => a with { Placed = f.To },
        ({ IsOpen: true } a, EligibilityRecorded f) => a with { Eligible = f.Eligible },
        ({ IsOpen: true } a, AssessmentRecorded f) => a with { Assessed = f },
        _ => throw new InvalidOperationException($"{fact} cannot follow {application}"),
    };

    /// <summary>When her refusals, with one more of today, bar her under a policy: until that day.</summary>
    internal DateOnly? WouldBar(QueuePolicy policy, OfferRefusalKind kind, DateOnly today) =>
        Bars.Until(policy, Refusals.Add(new(kind, today)), today);

    private Application WaitingAgain() => this with
    {
        State = ApplicationState.Waiting,
        Bed = null,
        Until = null,
        NotTaken = Bed is { } bed && !NotTaken.Contains(bed) ? NotTaken.Add(bed) : NotTaken,
    };

    private Application Refused(OfferRefusalKind kind, DateOnly? on, DateOnly? barredUntil) => WaitingAgain() with
    {
        Refusals = on is { } day ? Refusals.Add(new(kind, day)) : Refusals,
        BarredUntil = barredUntil ?? BarredUntil,
    };

    /// <summary>Null when this bed's offer is open.</summary>
    public static Refusal? CheckOffer(ApplicationId id, Application? application, BedId bed) => application switch
    {
        null => new ApplicationUnknown(id),
        { State: ApplicationState.Offered } a when a.Bed == bed => null,
        _ => new OfferNotOpen(id, bed),
    };
}

/// <summary>The claim that keeps an elder to one open application.</summary>
public static class OpenApplication
{
    public static Claim Claim(ElderId elder) => new("application", elder.Value);
}

public sealed record ApplicationUnknown(ApplicationId Application) : Refusal
{
    public override Words Message => new("没有这份入住申请，请核对编号。", "There is no application of that id.");
}

public sealed record ApplicationNotWaiting(ApplicationId Application, ApplicationState State) : Refusal
{
    public override Words Message => new(
        $"这份申请{BedWords.Of(State).Zh}，不在轮候中。",
        $"The application is {BedWords.Of(State).En} and waits for no bed.");
}

public sealed record ApplicationAlreadyOpen(ElderId Elder, ApplicationId Application) : Refusal
{
    public override Words Message => new(
        "该老人已有一份未办结的申请；如要另行申请，请先撤回那一份。",
        "The elder has an open application: withdraw it before she applies again.");
}

/// <summary>The elder is admitted past her application, which may keep a bed for her.</summary>
public sealed record ApplicationOpen(ElderId Elder, ApplicationId Application) : Refusal
{
    public override Words Message => new(
        "该老人有一份未办结的申请：请按申请发床位通知，入住时写明申请；或先撤回申请。",
        "The elder has an open application: offer her a bed by it, and name the application when she moves in; or withdraw it first.");
}

/// <summary>The id belongs to another elder's application, or to one that is over.</summary>
public sealed record ApplicationIdTaken(ApplicationId Application) : Refusal
{
    public override Words Message => new(
        "这个申请编号已用过，新的申请请用新编号。",
        "An application of this id was made before; a new one needs a new id.");
}

public sealed record OfferNotOpen(ApplicationId Application, BedId Bed) : Refusal
{
    public override Words Message => new(
        "这张床位没有（或不再）通知给这份申请。",
        "This bed is not offered to the application (any more).");
}

public sealed record OfferPastDue(ApplicationId Application, DateTimeOffset Until) : Refusal
{
    public override Words Message => new(
        $"床位通知已于{CityTime.Local(Until):M月d日HH:mm}到期，申请继续轮候。",
        $"The offer expired at {CityTime.Local(Until):yyyy-MM-dd HH:mm}; the application waits on.");
}

public sealed record OfferEndsInPast(DateTimeOffset Until) : Refusal
{
    public override Words Message => new(
        "通知的答复期限须在现在之后、90天之内。",
        "An offer must end in the future, at most 90 days ahead.");
}
