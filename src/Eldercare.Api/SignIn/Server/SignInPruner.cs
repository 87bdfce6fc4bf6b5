using Microsoft.Extensions.Options;
using Npgsql;
using OpenIddict.Abstractions;

namespace Eldercare.Api.SignIn.Server;

/// <summary>Removes what has ended: tokens and authorizations a month old, sessions, forgotten attempts, old sign-ins. Each host does it; twice does no harm.</summary>
public sealed class SignInPruner(
    IServiceScopeFactory scopes, NpgsqlDataSource database, IOptions<SignInSettings> settings, TimeProvider clock, ILogger<SignInPruner> logger) : BackgroundService
{
    private static readonly TimeSpan s_interval = TimeSpan.FromHours(1);

    private static readonly TimeSpan s_kept = TimeSpan.FromDays(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(s_interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await PruneAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is NpgsqlException or TimeoutException or AggregateException)
            {
                logger.LogWarning(fault, "What has ended at the sign-in server was not removed; next try in an hour.");
            }
        }
    }

    public async Task PruneAsync(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IOpenIddictTokenManager>().PruneAsync(now - s_kept, stop);
        await scope.ServiceProvider.GetRequiredService<IOpenIddictAuthorizationManager>().PruneAsync(now - s_kept, stop);
        await using var batch = database.CreateBatch();
        Add("sessions where expires_at < $1", now);
        Add("attempts where at < $1", now - TimeSpan.FromDays(1));
        Add("sign_ins where at < $1", now - settings.Value.Server.SignInsKept);
        await batch.ExecuteNonQueryAsync(stop);

        void Add(string rows, DateTimeOffset before) =>
            batch.BatchCommands.Add(new NpgsqlBatchCommand($"delete from signin.{rows}") { Parameters = { new() { Value = before } } });
    }
}
