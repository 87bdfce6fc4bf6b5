using Eldercare.People;
using Eldercare.Store.Tables;

namespace Eldercare.Meals;

/// <summary>A delivery run, as its point sees it.</summary>
/// <param name="Run">Which run.</param>
/// <param name="Sitting">Whose portions.</param>
/// <param name="Point">Where it sets out.</param>
/// <param name="Date">City date.</param>
/// <param name="Meal">Which meal.</param>
/// <param name="Number">The sitting's first is 1.</param>
/// <param name="Driver">Staff number; null while nobody drives.</param>
/// <param name="StartedAt">When it set out.</param>
/// <param name="Stops">How many stops.</param>
/// <param name="Delivered">Portions handed over.</param>
/// <param name="NotAtHome">Stops where nobody opened.</param>
/// <param name="Refused">Stops where the portion was not wanted.</param>
[Table("delivery_runs", Indexes = ["point, date", "sitting"])]
public sealed record DeliveryRunRow(
    [Key] DeliveryRunId Run, SittingId Sitting, MealPointId Point, DateOnly Date, Meal Meal, int Number, string? Driver,
    DateTimeOffset? StartedAt, int Stops, int Delivered, int NotAtHome, int Refused);

/// <summary>A stop of a run. An elder is on one run of a sitting.</summary>
/// <param name="Sitting">Whose portion.</param>
/// <param name="Elder">Where to.</param>
/// <param name="Run">On which run.</param>
/// <param name="Place">The first stop is 1.</param>
/// <param name="WindowFrom">Start of the time window.</param>
/// <param name="WindowUntil">End of the time window.</param>
/// <param name="State">What came of it.</param>
/// <param name="At">When that was recorded.</param>
/// <param name="Cancelled">The booking was cancelled after the run was planned: nothing to bring.</param>
[Table("delivery_stops", Indexes = ["run, place"])]
public sealed record DeliveryStopRow(
    [Key] SittingId Sitting, [Key] ElderId Elder, DeliveryRunId Run, int Place, DateTimeOffset WindowFrom, DateTimeOffset WindowUntil, StopState State,
    DateTimeOffset? At, bool Cancelled);

/// <summary>A welfare alert. Rows are never taken away.</summary>
/// <param name="Alert">Which.</param>
/// <param name="Elder">Who did not open.</param>
/// <param name="Run">On which run.</param>
/// <param name="Point">Whose staff look first.</param>
/// <param name="District">Whose office looks when they do not.</param>
/// <param name="RaisedAt">When nobody opened.</param>
/// <param name="EscalatesAt">When it goes to the office unless settled.</param>
/// <param name="EscalatedAt">When it went there.</param>
/// <param name="Open">Nobody has settled it.</param>
/// <param name="Finding">What was found.</param>
/// <param name="Source">How they know.</param>
/// <param name="SettledAt">When.</param>
/// <param name="SettledBy">The sign-in of who settled it.</param>
/// <param name="LookedAfterBy">Who it was, by staff number.</param>
[Table("welfare_alerts", Indexes = ["point, urgency, raised_at", "district, urgency, raised_at", "urgency, raised_at"])]
public sealed record WelfareAlertRow(
    [Key] WelfareAlertId Alert, ElderId Elder, DeliveryRunId Run, MealPointId Point, string District, DateTimeOffset RaisedAt,
    DateTimeOffset EscalatesAt, DateTimeOffset? EscalatedAt, bool Open, WelfareFinding? Finding, WelfareSource? Source,
    DateTimeOffset? SettledAt, string? SettledBy, string? LookedAfterBy = null)
{
    /// <summary>What an office has to see first: 2 nobody settled it in time, 1 it is open, 0 it is settled.</summary>
    [Derived]
    public int Urgency => !Open ? 0 : EscalatedAt is null ? 1 : 2;
}
