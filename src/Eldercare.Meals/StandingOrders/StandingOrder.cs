using System.Runtime.InteropServices;

namespace Eldercare.Meals;

/// <summary>Days without meals.</summary>
/// <param name="From">The first.</param>
/// <param name="Until">The last; null until further notice.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Pause(DateOnly From, DateOnly? Until);

/// <summary>One standing order as its events leave it.</summary>
/// <param name="Id">Which order.</param>
/// <param name="Lines">What is wanted; no weekday and meal twice.</param>
/// <param name="From">First day.</param>
/// <param name="Until">Last day; null until further notice.</param>
/// <param name="Pauses">Days without meals; they may overlap.</param>
/// <param name="Ended">Ended for good; until its last day it may go on.</param>
public sealed record StandingOrder(
    StandingOrderId Id, ImmutableArray<OrderLine> Lines, DateOnly From, DateOnly? Until, ImmutableArray<Pause> Pauses, bool Ended)
{
    /// <summary>The lines that want a portion on the day.</summary>
    public IEnumerable<OrderLine> Due(DateOnly date) =>
        Runs(date) && !IsPaused(date) ? Lines.Where(l => l.Weekdays.Contains(date.DayOfWeek)) : [];

    /// <summary>The line that wants this very portion, or null.</summary>
    public OrderLine? Due(MealPointId point, DateOnly date, Meal meal) =>
        Due(date).FirstOrDefault(l => l.Point == point && l.Meal == meal);

    public bool IsPaused(DateOnly date) => Pauses.Any(p => p.From <= date && !(p.Until < date));

    /// <summary>True when both orders could want the same meal of the same day, pauses aside.</summary>
    public bool Overlaps(IEnumerable<OrderLine> lines, DateOnly from, DateOnly? until) =>
        // One that ended before it began is in nobody's way.
        !(Until < from) && !(until < From) && !(Until < From)
        && lines.Any(l => Lines.Any(m => m.Meal == l.Meal && m.Weekdays.Any(d => l.Weekdays.Contains(d))));

    /// <exception cref="InvalidOperationException">The fact cannot follow the state.</exception>
    public static StandingOrder Fold(StandingOrder? order, StandingOrderFact fact) => (order, fact) switch
    {
        (null, StandingOrderPlaced f) => new(f.Order, f.Lines, f.From, f.Until, [], Ended: false),
        ({ Ended: false } o, StandingOrderChanged f) => o with { Lines = f.Lines, From = f.From, Until = f.Until },
        ({ Ended: false } o, StandingOrderPaused f) => o with { Pauses = o.Pauses.Add(new(f.From, f.Until)) },
        ({ Ended: false } o, StandingOrderResumed f) => o with { Pauses = Before(o.Pauses, f.On) },
        ({ Ended: false } o, StandingOrderEnded f) => o with { Until = f.LastDay, Ended = true },
        // The end may be brought forward.
        ({ } o, StandingOrderEnded f) when f.LastDay < o.Until => o with { Until = f.LastDay },
        _ => throw new InvalidOperationException($"{fact} cannot follow standing order {order?.Id.ToString() ?? "not placed"}."),
    };

    private static ImmutableArray<Pause> Before(ImmutableArray<Pause> pauses, DateOnly day) =>
        [.. pauses.Where(p => p.From < day).Select(p => p.Until < day ? p : p with { Until = day.AddDays(-1) })];

    private bool Runs(DateOnly date) => From <= date && !(Until < date);
}
