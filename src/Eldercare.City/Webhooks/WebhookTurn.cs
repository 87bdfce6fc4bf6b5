using Eldercare.Store;
using Npgsql;

namespace Eldercare.City.Webhooks;

/// <summary>
/// The turn to look after one webhook: an advisory lock of one session, gone with its connection if the host dies. Everything the holder
/// does about the webhook goes over this connection: who has lost the turn can do nothing more.
/// </summary>
internal sealed class WebhookTurn : IAsyncDisposable
{
    private readonly int _key;

    private WebhookTurn(NpgsqlConnection connection, int key) => (Connection, _key) = (connection, key);

    public NpgsqlConnection Connection { get; }

    /// <summary>The turn, given back when disposed; null while another has it.</summary>
    public static async Task<WebhookTurn?> TryTakeAsync(NpgsqlDataSource database, WebhookId webhook, CancellationToken cancellation)
    {
        // Two that fell on one key would only take turns.
        var key = webhook.Value.GetHashCode();
        var connection = await database.OpenConnectionAsync(cancellation);
        WebhookTurn? turn = null;
        try
        {
            await using var command = new NpgsqlCommand($"select pg_try_advisory_lock({AdvisoryLocks.Webhooks}, {key})", connection);
            if (await command.ExecuteScalarAsync(cancellation) is true) turn = new WebhookTurn(connection, key);
            return turn;
        }
        finally
        {
            if (turn is null) await connection.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await using (Connection)
        {
            // Else the connection is gone, and the lock with it.
            if (Connection.State != System.Data.ConnectionState.Open) return;
            await using var command = new NpgsqlCommand($"select pg_advisory_unlock({AdvisoryLocks.Webhooks}, {_key})", Connection);
            await command.ExecuteNonQueryAsync();
        }
    }
}
