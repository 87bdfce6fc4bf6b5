using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>Says anew what a dish is: a recipe changed, a price rose.</summary>
/// <param name="Dish">Which.</param>
/// <param name="Spec">All of it as it shall be.</param>
/// <param name="Kept">What of it stays as it is instead: nobody said anything of that.</param>
public sealed record ChangeDish(DishId Dish, DishSpec Spec, DishParts Kept = DishParts.None) : ICommand
{
    private StreamRef Stream => Meals.Dish.Stream.At(Dish.Value);

    public Footprint Footprint => new() { Writes = [Stream] };

    /// <summary>What the dish is then, said of one that is <paramref name="before"/>.</summary>
    public DishSpec SpecAfter(DishSpec before) => Spec.Keeping(Kept, before).Canonical();

    public Outcome Decide(Known known)
    {
        var dish = known.State<Dish>(Stream);
        var outcome = ChangeDishDecider.Decide(this, dish).On(Stream);
        return dish is null ? outcome : outcome.Keeping(dish.Card with { Spec = SpecAfter(dish.Spec) });
    }
}

public static class ChangeDishDecider
{
    public static Decision<DishFact> Decide(ChangeDish command, Dish? dish)
    {
        if (dish is null) return new DishUnknown(command.Dish);
        if (dish.Retired) return new DishIsRetired(command.Dish);
        var spec = command.SpecAfter(dish.Spec);
        if (DishChecks.Spec(spec) is { } fault) return fault;

        return spec.SaysTheSameAs(dish.Spec) ? Decision<DishFact>.NoChange : new DishChanged(command.Dish, dish.Kitchen, spec);
    }
}

/// <summary>Takes a dish off: it comes on no new menu.</summary>
public sealed record RetireDish(DishId Dish) : ICommand
{
    private StreamRef Stream => Meals.Dish.Stream.At(Dish.Value);

    public Footprint Footprint => new() { Writes = [Stream] };

    public Outcome Decide(Known known)
    {
        var dish = known.State<Dish>(Stream);
        var outcome = RetireDishDecider.Decide(this, dish).On(Stream);
        return dish is null ? outcome : outcome.Keeping(dish.Card with { Retired = true });
    }
}

public static class RetireDishDecider
{
    public static Decision<DishFact> Decide(RetireDish command, Dish? dish)
    {
        if (dish is null) return new DishUnknown(command.Dish);
        return dish.Retired ? Decision<DishFact>.NoChange : new DishRetired(command.Dish);
    }
}
