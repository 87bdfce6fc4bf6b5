using Npgsql;

namespace Eldercare.City.Reactions;

/// <summary>A session's advisory lock: gone with the connection if the host dies.</summary>
internal sealed class AdvisoryTurn : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;
    private readonly long _key;

    private AdvisoryTurn(NpgsqlConnection connection, long key) => (_connection, _key) = (connection, key);

    /// <summary>The turn, given back when disposed; null while another session has it.</summary>
    /// <param name="database">Where the lock is.</param>
    /// <param name="key">One of <c>AdvisoryLocks</c>.</param>
    /// <param name="cancellation">Ends the asking.</param>
    public static async Task<IAsyncDisposable?> TryTakeAsync(NpgsqlDataSource database, long key, CancellationToken cancellation)
    {
        var connection = await database.OpenConnectionAsync(cancellation);
        AdvisoryTurn? turn = null;
        try
        {
            await using var command = new NpgsqlCommand($"select pg_try_advisory_lock({key})", connection);
            if (await command.ExecuteScalarAsync(cancellation) is true) turn = new AdvisoryTurn(connection, key);
            return turn;
        }
        finally
        {
            if (turn is null) await connection.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await using (_connection)
        await using (var command = new NpgsqlCommand($"select pg_advisory_unlock({_key})", _connection))
            await command.ExecuteNonQueryAsync();
    }
}
