using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>A fact in the stream of an elder's standing orders.</summary>
public abstract record StandingOrderFact;

/// <summary>One meal wanted on some days of every week.</summary>
/// <param name="Point">Where.</param>
/// <param name="Weekdays">Days of the week in the city, each once.</param>
/// <param name="Meal">Which meal.</param>
/// <param name="Channel">How the portion reaches the elder.</param>
public sealed record OrderLine(MealPointId Point, ImmutableArray<DayOfWeek> Weekdays, Meal Meal, Channel Channel)
{
    /// <summary>The line with only those of its days on which the point's week does not have the meal; null when it has it on all.</summary>
    public OrderLine? NotServedBy(MealPoint point)
    {
        ImmutableArray<DayOfWeek> missing = [.. Weekdays.Where(d => !point.Week.Any(s => s.Day == d && s.Meal == Meal))];
        return missing.IsEmpty ? null : this with { Weekdays = missing };
    }

    public bool Equals(OrderLine? other) => other is not null
        && (Point, Meal, Channel) == (other.Point, other.Meal, other.Channel) && Weekdays.SequenceEqual(other.Weekdays);

    public override int GetHashCode() => HashCode.Combine(Point, Meal, Channel, Weekdays.Length);
}

/// <param name="Elder">For whom.</param>
/// <param name="Order">The new order.</param>
/// <param name="Lines">What is wanted.</param>
/// <param name="From">First day.</param>
/// <param name="Until">Last day; null until further notice.</param>
public sealed record StandingOrderPlaced(
    ElderId Elder, StandingOrderId Order, ImmutableArray<OrderLine> Lines, DateOnly From, DateOnly? Until) : StandingOrderFact;

/// <summary>From the day it was recorded on the order is this one; days gone by were served by the one before.</summary>
public sealed record StandingOrderChanged(
    ElderId Elder, StandingOrderId Order, ImmutableArray<OrderLine> Lines, DateOnly From, DateOnly? Until) : StandingOrderFact;

/// <param name="Elder">For whom.</param>
/// <param name="Order">Which order.</param>
/// <param name="From">First day without meals.</param>
/// <param name="Until">Last day without meals; null until further notice.</param>
public sealed record StandingOrderPaused(ElderId Elder, StandingOrderId Order, DateOnly From, DateOnly? Until) : StandingOrderFact;

/// <param name="Elder">For whom.</param>
/// <param name="Order">Which order.</param>
/// <param name="On">First day with meals again; nothing is paused from then on.</param>
public sealed record StandingOrderResumed(ElderId Elder, StandingOrderId Order, DateOnly On) : StandingOrderFact;

/// <param name="Elder">For whom.</param>
/// <param name="Order">Which order.</param>
/// <param name="LastDay">The last day with meals; may lie before the order's first.</param>
public sealed record StandingOrderEnded(ElderId Elder, StandingOrderId Order, DateOnly LastDay) : StandingOrderFact;

/// <summary>A portion the order wanted could not be booked: a person has to look at it.</summary>
/// <param name="Elder">Whose portion.</param>
/// <param name="Order">Which order.</param>
/// <param name="Point">Where it was wanted.</param>
/// <param name="Date">City date.</param>
/// <param name="Meal">Which meal.</param>
/// <param name="Reason">The refusal's code.</param>
/// <param name="CertainAt">Booked by then or not at all; the sitting's cut-off, as far as it is known.</param>
[EventVersion(2)]
public sealed record OrderedMealMissed(
    ElderId Elder, StandingOrderId Order, MealPointId Point, DateOnly Date, Meal Meal, string Reason, DateTimeOffset? CertainAt = null)
    : StandingOrderFact;

/// <summary>It is certain that the order will not get the portion: the elder is told, and the order tries no more.</summary>
/// <param name="Elder">Whose portion.</param>
/// <param name="Order">Which order.</param>
/// <param name="Point">Where it was wanted.</param>
/// <param name="Date">City date.</param>
/// <param name="Meal">Which meal.</param>
/// <param name="ByList">She was on the sitting's waiting list when it ended, which tells her itself.</param>
public sealed record OrderedMealFailed(
    ElderId Elder, StandingOrderId Order, MealPointId Point, DateOnly Date, Meal Meal, bool ByList) : StandingOrderFact;

/// <summary>A person looked after a missed portion; the order does not ask for it any more.</summary>
/// <param name="Elder">Whose portion.</param>
/// <param name="Order">Which order.</param>
/// <param name="Date">City date.</param>
/// <param name="Meal">Which meal.</param>
/// <param name="Action">What was done.</param>
/// <param name="Note">If one was given. Kept for ever: nothing about a person.</param>
public sealed record OrderedMealMissSettled(
    ElderId Elder, StandingOrderId Order, DateOnly Date, Meal Meal, MissAction Action, string? Note) : StandingOrderFact;

/// <summary>The order does not want a missed portion any more: there is nothing to look after.</summary>
public sealed record OrderedMealMissDropped(ElderId Elder, StandingOrderId Order, DateOnly Date, Meal Meal) : StandingOrderFact;
