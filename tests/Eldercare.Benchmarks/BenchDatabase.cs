using Eldercare.Store.Embedded;
using Npgsql;

namespace Eldercare.Benchmarks;

internal static class BenchDatabase
{
    public static async Task<string> NewAsync(EmbeddedPostgres server)
    {
        var name = $"bench_{Guid.NewGuid():N}";
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync();
        await using var create = new NpgsqlCommand($"create database {name}", connection);
        await create.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = name }.ConnectionString;
    }
}
