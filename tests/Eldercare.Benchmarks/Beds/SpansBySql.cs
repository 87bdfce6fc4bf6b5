using Npgsql;

namespace Eldercare.Benchmarks.Beds;

/// <summary>
/// The reference: what a promise must do in one transaction over plain tables, in one round trip: an idempotency key, both timelines under an
/// exclusion constraint like ours, and an event. It decides nothing: the constraint does, and says no more than that.
/// </summary>
public sealed class SpansBySql(string connectionString) : IAsyncDisposable
{
    private const string Reserve =
        """
        with receipt as (insert into ref.receipts (key, at) values ($1, now()) on conflict do nothing returning key),
        bed as (insert into ref.spans (kind, subject, starts_on, ends_on, holder) select 'bed', $2, $4, $5, $3 from receipt returning 1),
        elder as (insert into ref.spans (kind, subject, starts_on, ends_on, holder) select 'resident', $3, $4, $5, $2 from bed returning 1)
        insert into ref.events (stream, data) select $2, jsonb_build_object('bed', $2, 'elder', $3, 'from', $4, 'until', $5) from elder
        """;

    private readonly NpgsqlDataSource _database =
        new NpgsqlDataSourceBuilder(new NpgsqlConnectionStringBuilder(connectionString) { MaxPoolSize = 32, MaxAutoPrepare = 20, AutoPrepareMinUsages = 1, Timeout = 300 }.ConnectionString)
            .Build();

    private readonly SemaphoreSlim _connections = new(32);
    private readonly Guid[] _beds = [.. Enumerable.Range(0, BedRaceScenario.Beds).Select(_ => Guid.NewGuid())];
    private readonly Guid[] _elders = [.. Enumerable.Range(0, BedRaceScenario.Elders).Select(_ => Guid.NewGuid())];

    public async Task PrepareAsync()
    {
        await using var command = _database.CreateCommand(
            """
            create extension btree_gist;
            create schema ref;
            create table ref.receipts (key text primary key, at timestamptz not null);
            create table ref.spans (kind text not null, subject uuid not null, starts_on date not null, ends_on date, holder uuid not null,
                primary key (kind, subject, starts_on), exclude using gist (kind with =, subject with =, daterange(starts_on, ends_on) with &&));
            create table ref.events (seq bigint generated always as identity primary key, stream uuid not null, data jsonb not null, at timestamptz not null default now());
            create index on ref.events (stream)
            """);
        await command.ExecuteNonQueryAsync();
    }

    /// <returns>False when the days are another's.</returns>
    public async Task<bool> ReserveAsync(Wanted wanted)
    {
        await _connections.WaitAsync();
        try
        {
            while (true)
            {
                try
                {
                    await using var command = _database.CreateCommand(Reserve);
                    command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Guid.CreateVersion7().ToString("N") });
                    command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = _beds[wanted.Bed] });
                    command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = _elders[wanted.Elder] });
                    command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = wanted.From });
                    command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = wanted.Until });
                    await command.ExecuteNonQueryAsync();
                    return true;
                }
                catch (PostgresException taken) when (taken.SqlState is PostgresErrorCodes.ExclusionViolation or PostgresErrorCodes.UniqueViolation)
                {
                    return false;
                }
                catch (PostgresException met) when (met.SqlState == PostgresErrorCodes.DeadlockDetected)
                {
                    // Two wait for each other's days: one of them asks again.
                }
            }
        }
        finally
        {
            _connections.Release();
        }
    }

    public async Task<bool> IsCorrectAsync(long acknowledged)
    {
        await using var command = _database.CreateCommand("select (select count(*) from ref.events), (select count(*) from ref.spans)");
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return (reader.GetInt64(0), reader.GetInt64(1)) == (acknowledged, 2 * acknowledged);
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        _connections.Dispose();
    }
}
