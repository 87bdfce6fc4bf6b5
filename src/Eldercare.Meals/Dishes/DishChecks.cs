using Eldercare.People;
using Eldercare.People.Diets;
using Eldercare.Store;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

public sealed record DishUnknown(DishId Dish) : Refusal
{
    public override Words Message => new("厨房没有这道菜，请核对编号。", "The kitchen has no such dish.");
}

public sealed record DishIsRetired(DishId Dish) : Refusal
{
    public override Words Message => new("这道菜已停做，请另选一道。", "The dish is not cooked any more: choose another one.");
}

public sealed record DishAlreadyRegistered(DishId Dish) : Refusal
{
    public override Words Message => new("这道菜已经登记。", "The dish is registered already.");
}

public sealed record DishTextureUnclear : Refusal
{
    public override Words Message => new(
        "一道菜或为食物，或为饮品：请只在其中一栏填写可供的质地等级。",
        "A dish is food or a drink: say at which levels it is served, in one of the two lists.");
}

public sealed record PriceInvalid(Fen Price) : Refusal
{
    public override Words Message => new("价格须在0至1000元之间。", "A price is 0 to 1,000 yuan.");
}

/// <summary>What may be said of a dish. Each check gives the first fault, or null.</summary>
internal static class DishChecks
{
    public const int MaxNameLength = 60;
    public static readonly Fen MaxPrice = new(100_000);

    public static Refusal? Spec(DishSpec spec)
    {
        if (Text.Check("nameZh", spec.NameZh, MaxNameLength) is { } nameZh) return nameZh;
        if (Text.CheckOptional("nameEn", spec.NameEn, MaxNameLength) is { } nameEn) return nameEn;
        if (Codes.Check("otherAllergens", spec.OtherAllergens) is { } others) return others;
        if (spec.Food.IsDefaultOrEmpty == spec.Drink.IsDefaultOrEmpty) return new DishTextureUnclear();
        return Price(spec.Price);
    }

    public static Refusal? Price(Fen price) => price < Fen.Zero || price > MaxPrice ? new PriceInvalid(price) : null;

    /// <summary>Null when the kitchen has the dish and still cooks it.</summary>
    public static Refusal? Servable(DishId dish, DishCard? card, KitchenId kitchen) => card switch
    {
        null => new DishUnknown(dish),
        _ when card.Kitchen != kitchen => new DishUnknown(dish),
        { Retired: true } => new DishIsRetired(dish),
        _ => null,
    };
}
