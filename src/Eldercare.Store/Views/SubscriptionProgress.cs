using Npgsql;

namespace Eldercare.Store.Views;

/// <summary>How far a subscription has come that reads the events beside the views.</summary>
public sealed class SubscriptionProgress(NpgsqlDataSource database)
{
    /// <summary>The subscription that hands events to what follows from them by itself.</summary>
    public const string Reactions = "Reactions";

    /// <summary>The last sequence number the subscription has processed, and the last one in the store.</summary>
    public async Task<(long Processed, long Last)> CurrentAsync(string subscription, CancellationToken cancellation = default)
    {
        await using var command = database.CreateCommand(
            $"""
            select coalesce((select last_seq_id from {StoreSchema.Name}.mt_event_progression where name = $1), 0),
                   coalesce((select max(seq_id) from {StoreSchema.Name}.mt_events), 0)
            """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = $"{subscription}:All" });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return (reader.GetInt64(0), reader.GetInt64(1));
    }
}
