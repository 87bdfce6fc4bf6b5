using Eldercare.Store.Ids;

namespace Eldercare.Meals;

/// <summary>A street day-care centre (老年人日间照料中心).</summary>
public readonly record struct DayCareCentreId(Guid Value) : IId<DayCareCentreId>
{
    public static DayCareCentreId From(Guid value) => new(value);

    /// <summary>The centre with this number in the city's own registry.</summary>
    public static DayCareCentreId FromRegistry(string registryNumber) => new(NameBasedId.Of($"day_care_centre:{registryNumber}"));

    public override string ToString() => Value.ToString();
}
