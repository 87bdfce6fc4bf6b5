using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Eldercare.Store;

/// <summary>
/// The audit trail's two indexes of Marten's events: by when and by whom. What an import brought in is in neither, so that a history of
/// millions of events comes in as fast as without them. Marten lets indexes of others be, but makes none that have a condition.
/// </summary>
public sealed class AuditIndexes(NpgsqlDataSource database) : IHostedService
{
    /// <summary>Who has imported events written.</summary>
    public const string Import = "import";

    internal static readonly ImmutableArray<string> Names = ["ix_mt_events_done_at", "ix_mt_events_done_by"];

    internal static string Sql => $"""
        CREATE INDEX IF NOT EXISTS {Names[0]} ON {StoreSchema.Name}.mt_events (tenant_id, timestamp, seq_id) WHERE {DoneHere("mt_events")};
        CREATE INDEX IF NOT EXISTS {Names[1]} ON {StoreSchema.Name}.mt_events (tenant_id, user_name, timestamp, seq_id) WHERE {DoneHere("mt_events")};

        """.ReplaceLineEndings("\n");

    /// <summary>The condition of both: a query that uses them has to say it too.</summary>
    /// <param name="alias">Of the events.</param>
    public static string DoneHere(string alias) => $"{alias}.user_name <> '{Import}'";

    /// <summary>Makes them where they are missing; that holds writers up for a second a million events, once.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var look = database.CreateCommand($"select to_regclass('{StoreSchema.Name}.{Names[0]}') is not null and to_regclass('{StoreSchema.Name}.{Names[1]}') is not null");
        if ((bool)(await look.ExecuteScalarAsync(cancellationToken))!) return;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var make = new NpgsqlCommand($"select pg_advisory_xact_lock({AdvisoryLocks.AuditIndexes}); {Sql}", connection);
        await make.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
