using System.Text.Json;
using System.Text.Json.Serialization;

namespace Eldercare.Store;

/// <summary>Money: a whole number of fen, 0.01 yuan. In JSON a number, in tables a bigint.</summary>
[JsonConverter(typeof(FenJsonConverter))]
public readonly record struct Fen(long Value) : IComparable<Fen>
{
    public static Fen Zero => default;

    public static Fen operator +(Fen left, Fen right) => new(checked(left.Value + right.Value));

    public static Fen operator -(Fen left, Fen right) => new(checked(left.Value - right.Value));

    public static Fen operator -(Fen value) => new(checked(-value.Value));

    public static bool operator <(Fen left, Fen right) => left.Value < right.Value;

    public static bool operator >(Fen left, Fen right) => left.Value > right.Value;

    public static bool operator <=(Fen left, Fen right) => left.Value <= right.Value;

    public static bool operator >=(Fen left, Fen right) => left.Value >= right.Value;

    public static Fen Min(Fen left, Fen right) => left < right ? left : right;

    public static Fen Max(Fen left, Fen right) => left > right ? left : right;

    public int CompareTo(Fen other) => Value.CompareTo(other.Value);

    /// <summary>In yuan, for people: <c>8.00</c>.</summary>
    public override string ToString() => (Value / 100m).ToString("0.00", System.Globalization.CultureInfo.InvariantCulture);
}

internal sealed class FenJsonConverter : JsonConverter<Fen>
{
    public override Fen Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetInt64());

    public override void Write(Utf8JsonWriter writer, Fen value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Value);
}
