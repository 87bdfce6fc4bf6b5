using System.Globalization;
using System.Text.Json.Serialization;

namespace Eldercare.Subsidies;

/// <summary>A calendar month in the city.</summary>
/// <param name="Value">yyyymm.</param>
public readonly record struct YearMonth(int Value)
{
    public static YearMonth Of(DateOnly date) => new((date.Year * 100) + date.Month);

    /// <summary>Null when it is no month between the years 1900 and 2200, as <c>2026-10</c>.</summary>
    public static YearMonth? TryParse(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first) && first.Year is >= 1900 and <= 2200
            ? Of(first)
            : null;

    [JsonIgnore]
    public DateOnly First => new(Value / 100, Value % 100, 1);

    [JsonIgnore]
    public DateOnly Last => First.AddMonths(1).AddDays(-1);

    [JsonIgnore]
    public YearMonth Next => Of(First.AddMonths(1));

    [JsonIgnore]
    public YearMonth Previous => Of(First.AddDays(-1));

    public override string ToString() => First.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}
