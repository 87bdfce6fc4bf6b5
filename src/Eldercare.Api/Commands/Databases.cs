using Eldercare.Store.Embedded;

namespace Eldercare.Api.Commands;

/// <summary>The database a command works on: the one ELDERCARE_DATABASE names, or the private one of a data folder.</summary>
internal static class Databases
{
    public static async Task WithAsync(string? data, Func<string, Task> work, CancellationToken stop)
    {
        if (data is null && Environment.GetEnvironmentVariable(ServeCommand.DatabaseVariable) is { Length: > 0 } connectionString)
        {
            await work(connectionString);
            return;
        }

        using var folder = DataFolder.Open(data ?? DataFolder.Default(small: false));
        await using var server = await EmbeddedPostgres.StartAsync(new EmbeddedPostgresOptions(folder.Path), stop);
        await work(server.ConnectionString);
    }
}
