using Eldercare.Store;
using Npgsql;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Eldercare.Api.Hosting;

/// <summary>Logs, traces and metrics. None holds personal data: commands are named, their contents are not logged.</summary>
public static class Observability
{
    public static void AddEldercareLogging(this WebApplicationBuilder builder, bool quiet)
    {
        builder.Logging.ClearProviders();
        if (Console.IsOutputRedirected && !quiet) builder.Logging.AddJsonConsole(o => o.UseUtcTimestamp = true);
        else builder.Logging.AddSimpleConsole(o => o.SingleLine = true);
        builder.Logging.SetMinimumLevel(quiet ? LogLevel.Error : LogLevel.Information);
        foreach (var chatty in (string[])["Microsoft.AspNetCore", "Npgsql", "Wolverine", "Marten", "JasperFx", "Microsoft.Hosting"])
            builder.Logging.AddFilter(chatty, quiet ? LogLevel.Critical : LogLevel.Warning);
    }

    /// <summary>Exports by OTLP when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says where to.</summary>
    public static void AddEldercareTelemetry(this WebApplicationBuilder builder)
    {
        if (string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"])) return;
        builder.Services.AddOpenTelemetry()
            .WithTracing(t => t.AddSource(Telemetry.Name).AddAspNetCoreInstrumentation().AddNpgsql())
            .WithMetrics(m => m.AddMeter(Telemetry.Name).AddAspNetCoreInstrumentation().AddMeter("Npgsql"))
            .UseOtlpExporter();
    }
}
