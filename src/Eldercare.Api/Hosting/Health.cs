using Eldercare.City.Messages;
using Eldercare.City.Webhooks;
using Eldercare.Store;
using Eldercare.Store.Views;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Eldercare.Api.Hosting;

/// <summary>
/// <c>/health/live</c>: the process answers. <c>/health/ready</c>: the database answers and the read models run and keep up. When messages
/// to people, reactions or webhooks stand still it says so as degraded, and is ready all the same: meals can be booked, and no other host does better.
/// </summary>
public static class Health
{
    /// <summary>More events than this behind, and boards are not to be trusted. A history import stays far below it.</summary>
    private const long MostBehind = 200_000;

    /// <summary>Behind for so long without processing anything is standing still. A page of events takes well below a second.</summary>
    private static readonly TimeSpan s_longestStandstill = TimeSpan.FromSeconds(15);

    public static void AddEldercareHealth(this IServiceCollection services)
    {
        var checks = services.AddHealthChecks().AddCheck<DatabaseCheck>("database").AddCheck<ViewsCheck>("views");
        foreach (var (check, subscription) in SubscriptionPulses.All)
            checks.AddTypeActivatedCheck<SubscriptionCheck>(check, failureStatus: null, tags: [], subscription);
        checks.AddCheck<OutboxCheck>("outbox").AddCheck<WebhooksCheck>("webhooks");
        services.AddSingleton<DatabaseCheck>();
        services.AddSingleton<ViewsCheck>();
        services.AddSingleton<OutboxCheck>();
        services.AddSingleton<WebhooksCheck>();
        services.AddSingleton<WebhookPulse>();
        services.AddSingleton<ViewPulse>();
        services.AddSingleton<SubscriptionPulses>();
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

    private sealed class SubscriptionCheck(SubscriptionProgress progress, SubscriptionPulses pulses, string subscription) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            try
            {
                var (processed, last) = await progress.CurrentAsync(subscription, cancellationToken);
                var detail = $"{processed} of {last} events";
                var standstill = pulses.Of(context.Registration.Name).Saw(processed, last);
                return standstill > s_longestStandstill
                    ? HealthCheckResult.Degraded($"{detail}, and none processed for {standstill.TotalSeconds:0} s: the {context.Registration.Name} stand still")
                    : HealthCheckResult.Healthy(detail);
            }
            catch (Exception fault) when (fault is NpgsqlException or TimeoutException)
            {
                return HealthCheckResult.Unhealthy("the database does not answer");
            }
        }
    }

    private sealed class WebhooksCheck(WebhookPulse pulse, WebhookQueue webhooks) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            try
            {
                var (standstill, behind) = await pulse.LookAsync(cancellationToken);
                if (standstill > s_longestStandstill)
                    return HealthCheckResult.Degraded($"{behind} events behind, and none looked at for {standstill.TotalSeconds:0} s: the webhooks stand still");
                var (dead, off) = await webhooks.LostAsync(cancellationToken);
                return HealthCheckResult.Healthy($"{dead} dead letters, {off} switched off");
            }
            catch (Exception fault) when (fault is NpgsqlException or TimeoutException)
            {
                return HealthCheckResult.Unhealthy("the database does not answer");
            }
        }
    }

    /// <summary>Messages are written elsewhere; whether this host can send them, and how many nobody was told.</summary>
    private sealed class OutboxCheck(MessageDispatcher dispatcher, MessageOutbox outbox, TimeProvider clock) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            if (dispatcher.Failing is { } failing && failing > s_longestStandstill)
                return HealthCheckResult.Degraded($"no message could be sent for {failing.TotalSeconds:0} s");
            try
            {
                var (dead, late) = (0L, 0L);
                foreach (var city in await outbox.CitiesAsync(cancellationToken))
                {
                    var untold = await outbox.UntoldAsync(city, clock.GetUtcNow() - TimeSpan.FromDays(1), cancellationToken);
                    (dead, late) = (dead + untold.Dead, late + untold.TooLate);
                }

                return HealthCheckResult.Healthy($"{dead} dead letters, and {late} messages of the last day that came too late to be sent");
            }
            catch (Exception fault) when (fault is NpgsqlException or TimeoutException)
            {
                return HealthCheckResult.Unhealthy("the database does not answer");
            }
        }
    }
}
