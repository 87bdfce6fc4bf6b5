using Eldercare.Store.Ids;

namespace Eldercare.Meals;

/// <summary>A meal point (助餐点).</summary>
public readonly record struct MealPointId(Guid Value) : IId<MealPointId>
{
    public static MealPointId From(Guid value) => new(value);

    /// <summary>The meal point with this number in the city's own registry.</summary>
    public static MealPointId FromRegistry(string registryNumber) => new(NameBasedId.Of($"meal_point:{registryNumber}"));

    public override string ToString() => Value.ToString();
}
