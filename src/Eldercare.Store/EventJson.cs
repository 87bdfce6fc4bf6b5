using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Eldercare.Store.Deciding;
using Eldercare.Store.Ids;

namespace Eldercare.Store;

/// <summary>How events, refusals and messages look as JSON: camelCase, enums by name, bare uuids for ids, no nulls.</summary>
public static class EventJson
{
    public static JsonSerializerOptions Options { get; } = Create();

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions { TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveMessagesOut } } };
        Configure(options);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    /// <summary>Gives other options the same shape; the event store makes its own from this.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.Converters.Add(new IdJsonConverterFactory());
        options.Converters.Add(new JsonStringEnumConverter());
    }

    /// <summary>What a refusal says follows from what it holds. An attribute on the abstract property would not do: overrides do not inherit it.</summary>
    private static void LeaveMessagesOut(JsonTypeInfo type)
    {
        if (!type.Type.IsSubclassOf(typeof(Refusal))) return;
        foreach (var message in type.Properties.Where(p => p.AttributeProvider is PropertyInfo { Name: nameof(Refusal.Message) }).ToArray())
            type.Properties.Remove(message);
    }
}
