using Eldercare.Store.Embedded;
using Npgsql;

[assembly: AssemblyFixture(typeof(Eldercare.Testing.PostgresFixture))]

namespace Eldercare.Testing;

/// <summary>One private PostgreSQL for the test assembly, and as many databases on it as tests want.</summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"eldercare-test-{Guid.NewGuid():N}");
    private EmbeddedPostgres _server = null!;
    private int _databases;

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(_folder);
        _server = await EmbeddedPostgres.StartAsync(
            new EmbeddedPostgresOptions(_folder) { Durable = false, SharedBuffersMb = 128 }, CancellationToken.None);
    }

    /// <summary>The connection string of a new, empty database.</summary>
    public async Task<string> NewDatabaseAsync()
    {
        var name = $"test_{Interlocked.Increment(ref _databases)}";
        await using var connection = new NpgsqlConnection(_server.ConnectionString);
        await connection.OpenAsync();
        await using var create = new NpgsqlCommand($"create database {name}", connection);
        await create.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(_server.ConnectionString) { Database = name, MaxPoolSize = 40 }.ConnectionString;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
