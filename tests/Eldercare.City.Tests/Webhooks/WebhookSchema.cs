using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using Eldercare.City.Tests.Events;
using Eldercare.City.Webhooks;
using Eldercare.Store;
using Eldercare.Store.Ids;
using Eldercare.Testing;
using static Eldercare.City.Tests.City;

namespace Eldercare.City.Tests.Webhooks;

/// <summary>What is posted of an event, as a JSON Schema and as a sample: for whoever writes a receiver.</summary>
internal sealed record WebhookSchema(OfferedEvent Offered)
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseUpper) },
        TypeInfoResolver = new System.Text.Json.Serialization.Metadata.DefaultJsonTypeInfoResolver(),
    };

    private static readonly WebhookPayload s_payload = new(new ApiIds());

    public static string Folder { get; } = SolutionFolder.Of("schema", "webhooks");

    public string File => Path.Combine(Folder, $"{Offered.Type}.v{Offered.Version}.json");

    public string SampleFile => Path.Combine(Folder, "samples", $"{Offered.Type}.v{Offered.Version}.json");

    private object Fact => JsonSerializer.Deserialize(EventSample.Of(Offered.Fact), Offered.Fact, EventJson.Options)!;

    public string Sample()
    {
        var delivery = new WebhookDelivery(new(Id("delivery")), new(Id("hook")), 0, 4711, Id(Offered.Stream), Offered.Kind, default, 0, Now, null, null);
        return EventSchema.Text(JsonNode.Parse(s_payload.Of(delivery, new StoredEvent(Id("event"), Now, Fact)))!);
    }

    public string Text()
    {
        var told = Offered.Data(Fact).GetType();
        return EventSchema.Text(new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = Offered.Type,
            ["description"] = Offered.Description,
            ["type"] = "object",
            ["properties"] = new JsonObject
            {
                ["id"] = new JsonObject { ["type"] = "string", ["format"] = "uuid", ["description"] = "The event's own: the same however often it is told." },
                ["type"] = new JsonObject { ["const"] = Offered.Type },
                ["version"] = new JsonObject { ["const"] = Offered.Version },
                ["sequence"] = new JsonObject { ["type"] = "integer", ["minimum"] = 1, ["description"] = "Its place in the order of all events." },
                ["timestamp"] = new JsonObject { ["type"] = "string", ["format"] = "date-time", ["description"] = "When it was recorded, in UTC." },
                ["stream"] = GlobalId(),
                ["replay"] = new JsonObject { ["const"] = true, ["description"] = "Told again by replayWebhook; else not there." },
                ["data"] = new JsonObject
                {
                    ["type"] = "object",
                    ["properties"] = new JsonObject(told.GetProperties().Select(p => KeyValuePair.Create(NameOf(p), (JsonNode?)Of(p.PropertyType)))),
                    ["required"] = Required(told.GetProperties().Select(p => Offered.Fact.GetProperty(p.Name)!)),
                },
            },
            ["required"] = new JsonArray("id", "type", "version", "sequence", "timestamp", "stream", "data"),
        });
    }

    private static JsonNode Of(Type type) => s_json.GetJsonSchemaAsNode(type, new JsonSchemaExporterOptions
    {
        TreatNullObliviousAsNonNullable = true,
        TransformSchemaNode = (context, node) => Transform(Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type, context.TypeInfo.ElementType, node),
    });

    /// <summary>As the API writes them: ids opaque, enums in upper case; what is null is left out rather than written.</summary>
    private static JsonNode Transform(Type type, Type? item, JsonNode node)
    {
        if (IsId(type)) return GlobalId();
        if (type == typeof(Fen)) return new JsonObject { ["type"] = "integer", ["description"] = "Fen, 0.01 yuan." };
        if (node is not JsonObject schema) return node;
        if (type == typeof(TimeOnly)) return new JsonObject { ["type"] = "string", ["pattern"] = @"^\d{2}:\d{2}:\d{2}(\.\d+)?$" };
        if (type.IsEnum)
            return new JsonObject { ["type"] = "string", ["enum"] = new JsonArray([.. Enum.GetNames(type).Select(n => (JsonNode)JsonNamingPolicy.SnakeCaseUpper.ConvertName(n))]) };
        if (schema["type"] is JsonArray { Count: 2 } types && types.Any(t => (string?)t == "null")) schema["type"] = (string?)types.First(t => (string?)t != "null");
        // With these options a number may be read from a string; it is written as one.
        if (schema["type"] is JsonArray numbers && numbers.Any(t => (string?)t == "string")) (schema["type"], _) = ((string?)numbers.First(t => (string?)t != "string"), schema.Remove("pattern"));
        if (schema["properties"] is JsonObject properties)
        {
            schema["required"] = Required(type.GetProperties());
            // Of what is null when it is not given the exporter says no more than that.
            foreach (var property in type.GetProperties().Where(p => properties[NameOf(p)] is JsonObject { Count: 1 } only && only.ContainsKey("default")))
                properties[NameOf(property)] = Of(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType);
        }

        if (item is not null && IsId(item)) schema["items"] = GlobalId();
        return schema;
    }

    private static JsonArray Required(IEnumerable<PropertyInfo> properties) =>
        [.. properties.Where(p => new NullabilityInfoContext().Create(p).ReadState == NullabilityState.NotNull).Select(NameOf)];

    private static string NameOf(PropertyInfo property) => JsonNamingPolicy.CamelCase.ConvertName(property.Name);

    private static bool IsId(Type type) => type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IId<>));

    private static JsonObject GlobalId() => new() { ["type"] = "string", ["description"] = "An id as the API has it: for node(id)." };

    /// <summary>As the API makes them.</summary>
    private sealed class ApiIds : IPublicIds
    {
        public string Of(Type type, Guid id) => Of(type.Name[..^2], id);

        public string OfStream(string stream, Guid id) => Of(string.Concat(stream.Split('_').Select(w => char.ToUpperInvariant(w[0]) + w[1..])), id);

        private static string Of(string name, Guid id) => Convert.ToBase64String(Encoding.UTF8.GetBytes($"{name}:{id}")).TrimEnd('=');
    }
}
