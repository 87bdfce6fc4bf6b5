using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Eldercare.Benchmarks;

/// <summary>One line of a benchmark's report.</summary>
/// <param name="Correct">What was acknowledged is what stands in the tables and, soon after, on the boards, no more and no less.</param>
/// <param name="Callers">How many sent at once.</param>
/// <param name="Variant">What tells it from the plain run; null for that.</param>
public sealed record Measurement(
    string Scenario, string Metric, double Value, string Unit, string Reference, double ReferenceValue, double Ratio,
    double P50Ms, double P99Ms, bool Correct, int Callers, string? Variant = null, string Note = "")
{
    private static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public string ToJson() => JsonSerializer.Serialize(this, s_json);

    public void Print(bool json)
    {
        if (json)
        {
            Console.WriteLine(ToJson());
            return;
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Scenario,-10} {Metric,-16} {Callers,5} callers {Value,8:N0} {Unit}  p50 {P50Ms,7:0.0} ms  p99 {P99Ms,7:0.0} ms  "
            + $"{(Correct ? "correct" : "WRONG")}  {Ratio,6:0.00} x {Reference} ({ReferenceValue:N0})  {Variant}  {Note}"));
    }
}
