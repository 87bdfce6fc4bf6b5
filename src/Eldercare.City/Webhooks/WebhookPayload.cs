using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Eldercare.Store.Ids;

namespace Eldercare.City.Webhooks;

/// <summary>An event as the store has it.</summary>
/// <param name="Id">The event's own.</param>
/// <param name="At">When it was recorded.</param>
/// <param name="Fact">What happened.</param>
public sealed record StoredEvent(Guid Id, DateTimeOffset At, object Fact);

/// <summary>
/// What is posted: JSON with ids and enums as the API writes them. The words are those of Standard Webhooks where it has some
/// (<c>type</c>, <c>timestamp</c>, <c>data</c>).
/// </summary>
public sealed class WebhookPayload(IPublicIds ids)
{
    private readonly JsonSerializerOptions _json = Options(ids);

    public byte[] Of(WebhookDelivery delivery, StoredEvent stored)
    {
        var offered = OfferedEvents.Of(delivery.Kind);
        return JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                stored.Id,
                offered.Type,
                offered.Version,
                delivery.Sequence,
                Timestamp = stored.At.UtcDateTime,
                Stream = ids.OfStream(offered.Stream, delivery.Stream),
                Replay = delivery.Replay > 0 ? true : default(bool?),
                Data = offered.Data(stored.Fact),
            },
            _json);
    }

    private static JsonSerializerOptions Options(IPublicIds ids) => new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new PublicIdConverterFactory(ids), new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseUpper) },
    };

    private sealed class PublicIdConverterFactory(IPublicIds ids) : JsonConverterFactory
    {
        private static readonly ConcurrentDictionary<Type, bool> s_ids = new();

        public override bool CanConvert(Type typeToConvert) => s_ids.GetOrAdd(typeToConvert, static type => type.IsValueType
            && Array.Exists(type.GetInterfaces(), i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IId<>)));

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
            (JsonConverter)Activator.CreateInstance(typeof(PublicIdConverter<>).MakeGenericType(typeToConvert), ids)!;
    }

    private sealed class PublicIdConverter<TId>(IPublicIds ids) : JsonConverter<TId>
        where TId : struct, IId<TId>
    {
        public override TId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("Payloads are only written.");

        public override void Write(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) =>
            writer.WriteStringValue(ids.Of(typeof(TId), value.Value));
    }
}
