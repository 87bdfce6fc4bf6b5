using Eldercare.Store.Ids;

namespace Eldercare.Meals;

/// <summary>A kitchen (厨房): a central one, or the one of a meal point that cooks itself.</summary>
public readonly record struct KitchenId(Guid Value) : IId<KitchenId>
{
    public static KitchenId From(Guid value) => new(value);

    /// <summary>The kitchen with this number in the city's own registry.</summary>
    public static KitchenId FromRegistry(string registryNumber) => new(NameBasedId.Of($"kitchen:{registryNumber}"));

    public override string ToString() => Value.ToString();
}
