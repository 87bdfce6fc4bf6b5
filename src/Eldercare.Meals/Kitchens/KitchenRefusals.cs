using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

public sealed record KitchenUnknown(KitchenId Kitchen) : Refusal
{
    public override string Message => "There is no such kitchen.";
}

public sealed record KitchenAlreadyOpen(KitchenId Kitchen) : Refusal
{
    public override string Message => "The kitchen is open already.";
}

/// <param name="Point">The meal point.</param>
/// <param name="Supplier">The kitchen that cooks for it.</param>
public sealed record PointHasAnotherKitchen(MealPointId Point, KitchenId Supplier) : Refusal
{
    public override string Message => "Another kitchen cooks for the meal point: that has to end first.";
}

public sealed record PointNotSupplied(KitchenId Kitchen, MealPointId Point) : Refusal
{
    public override string Message => "The kitchen does not cook for that meal point.";
}
