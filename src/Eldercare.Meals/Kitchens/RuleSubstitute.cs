using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>Says what those get who cannot have a dish: at one meal point, or wherever the kitchen cooks.</summary>
/// <param name="Kitchen">Whose rule.</param>
/// <param name="Point">Null for every point.</param>
/// <param name="Dish">Instead of which.</param>
/// <param name="Substitute">What instead; null ends the rule.</param>
public sealed record RuleSubstitute(KitchenId Kitchen, MealPointId? Point, DishId Dish, DishId? Substitute) : ICommand
{
    private StreamRef Stream => Meals.Kitchen.Stream.At(Kitchen.Value);

    public Footprint Footprint => new()
    {
        Writes = [Stream],
        Rows = Substitute is { } substitute ? [RowRef.To<DishCard>(Dish.Value), RowRef.To<DishCard>(substitute.Value)] : [RowRef.To<DishCard>(Dish.Value)],
    };

    public Outcome Decide(Known known) => RuleSubstituteDecider.Decide(
        this, known.State<Kitchen>(Stream), known.Row<DishCard>(Dish.Value),
        Substitute is { } substitute ? known.Row<DishCard>(substitute.Value) : null).On(Stream);
}

public sealed record SubstituteIsTheDish(DishId Dish) : Refusal
{
    public override Words Message => new("不能用同一道菜替换，请另选一道。", "A dish is no substitute for itself: choose another one.");
}

public static class RuleSubstituteDecider
{
    /// <param name="command">The rule as it shall be.</param>
    /// <param name="kitchen">Null when there is none.</param>
    /// <param name="dish">Null when there is none.</param>
    /// <param name="substitute">Null when there is none, or none is asked for.</param>
    public static Decision<KitchenFact> Decide(RuleSubstitute command, Kitchen? kitchen, DishCard? dish, DishCard? substitute)
    {
        if (kitchen is null) return new KitchenUnknown(command.Kitchen);
        if (command.Point is { } point && !kitchen.Points.Contains(point)) return new PointNotSupplied(command.Kitchen, point);
        if (dish is null || dish.Kitchen != command.Kitchen) return new DishUnknown(command.Dish);
        if (command.Substitute == command.Dish) return new SubstituteIsTheDish(command.Dish);
        if (command.Substitute is { } wanted && DishChecks.Servable(wanted, substitute, command.Kitchen) is { } unfit) return unfit;

        var ruled = new SubstituteRuled(command.Kitchen, command.Point, command.Dish, command.Substitute);
        return SameRules(kitchen, Kitchen.Fold(kitchen, ruled)!) ? Decision<KitchenFact>.NoChange : ruled;
    }

    private static bool SameRules(Kitchen before, Kitchen after) => before.Rules == after.Rules && before.PointRules == after.PointRules;
}
