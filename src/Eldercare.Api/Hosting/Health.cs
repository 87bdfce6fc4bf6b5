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

    public static void AddEldercareHealth(this IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck<DatabaseCheck>("database").AddCheck<ViewsCheck>("views");
        services.AddSingleton<DatabaseCheck>();
        services.AddSingleton<ViewsCheck>();
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

    private sealed class ViewsCheck(IViewProgress progress) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            try
            {
                var (processed, last) = await progress.CurrentAsync(cancellationToken);
                var detail = $"{processed} of {last} events";
                return last - processed > MostBehind ? HealthCheckResult.Unhealthy(detail) : HealthCheckResult.Healthy(detail);
            }
            catch (Exception fault) when (fault is NpgsqlException or TimeoutException)
            {
                return HealthCheckResult.Unhealthy("the database does not answer");
            }
        }
    }
}
