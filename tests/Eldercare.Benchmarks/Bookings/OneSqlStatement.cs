using Npgsql;

namespace Eldercare.Benchmarks.Bookings;

/// <summary>
/// The reference (a): everything a booking must do in one hand-written statement over plain tables: idempotency key, claim, elder
/// alive, capacity, booking row.
/// </summary>
public sealed class OneSqlStatement(string connectionString) : IAsyncDisposable
{
    private const string Book = """
        with receipt as (insert into ref.receipts (key, at) values ($1, now()) on conflict do nothing returning key),
        claim as (insert into ref.claims (elder, date, sitting)
            select e.id, $3, $4 from ref.elders e, receipt where e.id = $2 and e.died_on is null on conflict do nothing returning sitting),
        place as (update ref.sittings s set booked = booked + 1 from claim
            where s.id = claim.sitting and s.booked < s.capacity and now() < s.cut_off returning s.id)
        insert into ref.bookings (sitting, elder, channel, booked_at) select id, $2, 'DineIn', now() from place returning 1
        """;

    private readonly NpgsqlDataSource _database =
        new NpgsqlDataSourceBuilder(new NpgsqlConnectionStringBuilder(connectionString)
        {
            MaxPoolSize = 32,
            MaxAutoPrepare = 20,
            AutoPrepareMinUsages = 1,
            Timeout = 300,
        }.ConnectionString).Build();

    private readonly SemaphoreSlim _connections = new(32);
    private Dictionary<(Guid, DateOnly), Guid> _sittings = [];

    public async Task PrepareAsync(BookingWorkload workload, int capacity)
    {
        await ExecuteAsync("""
            create schema ref;
            create table ref.receipts (key text primary key, at timestamptz not null);
            create table ref.claims (elder uuid, date date, sitting uuid not null, primary key (elder, date));
            create table ref.elders (id uuid primary key, died_on date);
            create table ref.sittings (id uuid primary key, capacity int not null, booked int not null, cut_off timestamptz not null)
                with (fillfactor = 50);
            create table ref.bookings (sitting uuid not null, elder uuid not null, channel text not null, booked_at timestamptz not null,
                primary key (sitting, elder));
            """);
        await using var connection = await _database.OpenConnectionAsync();
        await using (var copy = await connection.BeginBinaryImportAsync("copy ref.elders (id) from stdin (format binary)"))
        {
            foreach (var elder in workload.ElderIds)
            {
                copy.StartRow();
                copy.Write(elder.Value, NpgsqlTypes.NpgsqlDbType.Uuid);
            }

            await copy.CompleteAsync();
        }

        _sittings = workload.PointIds
            .SelectMany(p => Enumerable.Range(0, BookingWorkload.Days).Select(d => (p.Value, workload.First.AddDays(d))))
            .ToDictionary(k => k, _ => Guid.NewGuid());
        foreach (var id in _sittings.Values)
            await ExecuteAsync($"insert into ref.sittings values ('{id}', {capacity}, 0, now() + interval '1 day')");
        await ExecuteAsync("analyze");
    }

    public async Task<bool> BookAsync(BookingWorkload workload, long n)
    {
        var (point, date, elder) = workload.At(n);
        await _connections.WaitAsync();
        try
        {
            await using var connection = await _database.OpenConnectionAsync();
            await using var command = new NpgsqlCommand(Book, connection);
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Guid.CreateVersion7().ToString("N") });
            command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = elder.Value });
            command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = date });
            command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = _sittings[(point.Value, date)] });
            return await command.ExecuteScalarAsync() is 1;
        }
        finally
        {
            _connections.Release();
        }
    }

    public async Task<bool> IsCorrectAsync(long acknowledged)
    {
        await using var command = _database.CreateCommand(
            "select (select count(*) from ref.bookings), (select count(*) from ref.claims), (select sum(booked) from ref.sittings)");
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return reader.GetInt64(0) == acknowledged && reader.GetInt64(1) == acknowledged && reader.GetInt64(2) == acknowledged;
    }

    public ValueTask DisposeAsync()
    {
        _connections.Dispose();
        return _database.DisposeAsync();
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = _database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
