using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

public sealed record KitchenUnknown(KitchenId Kitchen) : Refusal
{
    public override Words Message => new("没有这个厨房，请核对编号。", "There is no such kitchen: check the id.");
}

public sealed record KitchenAlreadyOpen(KitchenId Kitchen) : Refusal
{
    public override Words Message => new("该厨房已经开设。", "The kitchen is open already.");
}

/// <param name="Point">The meal point.</param>
/// <param name="Supplier">The kitchen that cooks for it.</param>
public sealed record PointHasAnotherKitchen(MealPointId Point, KitchenId Supplier) : Refusal
{
    public override Words Message => new(
        "该助餐点由另一厨房供餐，请先结束那里的供餐。",
        "Another kitchen cooks for the meal point: that has to end first.");
}

public sealed record PointNotSupplied(KitchenId Kitchen, MealPointId Point) : Refusal
{
    public override Words Message => new("该厨房不为这个助餐点供餐。", "The kitchen does not cook for that meal point.");
}
