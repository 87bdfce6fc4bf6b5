using Eldercare.People;
using Eldercare.Store.Ids;

namespace Eldercare.Meals;

/// <summary>A standing order (长期订餐).</summary>
public readonly record struct StandingOrderId(Guid Value) : IId<StandingOrderId>
{
    public static StandingOrderId From(Guid value) => new(value);

    /// <summary>The order with this number in the city's own registry.</summary>
    public static StandingOrderId FromRegistry(string registryNumber) => new(NameBasedId.Of($"standing_order:{registryNumber}"));

    /// <summary>The stream of all of an elder's orders.</summary>
    public static Guid StreamOf(ElderId elder) => NameBasedId.Of($"standing_orders:{elder.Value}");

    public override string ToString() => Value.ToString();
}
