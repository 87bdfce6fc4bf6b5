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

/// <summary>A portion a standing order wanted and that could not be booked: work for a person until the elder has one.</summary>
/// <param name="Item">Follows from elder, date and meal.</param>
/// <param name="StandingOrder">Which order.</param>
/// <param name="Elder">Whose portion.</param>
/// <param name="Point">Where it was wanted.</param>
/// <param name="District">The point's district code.</param>
/// <param name="Date">City date.</param>
/// <param name="Meal">Which meal.</param>
/// <param name="Reason">The last refusal's code.</param>
/// <param name="Since">When it was first missed.</param>
/// <param name="SettledAt">When the elder got a portion after all; null while open.</param>
/// <param name="SettledBy">Who booked it: a sign-in's subject or a reaction's name.</param>
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
    DateTimeOffset? SettledAt,
    string? SettledBy)
{
    public static Guid ItemOf(ElderId elder, DateOnly date, Meal meal) =>
        NameBasedId.Of($"ordered_meal_missed:{elder.Value}:{date.DayNumber}:{(int)meal}");
}
