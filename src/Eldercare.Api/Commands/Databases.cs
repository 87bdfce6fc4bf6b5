using Eldercare.Store;
using Eldercare.Store.Embedded;
using Npgsql;

namespace Eldercare.Api.Commands;

/// <summary>The database a command works on: a named demo's, the one ELDERCARE_DATABASE names, or the demo that is found. Says which.</summary>
internal static class Databases
{
    public const string WhichDemo = "A demo's data folder. Without it: the database of " + ServeCommand.DatabaseVariable
        + ", or else the demo that runs or is the only one.";

    public static async Task<int> WithAsync(string? data, Func<string, Task<int>> work, CancellationToken stop)
    {
        if (FolderOf(data) is not { } folder)
        {
            var connectionString = await AnsweringAsync(stop);
            var settings = new NpgsqlConnectionStringBuilder(connectionString);
            Console.WriteLine($"Database {settings.Database} on {settings.Host} ({ServeCommand.DatabaseVariable})");
            return await work(connectionString);
        }

        Console.WriteLine($"Demo {folder.Path} ({folder.State()}{(folder.IsRunning ? ", running" : string.Empty)})");
        await using var server = await EmbeddedPostgres.StartOrJoinAsync(new EmbeddedPostgresOptions(folder.Path), stop);
        return await work(server.ConnectionString);
    }

    /// <summary>The demo that is meant; null for the database of ELDERCARE_DATABASE.</summary>
    public static DataFolder? FolderOf(string? data) =>
        data is null && Environment.GetEnvironmentVariable(ServeCommand.DatabaseVariable) is { Length: > 0 } ? null : KnownDemos.Choose(data);

    /// <summary>The connection string of ELDERCARE_DATABASE, whose server answers to it.</summary>
    /// <exception cref="UserFaultException">It is not set, is none, or the server does not let it in; says which, without the password.</exception>
    public static async Task<string> AnsweringAsync(CancellationToken stop)
    {
        const string Variable = ServeCommand.DatabaseVariable;
        const string Example = "Host=db.example;Username=eldercare;Password=…;Database=eldercare";
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } text)
            throw new UserFaultException($"{Variable} is not set. It takes the connection string of a PostgreSQL database: {Example}");
        try
        {
            var settings = new NpgsqlConnectionStringBuilder(text) { Pooling = false };
            if (string.IsNullOrEmpty(settings.Host)) throw new UserFaultException($"{Variable} names no host. It should look like {Example}");
            await using var connection = new NpgsqlConnection(settings.ConnectionString);
            await connection.OpenAsync(stop);
            return text;
        }
        catch (ArgumentException)
        {
            throw new UserFaultException($"{Variable} is no connection string. It should look like {Example}");
        }
        catch (PostgresException fault)
        {
            throw new UserFaultException($"The database of {Variable} says: {fault.MessageText} ({fault.SqlState}).");
        }
        catch (Exception fault) when (fault is NpgsqlException or TimeoutException or System.Net.Sockets.SocketException)
        {
            throw new UserFaultException($"The database of {Variable} does not answer: {fault.Message}");
        }
    }

    /// <exception cref="UserFaultException">Nothing was ever brought into the database.</exception>
    public static async Task CheckSchemaAsync(NpgsqlDataSource database, CancellationToken stop)
    {
        await using var command = database.CreateCommand($"select to_regclass('{StoreSchema.Name}.mt_events') is not null");
        if (await command.ExecuteScalarAsync(stop) is not true)
            throw new UserFaultException("The database is empty: start the host or an import on it first.");
    }
}
