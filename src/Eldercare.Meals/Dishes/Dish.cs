using Eldercare.Store.Deciding;
using Eldercare.Store.Tables;

namespace Eldercare.Meals;

/// <summary>A dish as its events leave it.</summary>
public sealed record Dish(DishId Id, KitchenId Kitchen, DishSpec Spec, bool Retired)
{
    public static StreamType<Dish, DishFact> Stream { get; } = new("dish", Fold);

    /// <summary>The row kept beside the events.</summary>
    public DishCard Card => new(Id, Kitchen, Spec, Retired);

    /// <exception cref="InvalidOperationException">The fact cannot follow the state.</exception>
    public static Dish? Fold(Dish? dish, DishFact fact) => (dish, fact) switch
    {
        (null, DishRegistered f) => new(f.Dish, f.Kitchen, f.Spec, Retired: false),
        ({ Retired: false } d, DishChanged f) => d with { Spec = f.Spec },
        ({ Retired: false } d, DishRetired) => d with { Retired = true },
        _ => throw new InvalidOperationException($"{fact.GetType().Name} cannot follow dish {dish?.Id.ToString() ?? "not registered"}."),
    };
}

/// <summary>A dish as decisions about menus and sittings ask for it, kept with its events.</summary>
[Table("dishes", Indexes = ["kitchen"])]
public sealed record DishCard([Key] DishId Dish, KitchenId Kitchen, DishSpec Spec, bool Retired);
