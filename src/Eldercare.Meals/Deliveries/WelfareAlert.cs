using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>What was found when somebody looked after the elder.</summary>
public enum WelfareFinding
{
    Safe,
    AtRelatives,
    InHospital,
    Moved,
    NeededHelp,
    Died,
}

/// <summary>How whoever settled an alert knows.</summary>
public enum WelfareSource
{
    Phoned,
    Visited,
    Family,
    Neighbour,
    Authority,
}

public abstract record WelfareAlertFact;

/// <param name="Alert">Follows from run and elder.</param>
/// <param name="Elder">Who did not open.</param>
/// <param name="Run">On which run.</param>
/// <param name="Point">The run's point: its staff look first.</param>
/// <param name="District">The point's district code: its office looks when they do not.</param>
/// <param name="At">When.</param>
/// <param name="EscalatesAt">By the policy then in force.</param>
public sealed record WelfareAlertRaised(
    WelfareAlertId Alert, ElderId Elder, DeliveryRunId Run, MealPointId Point, string District, DateTimeOffset At, DateTimeOffset EscalatesAt)
    : WelfareAlertFact;

/// <summary>Nobody had settled it in time: the district office has to look.</summary>
public sealed record WelfareAlertEscalated(WelfareAlertId Alert) : WelfareAlertFact;

/// <param name="Alert">Which.</param>
/// <param name="Elder">Who had not opened.</param>
/// <param name="Finding">What was found.</param>
/// <param name="Source">How they know.</param>
/// <param name="By">Who says so, by staff number, not a name: a sign-in may be a tablet that several share.</param>
[EventVersion(2)]
public sealed record WelfareAlertSettled(WelfareAlertId Alert, ElderId Elder, WelfareFinding Finding, WelfareSource Source, string? By = null)
    : WelfareAlertFact;

/// <summary>An alert: open until a person says what was found; no time and no other event ends it.</summary>
public sealed record WelfareAlert(
    WelfareAlertId Id, ElderId Elder, MealPointId Point, DateTimeOffset EscalatesAt, bool Escalated, WelfareFinding? Finding)
{
    public static StreamType<WelfareAlert, WelfareAlertFact> Stream { get; } = new("welfare_alert", Fold);

    /// <exception cref="InvalidOperationException">The fact cannot follow the state.</exception>
    public static WelfareAlert? Fold(WelfareAlert? alert, WelfareAlertFact fact) => (alert, fact) switch
    {
        (null, WelfareAlertRaised f) => new(f.Alert, f.Elder, f.Point, f.EscalatesAt, Escalated: false, Finding: null),
        ({ Escalated: false, Finding: null } a, WelfareAlertEscalated) => a with { Escalated = true },
        ({ Finding: null } a, WelfareAlertSettled f) => a with { Finding = f.Finding },
        _ => throw new InvalidOperationException($"{fact.GetType().Name} cannot follow welfare alert {alert?.Id.ToString() ?? "not raised"}."),
    };
}
