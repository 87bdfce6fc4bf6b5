using Npgsql;
using NpgsqlTypes;

namespace Eldercare.Benchmarks.CheckIns;

/// <summary>
/// The reference: what a check-in must do at least, hand-written over plain tables, in one transaction and one round trip: the guest is
/// served, an event says so, and a charge splits the price. No card, no key, no caps, no HTTP.
/// </summary>
public sealed class OneSqlTransaction(string connectionString, CheckInWorkload workload) : IAsyncDisposable
{
    private const int Connections = 32;

    private const string CheckIn = """
        with served as (update ref.guests set served_at = now() where sitting = $1 and elder = $2 and served_at is null
            returning sitting, elder, entitled),
        event as (insert into ref.events (sitting, type, data, at)
            select sitting, 'meal_served', jsonb_build_object('elder', elder, 'channel', 'DineIn'), now() from served)
        insert into ref.charges (elder, date, meal, sitting, price, city, charity, elder_pays)
            select elder, $3, 'Lunch', sitting, 800, case when entitled then 300 else 0 end, case when entitled then 300 else 0 end,
                case when entitled then 200 else 800 end from served returning 1
        """;

    private readonly NpgsqlDataSource _database =
        new NpgsqlDataSourceBuilder(new NpgsqlConnectionStringBuilder(connectionString)
        {
            MaxPoolSize = Connections,
            MaxAutoPrepare = 20,
            AutoPrepareMinUsages = 1,
            Timeout = 300,
        }.ConnectionString).Build();

    private readonly SemaphoreSlim _connections = new(Connections);
    private long _acknowledged;

    public async Task PrepareAsync()
    {
        await ExecuteAsync("""
            create schema ref;
            create table ref.guests (sitting uuid, elder uuid, entitled boolean not null, served_at timestamptz, primary key (sitting, elder))
                with (fillfactor = 50);
            create table ref.events (id bigint generated always as identity primary key, sitting uuid not null, type text not null,
                data jsonb not null, at timestamptz not null);
            create table ref.charges (elder uuid, date date, meal text, sitting uuid not null, price bigint not null, city bigint not null,
                charity bigint not null, elder_pays bigint not null, primary key (elder, date, meal));
            """);
        await using (var connection = await _database.OpenConnectionAsync())
        await using (var copy = await connection.BeginBinaryImportAsync("copy ref.guests (sitting, elder, entitled) from stdin (format binary)"))
        {
            for (var n = 0; n < workload.Guests; n++)
            {
                copy.StartRow();
                copy.Write(workload.Sitting(n % CheckInWorkload.Points).Value, NpgsqlDbType.Uuid);
                copy.Write(CheckInWorkload.Elder(n).Value, NpgsqlDbType.Uuid);
                copy.Write(CheckInWorkload.IsEntitled(n), NpgsqlDbType.Boolean);
            }

            await copy.CompleteAsync();
        }

        await ExecuteAsync("vacuum analyze");
    }

    public async Task<bool> CheckInAsync(int guest)
    {
        await _connections.WaitAsync();
        try
        {
            await using var connection = await _database.OpenConnectionAsync();
            await using var command = new NpgsqlCommand(CheckIn, connection);
            command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = workload.Sitting(guest % CheckInWorkload.Points).Value });
            command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = CheckInWorkload.Elder(guest).Value });
            command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = workload.Today });
            if (await command.ExecuteScalarAsync() is not 1) return false;
            Interlocked.Increment(ref _acknowledged);
            return true;
        }
        finally
        {
            _connections.Release();
        }
    }

    public async Task<bool> IsCorrectAsync()
    {
        await using var command = _database.CreateCommand("""
            select (select count(*) from ref.guests where served_at is not null), (select count(*) from ref.events),
                (select count(*) from ref.charges)
            """);
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return reader.GetInt64(0) == _acknowledged && reader.GetInt64(1) == _acknowledged && reader.GetInt64(2) == _acknowledged;
    }

    public ValueTask DisposeAsync()
    {
        _connections.Dispose();
        return _database.DisposeAsync();
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = _database.CreateCommand(sql);
        command.CommandTimeout = 600;
        await command.ExecuteNonQueryAsync();
    }
}
