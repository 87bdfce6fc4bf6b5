using Eldercare.People;
using Eldercare.Store;
using Eldercare.Store.Deciding;
using Eldercare.Store.Ids;

namespace Eldercare.Meals;

public enum StopState
{
    /// <summary>Not yet been at, or nobody has said what came of it.</summary>
    Open,
    Delivered,
    NotAtHome,
    Refused,
}

/// <summary>
/// A delivery run as its events leave it. What came of a stop is said once and stays, but where nobody opened: the driver may come back
/// and find her.
/// </summary>
public sealed record DeliveryRun
{
    private const string Claimed = "delivery";

    public static StreamType<DeliveryRun, DeliveryFact> Stream { get; } = new("delivery_run", Fold);

    /// <summary>Claims of days long past mean nothing: their sittings take no deliveries any more.</summary>
    public static DatedClaims Dated { get; } = new(Claimed, date => Claim(default, default, date, Meal.Breakfast).Slot, Portion.Dated.KeptDays);

    public required DeliveryRunId Id { get; init; }

    public required SittingId Sitting { get; init; }

    public required string District { get; init; }

    public string? Driver { get; init; }

    public bool Started { get; init; }

    public required ImmutableDictionary<ElderId, StopState> Stops { get; init; }

    /// <summary>
    /// An elder's portion is on one run of its sitting; that run holds the claim. A portion that was moved to another point's sitting goes on
    /// a run there, whatever run it was on before.
    /// </summary>
    public static Claim Claim(SittingId sitting, ElderId elder, DateOnly date, Meal meal) => new(
        Claimed, NameBasedId.Of($"delivery:{sitting.Value}:{elder.Value}"), Portion.Claim(elder, date, meal).Slot);

    /// <exception cref="InvalidOperationException">The fact cannot follow the state.</exception>
    public static DeliveryRun? Fold(DeliveryRun? run, DeliveryFact fact) => (run, fact) switch
    {
        (null, DeliveryRunPlanned f) => new()
        {
            Id = f.Run,
            Sitting = f.Sitting,
            District = f.District,
            Stops = f.Stops.ToImmutableDictionary(s => s.Elder, _ => StopState.Open),
        },
        ({ } r, DriverAssigned f) => r with { Driver = f.Driver },
        ({ Started: false, Driver: not null } r, DeliveryRunStarted) => r with { Started = true },
        ({ Started: true } r, MealDelivered f) when r.MayBecome(f.Elder, StopState.Delivered) => r.With(f.Elder, StopState.Delivered),
        ({ Started: true } r, NobodyAtHome f) when r.MayBecome(f.Elder, StopState.NotAtHome) => r.With(f.Elder, StopState.NotAtHome),
        ({ Started: true } r, RefusedAtDoor f) when r.MayBecome(f.Elder, StopState.Refused) => r.With(f.Elder, StopState.Refused),
        _ => throw new InvalidOperationException($"{fact.GetType().Name} cannot follow delivery run {run?.Id.ToString() ?? "not planned"}."),
    };

    /// <summary>Whether a driver can still say that of a stop.</summary>
    /// <param name="recorded">What was said of it.</param>
    /// <param name="state">What is to be said.</param>
    internal static bool MayBecome(StopState recorded, StopState state) => recorded switch
    {
        StopState.Open => state != StopState.Open,
        StopState.NotAtHome => state is StopState.Delivered or StopState.Refused,
        _ => false,
    };

    private bool MayBecome(ElderId elder, StopState state) => Stops.TryGetValue(elder, out var recorded) && MayBecome(recorded, state);

    private DeliveryRun With(ElderId elder, StopState state) => this with { Stops = Stops.SetItem(elder, state) };
}
