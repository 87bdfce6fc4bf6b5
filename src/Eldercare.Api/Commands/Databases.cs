using Eldercare.Store.Embedded;

namespace Eldercare.Api.Commands;

/// <summary>The database a command works on: the one ELDERCARE_DATABASE names, or the private one of a data folder, whose running demo is joined.</summary>
internal static class Databases
{
    public static async Task WithAsync(string? data, Func<string, Task> work, CancellationToken stop)
    {
        if (data is null && Environment.GetEnvironmentVariable(ServeCommand.DatabaseVariable) is { Length: > 0 } connectionString)
        {
            await work(connectionString);
            return;
        }

        await using var server = await EmbeddedPostgres.StartOrJoinAsync(
            new EmbeddedPostgresOptions(data ?? DataFolder.Default(small: false)), stop);
        await work(server.ConnectionString);
    }
}
