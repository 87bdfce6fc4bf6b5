using Eldercare.People;

namespace Eldercare.Meals;

public abstract record DeliveryFact;

/// <param name="Elder">Where to; the address stands in the elder's record alone.</param>
/// <param name="From">The elder can expect the portion from then on.</param>
/// <param name="Until">And by then.</param>
public sealed record PlannedStop(ElderId Elder, DateTimeOffset From, DateTimeOffset Until);

/// <param name="Run">Follows from sitting and number.</param>
/// <param name="Sitting">Whose portions.</param>
/// <param name="Point">Where the run sets out.</param>
/// <param name="District">The point's district code.</param>
/// <param name="Date">City date.</param>
/// <param name="Meal">Which meal.</param>
/// <param name="Number">The sitting's first run is 1.</param>
/// <param name="Stops">In the order they are driven; each elder once, and on no other run of the sitting.</param>
public sealed record DeliveryRunPlanned(
    DeliveryRunId Run, SittingId Sitting, MealPointId Point, string District, DateOnly Date, Meal Meal, int Number,
    ImmutableArray<PlannedStop> Stops) : DeliveryFact
{
    public bool Equals(DeliveryRunPlanned? other) => other is not null
        && (Run, Sitting, Point, District, Date, Meal, Number) ==
            (other.Run, other.Sitting, other.Point, other.District, other.Date, other.Meal, other.Number)
        && Stops.AsSpan().SequenceEqual(other.Stops.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Run, Stops.Length);
}

/// <param name="Driver">Who drives, by staff number, not a name.</param>
public sealed record DriverAssigned(DeliveryRunId Run, string Driver) : DeliveryFact;

public sealed record DeliveryRunStarted(DeliveryRunId Run, DateTimeOffset At) : DeliveryFact;

/// <summary>The portion was handed over, perhaps at a second try; the sitting says in the same moment that it was served.</summary>
public sealed record MealDelivered(DeliveryRunId Run, ElderId Elder, DateTimeOffset At) : DeliveryFact;

/// <summary>Nobody opened; a welfare alert was raised in the same moment.</summary>
public sealed record NobodyAtHome(DeliveryRunId Run, ElderId Elder, DateTimeOffset At) : DeliveryFact;

/// <summary>The elder is there, perhaps at a second try, and does not want the portion.</summary>
public sealed record RefusedAtDoor(DeliveryRunId Run, ElderId Elder, DateTimeOffset At) : DeliveryFact;
