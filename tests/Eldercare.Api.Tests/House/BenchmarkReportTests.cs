using System.Text.Json;
using Eldercare.Benchmarks;

namespace Eldercare.Api.Tests.House;

/// <summary>The benchmarks' JSON, as those who compare runs read it.</summary>
public sealed class BenchmarkReportTests
{
    private static readonly string[] s_agreed =
        ["scenario", "metric", "value", "unit", "reference", "reference_value", "ratio", "p50_ms", "p99_ms", "correct"];

    [Fact]
    public void A_line_has_the_agreed_fields_and_the_callers()
    {
        Assert.Equal([.. s_agreed, "callers", "note"], Fields(variant: null));
        Assert.Equal([.. s_agreed, "callers", "variant", "note"], Fields("second host, 5 % duplicates"));
    }

    private static string[] Fields(string? variant)
    {
        var line = new Measurement("bookings", "bookings", 1, "1/s", "one-sql-statement", 1, 1, 1, 1, true, 2_000, variant).ToJson();
        Assert.DoesNotContain('\n', line);
        return [.. JsonDocument.Parse(line).RootElement.EnumerateObject().Select(p => p.Name)];
    }
}
