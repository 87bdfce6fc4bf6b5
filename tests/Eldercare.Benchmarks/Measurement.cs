using System.Globalization;
using System.Text.Json;

namespace Eldercare.Benchmarks;

/// <summary>One line of a benchmark's report.</summary>
/// <param name="Correct">What was acknowledged is what stands in the tables, no more and no less.</param>
public sealed record Measurement(
    string Scenario, string Metric, double Value, string Unit, string? Reference, double? ReferenceValue, double? Ratio,
    double P50Ms, double P99Ms, bool Correct, string Note = "")
{
    private static readonly JsonSerializerOptions s_json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public void Print(bool json)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(this, s_json));
            return;
        }

        var ratio = Ratio is { } r ? string.Create(CultureInfo.InvariantCulture, $"  {r,6:0.00} x {Reference} ({ReferenceValue:N0})") : string.Empty;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Scenario,-10} {Metric,-28} {Value,10:N0} {Unit}  p50 {P50Ms,7:0.0} ms  p99 {P99Ms,7:0.0} ms  {(Correct ? "correct" : "WRONG")}{ratio}  {Note}"));
    }
}
