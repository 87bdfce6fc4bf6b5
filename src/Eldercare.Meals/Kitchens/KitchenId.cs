using Eldercare.Store.Ids;

namespace Eldercare.Meals;

/// <summary>A kitchen (厨房): a central one, or the one of a meal point that cooks itself.</summary>
public readonly record struct KitchenId(Guid Value) : IId<KitchenId>
{
    public static KitchenId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
