using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>The kitchen cooks for the meal point from now on.</summary>
public sealed record SupplyPoint(KitchenId Kitchen, MealPointId Point) : ICommand
{
    private StreamRef Stream => Meals.Kitchen.Stream.At(Kitchen.Value);

    private StreamRef PointStream => MealPoint.Stream.At(Point.Value);

    private Claim Claim => Meals.Kitchen.SupplyOf(Point);

    public Footprint Footprint => new() { Writes = [Stream], Reads = [PointStream], Claims = [Claim] };

    public Outcome Decide(Known known) => SupplyPointDecider
        .Decide(this, known.State<Kitchen>(Stream), known.State<MealPoint>(PointStream), known.Holder(Claim))
        .On(Stream).Taking(Claim, Stream).Keeping(new PointKitchen(Point, Kitchen));
}

public static class SupplyPointDecider
{
    /// <param name="command">What is asked for.</param>
    /// <param name="kitchen">Null when there is none.</param>
    /// <param name="point">Null when there is none.</param>
    /// <param name="supplier">The kitchen that cooks for the point now, if any.</param>
    public static Decision<KitchenFact> Decide(SupplyPoint command, Kitchen? kitchen, MealPoint? point, Guid? supplier)
    {
        if (kitchen is null) return new KitchenUnknown(command.Kitchen);
        if (point is null) return new MealPointUnknown(command.Point);
        if (kitchen.Points.Contains(command.Point)) return Decision<KitchenFact>.NoChange;
        if (supplier is { } other) return new PointHasAnotherKitchen(command.Point, new(other));

        return new SupplyBegun(command.Kitchen, command.Point);
    }
}

/// <summary>The kitchen cooks for the meal point no longer.</summary>
public sealed record StopSupplyingPoint(KitchenId Kitchen, MealPointId Point) : ICommand
{
    private StreamRef Stream => Meals.Kitchen.Stream.At(Kitchen.Value);

    private Claim Claim => Meals.Kitchen.SupplyOf(Point);

    public Footprint Footprint => new() { Writes = [Stream], Claims = [Claim] };

    public Outcome Decide(Known known) => StopSupplyingPointDecider.Decide(this, known.State<Kitchen>(Stream))
        .On(Stream).Releasing(Claim, Stream).Keeping(new PointKitchen(Point, Kitchen: null));
}

public static class StopSupplyingPointDecider
{
    public static Decision<KitchenFact> Decide(StopSupplyingPoint command, Kitchen? kitchen)
    {
        if (kitchen is null) return new KitchenUnknown(command.Kitchen);
        if (!kitchen.Points.Contains(command.Point)) return new PointNotSupplied(command.Kitchen, command.Point);

        return new SupplyEnded(command.Kitchen, command.Point);
    }
}
