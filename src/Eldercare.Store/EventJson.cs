using System.Text.Json;
using System.Text.Json.Serialization;
using Eldercare.Store.Ids;

namespace Eldercare.Store;

/// <summary>How events, refusals and messages look as JSON: camelCase, enums by name, bare uuids for ids, no nulls.</summary>
public static class EventJson
{
    public static JsonSerializerOptions Options { get; } = Create();

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions();
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
}
