using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using Eldercare.Store;
using Eldercare.Store.Ids;

namespace Eldercare.City.Tests.Events;

/// <summary>Derives an event type's JSON Schema from the type and the store's serializer.</summary>
internal static class EventSchema
{
    private static readonly JsonSerializerOptions s_indented = new()
    {
        WriteIndented = true,
        IndentSize = 2,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Of(Type type)
    {
        var exported = (JsonObject)EventJson.Options.GetJsonSchemaAsNode(type, new JsonSchemaExporterOptions
        {
            TreatNullObliviousAsNonNullable = true,
            TransformSchemaNode = Transform,
        });
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = type.Name,
        };
        foreach (var (name, value) in exported.ToArray())
        {
            exported.Remove(name);
            schema[name] = value;
        }

        return Text(schema);
    }

    public static string Text(JsonNode node) => node.ToJsonString(s_indented) + "\n";

    /// <summary>Ids are bare uuids, enums are strings, nulls are left out rather than written.</summary>
    private static JsonNode Transform(JsonSchemaExporterContext context, JsonNode node)
    {
        var type = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
        if (IsId(type)) return Uuid();
        if (type == typeof(Fen)) return new JsonObject { ["type"] = "integer", ["description"] = "Fen, 0.01 yuan." };
        if (node is not JsonObject schema) return node;
        // 'time' in JSON Schema has an offset; a city's clock time has none.
        if (type == typeof(TimeOnly)) return new JsonObject { ["type"] = "string", ["pattern"] = @"^\d{2}:\d{2}:\d{2}(\.\d+)?$" };
        if (type.IsEnum)
            return new JsonObject { ["type"] = "string", ["enum"] = new JsonArray([.. Enum.GetNames(type).Select(n => (JsonNode)n)]) };
        if (schema["type"] is JsonArray { Count: 2 } types && types.Any(t => (string?)t == "null"))
            schema["type"] = (string?)types.First(t => (string?)t != "null");
        if (schema["properties"] is JsonObject) schema["required"] = Required(type);
        if (context.TypeInfo.ElementType is { } item && IsId(item)) schema["items"] = Uuid();
        return schema;
    }

    private static bool IsId(Type type) =>
        type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IId<>));

    private static JsonObject Uuid() => new() { ["type"] = "string", ["format"] = "uuid" };

    /// <summary>Everything the constructor asks for, except what may be null or has a default.</summary>
    private static JsonArray Required(Type type) =>
    [
        .. type.GetConstructors().MaxBy(c => c.GetParameters().Length)!.GetParameters()
            .Where(p => !p.HasDefaultValue && new NullabilityInfoContext().Create(p).WriteState == NullabilityState.NotNull)
            .Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name!)),
    ];
}
