using System.Text.Json;
using System.Text.Json.Serialization;

namespace Eldercare.Store.Deciding;

/// <summary>The same said in Chinese and English.</summary>
public sealed record Words(string Zh, string En);

/// <summary>For words that stand in receipts: those written before there was a Chinese hold the English alone, as a string.</summary>
public sealed class WordsOrText : JsonConverter<Words>
{
    public override Words Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String) return JsonSerializer.Deserialize<Words>(ref reader, options)!;
        var text = reader.GetString()!;
        return new(text, text);
    }

    public override void Write(Utf8JsonWriter writer, Words value, JsonSerializerOptions options) => JsonSerializer.Serialize(writer, value, options);
}
