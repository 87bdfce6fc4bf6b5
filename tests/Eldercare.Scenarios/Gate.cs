using Npgsql;

namespace Eldercare.Scenarios;

/// <summary>
/// Holds transactions of a test's database at a place where they can be met only by luck otherwise: a trigger waits there for a
/// lock that the gate holds while it is shut.
/// </summary>
internal sealed class Gate : IAsyncDisposable
{
    private const int Lock = 1_960_08;

    private readonly NpgsqlConnection _connection;

    private Gate(NpgsqlConnection connection) => _connection = connection;

    /// <summary>A gate in the middle of the commit of every transaction that writes an event of one of these types.</summary>
    public static Task<Gate> BeforeTheCommitOfAsync(string database, params string[] eventTypes) => AtAsync(
        database,
        $"""
        create constraint trigger gate after insert on eldercare.mt_events deferrable initially deferred
        for each row when (new.type in ({string.Join(", ", eventTypes.Select(t => $"'{t}'"))})) execute function gate()
        """,
        "true");

    /// <summary>A gate behind the taking of claims, for the sessions of one application.</summary>
    public static Task<Gate> BehindTheClaimsOfAsync(string database, string application) => AtAsync(
        database,
        "create trigger gate after insert on eldercare.claims for each statement execute function gate()",
        $"current_setting('application_name') = '{application}'");

    /// <summary>A gate between the decision of a command and its events, before their numbers are drawn.</summary>
    public static Task<Gate> BeforeTheEventsOfAsync(string database, string command) => AtAsync(
        database,
        $"""
        create trigger gate after insert on eldercare.receipts
        for each row when (new.command = '{command}') execute function gate()
        """,
        "true");

    public Task ShutAsync() => ExecuteAsync($"select pg_advisory_lock({Lock})");

    public Task OpenAsync() => ExecuteAsync($"select pg_advisory_unlock({Lock})");

    /// <summary>How many transactions wait at the gate.</summary>
    public Task<long> WaitingAsync() => WaitersAsync(_connection, Lock);

    /// <summary>How many sessions wait for an advisory lock.</summary>
    public static async Task<long> WaitersAsync(NpgsqlConnection connection, long key)
    {
        await using var command = new NpgsqlCommand(
            $"""
            select count(*) from pg_locks where locktype = 'advisory' and not granted
            and classid = {key >> 32} and objid = {key & 0xFFFF_FFFF}
            and database = (select oid from pg_database where datname = current_database())
            """,
            connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Waiters for another lock, seen over the gate's own connection.</summary>
    public Task<long> WaitersAsync(long key) => WaitersAsync(_connection, key);

    /// <summary>Cuts an application's connections to this database (tests beside it have theirs), as the end of its machine does.</summary>
    public Task CutOffAsync(string application) =>
        ExecuteAsync($"select pg_terminate_backend(pid) from pg_stat_activity where application_name = '{application}' and datname = current_database()");

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private static async Task<Gate> AtAsync(string database, string trigger, string condition)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        var gate = new Gate(connection);
        await gate.ExecuteAsync(
            $"""
            create function gate() returns trigger language plpgsql as $gate$
            begin
              if {condition} then perform pg_advisory_xact_lock_shared({Lock}); end if;
              return null;
            end $gate$;
            {trigger}
            """);
        return gate;
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = new NpgsqlCommand(sql, _connection);
        await command.ExecuteNonQueryAsync();
    }
}
