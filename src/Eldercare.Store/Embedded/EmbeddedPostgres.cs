using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Eldercare.Store.Embedded;

/// <summary>
/// A private PostgreSQL server in a folder of its own, on a free loopback port, stopped with its owner. What a killed owner left
/// running on the folder is stopped first; PostgreSQL recovers the rest from its log.
/// </summary>
public sealed class EmbeddedPostgres : IAsyncDisposable
{
    /// <summary>The file whose lock says who owns a folder.</summary>
    public const string OwnerFile = "owner.lock";

    private const string Database = "eldercare";

    /// <summary>Held by the owner of the folder as long as it lives; the system lets go of it when it is killed.</summary>
    private readonly FileStream? _ownership;
    private readonly Process? _server;

    private EmbeddedPostgres(string connectionString, Process? server, FileStream? ownership) =>
        (ConnectionString, _server, _ownership) = (connectionString, server, ownership);

    public string ConnectionString { get; }

    /// <summary>True when another process owns the server and this one is its guest: it is not stopped at the end.</summary>
    public bool IsGuest => _server is null;

    /// <summary>Starts the server; makes the cluster and the database when they are missing.</summary>
    /// <exception cref="EmbeddedPostgresException">PostgreSQL is missing, does not start, or another process owns the folder.</exception>
    public static async Task<EmbeddedPostgres> StartAsync(EmbeddedPostgresOptions options, CancellationToken cancellation) =>
        await TryStartAsync(options, cancellation) ?? throw new EmbeddedPostgresException(
            $"Another process runs a database in '{options.Folder}': a demo, or a command at work. Stop it, or choose another folder (--data).");

    /// <summary>As <see cref="StartAsync"/>, but the guest of a process that has the server running on the folder.</summary>
    public static async Task<EmbeddedPostgres> StartOrJoinAsync(EmbeddedPostgresOptions options, CancellationToken cancellation)
    {
        // The owner may just be starting or stopping.
        for (var attempt = 0; attempt < 300; attempt++)
        {
            if (await TryStartAsync(options, cancellation) is { } owned) return owned;
            var cluster = new Cluster(options.Folder);
            if (Postmaster.Of(cluster.Folder) is { Port: { } port } && await AcceptsAsync(cluster.Connection(port), cancellation))
                return new EmbeddedPostgres(cluster.Connection(port, Database), null, null);
            await Task.Delay(100, cancellation);
        }

        throw new EmbeddedPostgresException($"The database in '{options.Folder}' belongs to another process and does not answer.");
    }

    /// <summary>Removes the data folder's contents, after stopping what a killed owner may have left running there.</summary>
    /// <param name="folder">Made when missing.</param>
    /// <param name="marker">A file in it that says whose it is; a folder that holds anything without it is not touched. It stays.</param>
    /// <param name="cancellation">Ends the waiting for what was left running.</param>
    /// <exception cref="EmbeddedPostgresException">Another process owns the folder, or it is not marked.</exception>
    public static async Task ClearAsync(string folder, string marker, CancellationToken cancellation)
    {
        var cluster = new Cluster(folder);
        await using var ownership = Own(cluster.Root) ?? throw new EmbeddedPostgresException(
            $"Another process runs a database in '{folder}': a demo, or a command at work. Stop it, or choose another folder (--data).");
        var entries = new DirectoryInfo(cluster.Root).GetFileSystemInfos().Where(e => e.Name != OwnerFile).ToArray();
        if (entries.Length > 0 && !entries.Any(e => e.Name == marker))
            throw new EmbeddedPostgresException($"'{folder}' holds something else, which is not removed. Choose another folder (--data).");
        await Postmaster.StopLeftOverAsync(cluster.Folder, cancellation);
        foreach (var entry in entries.Where(e => e.Name != marker))
        {
            if (entry is DirectoryInfo { LinkTarget: null } below) below.Delete(recursive: true);
            else entry.Delete();
        }
    }

    /// <summary>Whether a process has the server of the folder running, or is just starting it.</summary>
    public static bool IsOwned(string folder)
    {
        var file = Path.Combine(folder, OwnerFile);
        if (!File.Exists(file)) return false;
        try
        {
            using var probe = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    /// <summary>Stops the server in good order: open transactions are rolled back, everything committed is on disk.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            NpgsqlConnection.ClearPool(new NpgsqlConnection(ConnectionString));
            if (!_server.HasExited && !await Postmaster.StopAsync(_server)) _server.Kill(entireProcessTree: true);
            _server.Dispose();
        }

        if (_ownership is not null) await _ownership.DisposeAsync();
    }

    private static async Task<EmbeddedPostgres?> TryStartAsync(EmbeddedPostgresOptions options, CancellationToken cancellation)
    {
        var programs = PostgresPrograms.Find() ?? throw new EmbeddedPostgresException(
            "PostgreSQL is not installed. Install the package 'postgresql' (Debian, Ubuntu, Alpine, Arch), 'postgresql-server' "
            + "(Fedora, RHEL, SUSE) or 'postgresql@17' (Homebrew), or name the folder of its programs in ELDERCARE_POSTGRES_BIN.");
        var cluster = new Cluster(options.Folder);
        if (Own(cluster.Root) is not { } ownership) return null;
        try
        {
            if (!cluster.Exists) await cluster.CreateAsync(programs, options, cancellation);
            else await Postmaster.StopLeftOverAsync(cluster.Folder, cancellation);
            var (server, port) = await StartServerAsync(programs, cluster, options, cancellation);
            return new EmbeddedPostgres(cluster.Connection(port, Database), server, ownership);
        }
        catch
        {
            await ownership.DisposeAsync();
            throw;
        }
    }

    private static async Task<(Process Server, int Port)> StartServerAsync(
        string programs, Cluster cluster, EmbeddedPostgresOptions options, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var port = FreePort();
            var server = Process.Start(ServerUser.Start(Path.Combine(programs, "postgres"), cluster.Arguments(port, options)))!;
            var log = new LastLines(server);
            if (await WaitUntilReadyAsync(server, cluster.Connection(port), cancellation)) return (server, port);

            server.Dispose();
            // Somebody took the port between our look and the server's, or a killed server's last processes still let go.
            var mayPass = log.Hold("Address already in use") || log.Hold("shared memory block");
            if (!mayPass || attempt == 20) throw new EmbeddedPostgresException($"PostgreSQL did not start:{Environment.NewLine}{log}");
            await Task.Delay(250, cancellation);
        }
    }

    private static async Task<bool> WaitUntilReadyAsync(Process server, string connectionString, CancellationToken cancellation)
    {
        // Recovery after a crash replays the log first; that may take minutes and is no failure.
        while (!server.HasExited)
        {
            if (await AcceptsAsync(connectionString, cancellation)) return true;
            try
            {
                await Task.Delay(30, cancellation);
            }
            catch (OperationCanceledException)
            {
                await Postmaster.StopAsync(server);
                throw;
            }
        }

        return false;
    }

    /// <summary>Whether the server takes connections; makes the database when it is missing.</summary>
    private static async Task<bool> AcceptsAsync(string connectionString, CancellationToken cancellation)
    {
        try
        {
            await using var connection = new NpgsqlConnection(connectionString);
            await connection.OpenAsync(cancellation);
            await using var exists = new NpgsqlCommand($"select 1 from pg_database where datname = '{Database}'", connection);
            if (await exists.ExecuteScalarAsync(cancellation) is not null) return true;
            await using var create = new NpgsqlCommand($"create database {Database}", connection);
            await create.ExecuteNonQueryAsync(cancellation);
            return true;
        }
        catch (NpgsqlException fault) when (fault is not PostgresException { SqlState: not PostgresErrorCodes.CannotConnectNow })
        {
            return false;
        }
    }

    private static FileStream? Own(string folder)
    {
        Directory.CreateDirectory(folder);
        try
        {
            return new FileStream(Path.Combine(folder, OwnerFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
