using Eldercare.People;
using Eldercare.Store.Ids;
using Eldercare.Store.Tables;

namespace Eldercare.Meals;

/// <summary>A standing order as the elder and the staff see it; columns as in <see cref="StandingOrder"/>.</summary>
/// <param name="StandingOrder">Which order.</param>
/// <param name="Elder">Whose.</param>
/// <param name="Lines">What is wanted.</param>
/// <param name="Begins">First day.</param>
/// <param name="LastDay">Last day; null until further notice.</param>
/// <param name="Pauses">Days without meals; they may overlap.</param>
/// <param name="Ended">Ended for good.</param>
[Table("standing_order_boards", Indexes = ["elder"])]
public sealed record StandingOrderBoard(
    [Key] StandingOrderId StandingOrder,
    ElderId Elder,
    ImmutableArray<OrderLine> Lines,
    DateOnly Begins,
    DateOnly? LastDay,
    ImmutableArray<Pause> Pauses,
    bool Ended)
{
    /// <summary>The board of an order just decided on: equal to what the view will show.</summary>
    public static StandingOrderBoard Of(ElderId elder, StandingOrder order) =>
        new(order.Id, elder, order.Lines, order.From, order.Until, order.Pauses, order.Ended);

    public StandingOrder ToOrder() => new(StandingOrder, Lines, Begins, LastDay, Pauses, Ended);
}

/// <summary>One line of an order in the form the daily run looks for. An order that is over has none.</summary>
/// <param name="StandingOrder">Which order.</param>
/// <param name="Nr">Its place in the order.</param>
/// <param name="Elder">For whom.</param>
/// <param name="Point">Where.</param>
/// <param name="Weekdays">A bit a day, Sunday the lowest.</param>
/// <param name="Meal">Which meal.</param>
/// <param name="Begins">First day.</param>
/// <param name="LastDay">Last day; null until further notice.</param>
/// <param name="Pauses">Days without meals.</param>
[Table("standing_order_lines", Indexes = ["point, standing_order, nr"])]
public sealed record StandingOrderLine(
    [Key] StandingOrderId StandingOrder,
    [Key] int Nr,
    ElderId Elder,
    MealPointId Point,
    int Weekdays,
    Meal Meal,
    DateOnly Begins,
    DateOnly? LastDay,
    ImmutableArray<Pause> Pauses);

/// <summary>What became of a portion that a standing order wanted and that could not be booked.</summary>
public enum MissState
{
    /// <summary>Work for a person.</summary>
    Open,

    /// <summary>The point announced that it is closed: nothing to do but to tell the elder.</summary>
    Closed,

    /// <summary>She got a portion after all.</summary>
    Booked,

    /// <summary>The order does not want it any more.</summary>
    Dropped,

    /// <summary>A person looked after it.</summary>
    Settled,
}

/// <summary>A portion a standing order wanted and that could not be booked: work for a person until the elder has one, or it is settled.</summary>
/// <param name="Item">Follows from elder, date and meal.</param>
/// <param name="StandingOrder">Which order.</param>
/// <param name="Elder">Whose portion.</param>
/// <param name="Point">Where it was wanted.</param>
/// <param name="District">The point's district code.</param>
/// <param name="Date">City date.</param>
/// <param name="Meal">Which meal.</param>
/// <param name="Reason">The last refusal's code.</param>
/// <param name="Since">When it was first missed.</param>
/// <param name="State">What became of it.</param>
/// <param name="CertainAt">Not booked by then, it will not be; null where that was not kept.</param>
/// <param name="FailedAt">When it was certain, and the elder told.</param>
/// <param name="Action">What a person did about it.</param>
/// <param name="Note">What the person said of it.</param>
/// <param name="SettledAt">When it came to its end; null while open.</param>
/// <param name="SettledBy">By whom: a sign-in's subject or a reaction's name.</param>
[Table("standing_order_misses", Indexes = ["standing_order", "date, point"])]
public sealed record StandingOrderMiss(
    [Key] Guid Item,
    StandingOrderId StandingOrder,
    ElderId Elder,
    MealPointId Point,
    string District,
    DateOnly Date,
    Meal Meal,
    string Reason,
    DateTimeOffset Since,
    MissState State,
    DateTimeOffset? CertainAt,
    DateTimeOffset? FailedAt,
    MissAction? Action,
    string? Note,
    DateTimeOffset? SettledAt,
    string? SettledBy)
{
    public static Guid ItemOf(ElderId elder, DateOnly date, Meal meal) =>
        NameBasedId.Of($"ordered_meal_missed:{elder.Value}:{date.DayNumber}:{(int)meal}");
}
