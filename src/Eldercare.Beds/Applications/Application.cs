using Eldercare.Beds.Beds;
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

    public static Application? Evolve(Application? application, ApplicationFact fact) => (application, fact) switch
    {
        (null, BedAppliedFor f) => new(f.Application, f.Elder, f.Kind, ApplicationState.Waiting, null, null),
        ({ State: ApplicationState.Waiting } a, BedOffered f) =>
            a with { State = ApplicationState.Offered, Bed = f.Bed, Until = f.Until },
        ({ State: ApplicationState.Offered } a, OfferAccepted) => a with { State = ApplicationState.Accepted, Until = null },
        ({ State: ApplicationState.Offered } a, OfferDeclined or OfferExpired) =>
            a with { State = ApplicationState.Waiting, Bed = null, Until = null },
        ({ State: ApplicationState.Accepted } a, ApplicationFulfilled) => a with { State = ApplicationState.Fulfilled, Bed = null },
        ({ IsOpen: true } a, ApplicationEnded) => a with { State = ApplicationState.Ended, Bed = null, Until = null },
        _ => throw new InvalidOperationException($"{fact} cannot follow {application}"),
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
    public override string Message => "There is no application of that id.";
}

public sealed record ApplicationNotWaiting(ApplicationId Application, ApplicationState State) : Refusal
{
    public override string Message => $"The application is {State} and waits for no bed.";
}

public sealed record ApplicationAlreadyOpen(ElderId Elder, ApplicationId Application) : Refusal
{
    public override string Message => "The elder has an open application.";
}

/// <summary>The elder is admitted past her application, which may keep a bed for her.</summary>
public sealed record ApplicationOpen(ElderId Elder, ApplicationId Application) : Refusal
{
    public override string Message => "The elder has an open application: admit her by it, or withdraw it first.";
}

/// <summary>The id belongs to another elder's application, or to one that is over.</summary>
public sealed record ApplicationIdTaken(ApplicationId Application) : Refusal
{
    public override string Message => "An application of this id was made before; a new one needs a new id.";
}

public sealed record OfferNotOpen(ApplicationId Application, BedId Bed) : Refusal
{
    public override string Message => "This bed is not offered to the application (any more).";
}

public sealed record OfferPastDue(ApplicationId Application, DateTimeOffset Until) : Refusal
{
    public override string Message => "The offer has expired.";
}

public sealed record OfferEndsInPast(DateTimeOffset Until) : Refusal
{
    public override string Message => "An offer must end in the future, at most 90 days ahead.";
}
