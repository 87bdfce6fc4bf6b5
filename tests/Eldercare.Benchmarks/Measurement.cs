using System.Globalization;
using System.Text.Json;

namespace Eldercare.Benchmarks;

/// <summary>One line of a benchmark's report.</summary>
/// <param name="Scenario">Which benchmark.</param>
/// <param name="Metric">What was measured; with <paramref name="Callers"/> and <paramref name="Variant"/> it names the line.</param>
/// <param name="Value">The result.</param>
/// <param name="Unit">Of both values.</param>
/// <param name="Reference">What it is compared with, under the same load.</param>
/// <param name="ReferenceValue">The reference's result.</param>
/// <param name="Ratio">The value divided by the reference's.</param>
/// <param name="P50Ms">Half of the calls took no longer.</param>
/// <param name="P99Ms">Nor did 99 of 100.</param>
/// <param name="Correct">What was acknowledged is what stands in the tables and in the read models, no more and no less.</param>
/// <param name="Callers">How many called at once.</param>
/// <param name="Variant">What was different from the ordinary run, if anything.</param>
/// <param name="Note">For people.</param>
public sealed record Measurement(
    string Scenario, string Metric, double Value, string Unit, string Reference, double ReferenceValue, double Ratio,
    double P50Ms, double P99Ms, bool Correct, int Callers, string? Variant, string Note)
{
    private static readonly JsonSerializerOptions s_json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public void Print(bool json)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(this, s_json));
            return;
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Scenario,-10} {Metric,-14} {Callers,5:N0} callers {Value,10:N0} {Unit}  p50 {P50Ms,7:0.0} ms  p99 {P99Ms,7:0.0} ms  {(Correct ? "correct" : "WRONG")}  {Ratio,6:0.00} x {Reference} ({ReferenceValue:N0})  {Variant} {Note}"));
    }
}
