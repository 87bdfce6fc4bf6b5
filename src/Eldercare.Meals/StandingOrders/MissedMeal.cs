using System.Runtime.InteropServices;

namespace Eldercare.Meals;

/// <summary>What a person did about a portion that a standing order wanted and did not get.</summary>
public enum MissAction
{
    /// <summary>She gets a meal in another way.</summary>
    ArrangedOtherwise,

    /// <summary>She was asked, and does without.</summary>
    DoesWithout,

    /// <summary>She was asked after in vain.</summary>
    NotReached,
}

/// <summary>A portion an order wanted and did not get.</summary>
/// <param name="Order">Which order.</param>
/// <param name="Point">Where it was wanted.</param>
/// <param name="Reason">The last refusal's code.</param>
/// <param name="CertainAt">Not booked by then, it will not be; null when that is not known.</param>
/// <param name="Failed">It is certain that the order will not get it.</param>
/// <param name="Settled">What a person did; null while nobody has.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct MissedMeal(
    StandingOrderId Order, MealPointId Point, string Reason, DateTimeOffset? CertainAt = null, bool Failed = false, MissAction? Settled = null)
{
    /// <summary>Nobody has settled it, and it may still be booked.</summary>
    public bool IsOpen => !Failed && Settled is null;

    /// <summary>The same wish of the same order.</summary>
    public bool Is(StandingOrderId order, MealPointId point) => (Order, Point) == (order, point);
}
