using Microsoft.Extensions.Hosting;
using Npgsql;
using Wolverine.Runtime;

namespace Eldercare.Store;

/// <summary>
/// A killed host's node stays registered, and counts as alive until its heartbeat is stale. A host that takes the lead earlier wants
/// to take views or reactions over from the dead one, and waits for its answer a minute and longer: nothing is shown, nothing follows
/// meanwhile. So a host that finds other nodes when it starts looks on until the dead among them are known for dead.
/// </summary>
internal sealed class NodesLeftBehind(NpgsqlDataSource database, IWolverineRuntime wolverine) : IHostedLifecycleService
{
    /// <summary>The own first heartbeat comes with the first look: in time, or the others would take this host for dead.</summary>
    private static readonly TimeSpan s_inTime = TimeSpan.FromMilliseconds(500);

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var durability = wolverine.Options.Durability;
        if (await AnyAsync(cancellationToken)) durability.FirstHealthCheckExecution = durability.StaleNodeTimeout - s_inTime;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<bool> AnyAsync(CancellationToken cancellation)
    {
        const string Nodes = $"{StoreSchema.Messages}.wolverine_nodes";
        return await IsTrueAsync($"select to_regclass('{Nodes}') is not null", cancellation)
            && await IsTrueAsync($"select exists (select from {Nodes})", cancellation);
    }

    private async Task<bool> IsTrueAsync(string sql, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(sql);
        return await command.ExecuteScalarAsync(cancellation) is true;
    }
}
