using System.Runtime.InteropServices;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>A day without some or all meals.</summary>
/// <param name="Meals">Which; none named means all.</param>
/// <param name="Reason">For those who ask.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ClosedDay(ImmutableArray<Meal> Meals, string Reason);

/// <summary>A meal point as its events leave it.</summary>
/// <param name="Id">The meal point.</param>
/// <param name="Name">As on its door.</param>
/// <param name="District">District code; a meal point does not move to another district.</param>
/// <param name="Address">Of the meal point.</param>
/// <param name="Latitude">Degrees, WGS 84.</param>
/// <param name="Longitude">Degrees, WGS 84.</param>
/// <param name="Week">What it serves in an ordinary week.</param>
/// <param name="SuspendedReason">Null while it takes bookings.</param>
public sealed record MealPoint(
    MealPointId Id,
    string Name,
    string District,
    string Address,
    double Latitude,
    double Longitude,
    ImmutableArray<WeeklySitting> Week,
    string? SuspendedReason)
{
    public WaitingListPolicy WaitingListPolicy { get; init; } = WaitingListPolicy.Usual;

    public static StreamType<MealPoint, MealPointFact> Stream { get; } = new("meal_point", Fold);

    public ImmutableSortedDictionary<DateOnly, ClosedDay> ClosedDays { get; init; } = ImmutableSortedDictionary<DateOnly, ClosedDay>.Empty;

    /// <summary>Since when the week has no longer the meals it once had, as far as that is known.</summary>
    public ImmutableDictionary<(DayOfWeek Day, Meal Meal), DateTimeOffset> DroppedAt { get; init; } =
        ImmutableDictionary<(DayOfWeek Day, Meal Meal), DateTimeOffset>.Empty;

    /// <summary>Why the meal is not served on the day though the week has it, or null.</summary>
    public string? ClosedReason(DateOnly date, Meal meal) =>
        ClosedDays.TryGetValue(date, out var closed) && (closed.Meals.IsEmpty || closed.Meals.Contains(meal)) ? closed.Reason : null;

    /// <summary>What the week plans for that date and meal, or null when it is not served.</summary>
    public WeeklySitting? Planned(DateOnly date, Meal meal)
    {
        foreach (var sitting in Week)
            if (sitting.Day == date.DayOfWeek && sitting.Meal == meal) return sitting;
        return null;
    }

    /// <summary>None of the days wanted. A point whose week is empty has not said yet what it serves.</summary>
    internal bool NeverServes(OrderLine line) => !Week.IsEmpty && line.NotServedBy(this)?.Weekdays.Length == line.Weekdays.Length;

    /// <summary>
    /// The week has the sitting no longer. What it dropped before the cut-off stays dropped; from the cut-off on a sitting takes place as it
    /// was planned, whatever becomes of the week.
    /// </summary>
    public bool Drops(Sitting sitting, DateTimeOffset now) => Planned(sitting.Date, sitting.Meal) is null
        && (now < sitting.CutOff
            || (DroppedAt.TryGetValue((sitting.Date.DayOfWeek, sitting.Meal), out var since) && since < sitting.CutOff));

    /// <exception cref="InvalidOperationException">The fact cannot follow the state.</exception>
    public static MealPoint? Fold(MealPoint? point, MealPointFact fact) => (point, fact) switch
    {
        (null, MealPointOpened f) =>
            new(f.Point, f.Name, f.District, f.Address, f.Latitude, f.Longitude, f.Week, SuspendedReason: null),
        ({ } p, MealPointChanged f) =>
            p with { Name = f.Name, Address = f.Address, Latitude = f.Latitude, Longitude = f.Longitude },
        ({ } p, WeekChanged f) => p with { Week = f.Week, DroppedAt = p.DroppedAfter(f) },
        ({ } p, MealPointSuspended f) => p with { SuspendedReason = f.Reason },
        ({ } p, WaitingListPolicyChanged f) => p with { WaitingListPolicy = f.Policy },
        ({ SuspendedReason: not null } p, MealPointResumed) => p with { SuspendedReason = null },
        ({ } p, MealPointClosedOn f) => p with { ClosedDays = p.ClosedDays.SetItem(f.Date, new(f.Meals, f.Reason)) },
        ({ } p, MealPointReopenedOn f) when p.ClosedDays.ContainsKey(f.Date) => p with { ClosedDays = p.ClosedDays.Remove(f.Date) },
        _ => throw new InvalidOperationException($"{fact} cannot follow {point?.ToString() ?? "nothing"}."),
    };

    private ImmutableDictionary<(DayOfWeek Day, Meal Meal), DateTimeOffset> DroppedAfter(WeekChanged fact)
    {
        var dropped = DroppedAt.RemoveRange(fact.Week.Select(s => (s.Day, s.Meal)));
        return fact.At is { } at
            ? dropped.SetItems(Week.Select(s => (s.Day, s.Meal)).Except(fact.Week.Select(s => (s.Day, s.Meal))).Select(t => KeyValuePair.Create(t, at)))
            : dropped;
    }
}
