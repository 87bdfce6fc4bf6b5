using Eldercare.Store.Ids;

namespace Eldercare.Meals;

/// <summary>A meal point (助餐点).</summary>
public readonly record struct MealPointId(Guid Value) : IId<MealPointId>
{
    public static MealPointId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
