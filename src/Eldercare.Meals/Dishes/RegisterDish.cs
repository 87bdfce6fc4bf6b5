using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

public sealed record RegisterDish(DishId Dish, KitchenId Kitchen, DishSpec Spec) : ICommand
{
    private StreamRef Stream => Meals.Dish.Stream.At(Dish.Value);

    private StreamRef KitchenStream => Meals.Kitchen.Stream.At(Kitchen.Value);

    public Footprint Footprint => new() { Writes = [Stream], Reads = [KitchenStream] };

    public Outcome Decide(Known known) => RegisterDishDecider
        .Decide(this, known.State<Dish>(Stream), known.State<Kitchen>(KitchenStream) is not null).On(Stream)
        .Keeping(new DishCard(Dish, Kitchen, Spec.Canonical(), Retired: false));
}

public static class RegisterDishDecider
{
    public static Decision<DishFact> Decide(RegisterDish command, Dish? dish, bool kitchenKnown)
    {
        if (!kitchenKnown) return new KitchenUnknown(command.Kitchen);
        if (dish is not null) return new DishAlreadyRegistered(command.Dish);
        if (DishChecks.Spec(command.Spec) is { } fault) return fault;

        return new DishRegistered(command.Dish, command.Kitchen, command.Spec.Canonical());
    }
}
