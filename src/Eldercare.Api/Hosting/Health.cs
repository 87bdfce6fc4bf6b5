using Eldercare.Store;
using Eldercare.Store.Views;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Eldercare.Api.Hosting;

/// <summary>
/// <c>/health/live</c>: the process answers. <c>/health/ready</c>: the database answers and the read models run and keep up.
/// </summary>
public static class Health
{
    /// <summary>More events than this behind, and boards are not to be trusted. A history import stays far below it.</summary>
    private const long MostBehind = 200_000;

    /// <summary>Behind for so long without processing anything is standing still. A page of events takes well below a second.</summary>
    private static readonly TimeSpan s_longestStandstill = TimeSpan.FromSeconds(15);

    public static void AddEldercareHealth(this IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck<DatabaseCheck>("database").AddCheck<ViewsCheck>("views");
        services.AddSingleton<DatabaseCheck>();
        services.AddSingleton<ViewsCheck>();
        services.AddSingleton<ViewPulse>();
        services.AddHostedService<ViewWatch>();
    }

    public static void MapEldercareHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        app.MapHealthChecks("/health/ready", new HealthCheckOptions
        {
            ResponseWriter = (context, report) => context.Response.WriteAsJsonAsync(new
            {
                status = report.Status.ToString(),
                checks = report.Entries.ToDictionary(e => e.Key, e => new { status = e.Value.Status.ToString(), detail = e.Value.Description }),
            }),
        });
    }

    private sealed class DatabaseCheck(NpgsqlDataSource database) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            try
            {
                await using var command = database.CreateCommand($"select count(*) from pg_tables where schemaname = '{StoreSchema.Name}'");
                command.CommandTimeout = 3;
                return (long)(await command.ExecuteScalarAsync(cancellationToken))! > 0
                    ? HealthCheckResult.Healthy()
                    : HealthCheckResult.Unhealthy("the schema is missing");
            }
            catch (Exception fault) when (fault is NpgsqlException or TimeoutException)
            {
                return HealthCheckResult.Unhealthy("the database does not answer");
            }
        }
    }

    private sealed class ViewsCheck(IViewProgress progress, ViewPulse pulse) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            try
            {
                var (processed, last) = await progress.CurrentAsync(cancellationToken);
                var detail = $"{processed} of {last} events";
                var standstill = pulse.Saw(processed, last);
                if (standstill > s_longestStandstill)
                    return HealthCheckResult.Unhealthy($"{detail}, and none processed for {standstill.TotalSeconds:0} s: the read models stand still");
                return last - processed > MostBehind ? HealthCheckResult.Unhealthy(detail) : HealthCheckResult.Healthy(detail);
            }
            catch (Exception fault) when (fault is NpgsqlException or TimeoutException)
            {
                return HealthCheckResult.Unhealthy("the database does not answer");
            }
        }
    }
}
