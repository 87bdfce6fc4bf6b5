using GraphQL.Types;

namespace Eldercare.Api.GraphQL.Scalars;

/// <summary>An enum of a context with its words for the contract; every value must be described.</summary>
public abstract class DescribedEnum<TEnum> : EnumerationGraphType<TEnum>
    where TEnum : struct, Enum
{
    protected DescribedEnum(string description, params ReadOnlySpan<(TEnum Value, string Description)> values)
    {
        Description = description;
        foreach (var value in Values) value.Description = null;
        foreach (var (value, text) in values) Values.FindByValue(value)!.Description = text;
        if (Values.FirstOrDefault(v => v.Description is null) is { } missing)
            throw new InvalidOperationException($"{Name}.{missing.Name} has no description.");
    }
}
