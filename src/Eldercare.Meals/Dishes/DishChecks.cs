using Eldercare.People;
using Eldercare.People.Diets;
using Eldercare.Store;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

public sealed record DishUnknown(DishId Dish) : Refusal
{
    public override string Message => "The kitchen has no such dish.";
}

public sealed record DishIsRetired(DishId Dish) : Refusal
{
    public override string Message => "The dish is not cooked any more.";
}

public sealed record DishAlreadyRegistered(DishId Dish) : Refusal
{
    public override string Message => "The dish is registered already.";
}

public sealed record DishTextureUnclear : Refusal
{
    public override string Message => "A dish is food or a drink: say at which levels it is served, in one of the two lists.";
}

public sealed record PriceInvalid(Fen Price) : Refusal
{
    public override string Message => "A price is 0 to 1,000 yuan.";
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
