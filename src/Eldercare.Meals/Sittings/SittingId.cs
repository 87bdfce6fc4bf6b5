using System.Globalization;
using Eldercare.Store.Ids;

namespace Eldercare.Meals;

/// <summary>A sitting (餐次): one meal point, one date, one meal; its id follows from the three.</summary>
public readonly record struct SittingId(Guid Value) : IId<SittingId>
{
    public static SittingId From(Guid value) => new(value);

    public static SittingId Of(MealPointId point, DateOnly date, Meal meal) =>
        new(NameBasedId.Of(string.Create(CultureInfo.InvariantCulture, $"sitting:{point.Value}:{date:yyyy-MM-dd}:{meal}")));

    public override string ToString() => Value.ToString();
}
