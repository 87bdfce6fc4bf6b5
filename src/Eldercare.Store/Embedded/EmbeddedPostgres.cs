using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Npgsql;

namespace Eldercare.Store.Embedded;

/// <summary>
/// A private PostgreSQL server in a folder of its own, on a free loopback port, stopped with its owner. What a killed owner left
/// running on the folder is stopped first; PostgreSQL recovers the rest from its log.
/// </summary>
public sealed class EmbeddedPostgres : IAsyncDisposable
{
    private const string SuperUser = "eldercare";
    private const string Database = "eldercare";

    private readonly Process _server;
    private readonly string _cluster;

    private EmbeddedPostgres(Process server, string cluster, string connectionString) =>
        (_server, _cluster, ConnectionString) = (server, cluster, connectionString);

    public string ConnectionString { get; }

    /// <summary>Starts the server; makes the cluster and the database when they are missing.</summary>
    /// <exception cref="EmbeddedPostgresException">PostgreSQL is missing or does not start.</exception>
    public static async Task<EmbeddedPostgres> StartAsync(EmbeddedPostgresOptions options, CancellationToken cancellation)
    {
        var bin = PostgresPrograms.Find() ?? throw new EmbeddedPostgresException(
            "PostgreSQL is not installed. Install the package 'postgresql' (Debian, Ubuntu), 'postgresql-server' (Fedora, RHEL, SUSE), "
            + "'postgresql' (Alpine, Arch) or 'postgresql@17' (Homebrew), or set ELDERCARE_POSTGRES_BIN.");
        var cluster = Path.Combine(Path.GetFullPath(options.Folder), "postgres");
        var secret = Path.Combine(Path.GetFullPath(options.Folder), "postgres.password");
        if (!File.Exists(Path.Combine(cluster, "PG_VERSION"))) await InitializeAsync(bin, cluster, secret, options, cancellation);
        else await StopLeftOverAsync(cluster, cancellation);

        var password = await File.ReadAllTextAsync(secret, cancellation);
        for (var attempt = 1; ; attempt++)
        {
            var port = FreePort();
            var server = Process.Start(ServerUser.Start(Path.Combine(bin, "postgres"), Arguments(cluster, port, options)))!;
            var log = Drain(server);
            var connectionString = $"Host=127.0.0.1;Port={port};Username={SuperUser};Password={password};Database={Database}";
            if (await WaitUntilReadyAsync(server, connectionString, cancellation))
                return new EmbeddedPostgres(server, cluster, connectionString);
            var said = string.Join(Environment.NewLine, log().TakeLast(20));
            // Somebody may have taken the port between our look and the server's.
            if (attempt == 5 || !said.Contains("Address already in use", StringComparison.Ordinal))
                throw new EmbeddedPostgresException($"PostgreSQL did not start:{Environment.NewLine}{said}");
        }
    }

    /// <summary>Stops the server in good order: open transactions are rolled back, everything committed is on disk.</summary>
    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (!_server.HasExited)
        {
            Signal(PostmasterPid(_cluster) ?? _server.Id, "INT");
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            try
            {
                await _server.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                _server.Kill(entireProcessTree: true);
            }
        }

        _server.Dispose();
    }

    private static async Task InitializeAsync(
        string bin, string cluster, string secret, EmbeddedPostgresOptions options, CancellationToken cancellation)
    {
        // An initdb that was killed leaves a folder without PG_VERSION, which initdb would not take.
        if (Directory.Exists(cluster)) Directory.Delete(cluster, recursive: true);
        Directory.CreateDirectory(cluster);
        ServerUser.Own(cluster);
        string[] arguments =
        [
            "-D", cluster, "-U", SuperUser, "-A", "scram-sha-256", $"--pwfile={secret}", "-E", "UTF8", "--locale=C", "--no-instructions",
            .. options.Durable ? (string[])[] : ["--no-sync"],
        ];
        var password = Convert.ToHexString(RandomNumberGenerator.GetBytes(24));
        await File.WriteAllTextAsync(secret, password, cancellation);
        File.SetUnixFileMode(secret, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        ServerUser.Give(secret);
        using var initdb = Process.Start(ServerUser.Start(Path.Combine(bin, "initdb"), arguments))!;
        var log = Drain(initdb);
        await initdb.WaitForExitAsync(cancellation);
        if (initdb.ExitCode != 0)
            throw new EmbeddedPostgresException($"initdb failed:{Environment.NewLine}{string.Join(Environment.NewLine, log().TakeLast(20))}");
    }

    private static IEnumerable<string> Arguments(string cluster, int port, EmbeddedPostgresOptions options)
    {
        yield return "-D";
        yield return cluster;
        foreach (var setting in (string[])
        [
            $"port={port}", "listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=300",
            $"shared_buffers={options.SharedBuffersMb}MB", "jit=off", "max_wal_size=4GB", "min_wal_size=512MB",
            "checkpoint_timeout=15min", "wal_compression=on", "random_page_cost=1.1", "maintenance_work_mem=256MB", "log_checkpoints=off",
            .. options.Durable ? (string[])[] : ["fsync=off", "full_page_writes=off", "synchronous_commit=off"],
        ])
        {
            yield return "-c";
            yield return setting;
        }
    }

    private static async Task StopLeftOverAsync(string cluster, CancellationToken cancellation)
    {
        if (PostmasterPid(cluster) is not { } pid) return;
        if (!IsPostgres(pid))
        {
            File.Delete(Path.Combine(cluster, "postmaster.pid"));
            return;
        }

        Signal(pid, "INT");
        for (var i = 0; i < 300 && IsPostgres(pid); i++) await Task.Delay(100, cancellation);
        if (IsPostgres(pid))
            throw new EmbeddedPostgresException($"Another PostgreSQL (process {pid}) runs on '{cluster}' and does not stop.");
    }

    /// <summary>The first line of postmaster.pid.</summary>
    private static int? PostmasterPid(string cluster)
    {
        var file = Path.Combine(cluster, "postmaster.pid");
        return File.Exists(file) && int.TryParse(File.ReadLines(file).FirstOrDefault(), CultureInfo.InvariantCulture, out var pid)
            ? pid
            : null;
    }

    private static bool IsPostgres(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            return !process.HasExited && process.ProcessName.Contains("postgres", StringComparison.Ordinal);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static void Signal(int pid, string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", pid.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task<bool> WaitUntilReadyAsync(Process server, string connectionString, CancellationToken cancellation)
    {
        var server0 = new NpgsqlConnectionStringBuilder(connectionString) { Database = "postgres", Pooling = false, Timeout = 5 };
        // Recovery after a crash replays the log first; that may take a while and is no failure.
        for (var i = 0; i < 6000 && !server.HasExited; i++)
        {
            try
            {
                await using var connection = new NpgsqlConnection(server0.ConnectionString);
                await connection.OpenAsync(cancellation);
                await using var exists = new NpgsqlCommand($"select 1 from pg_database where datname = '{Database}'", connection);
                if (await exists.ExecuteScalarAsync(cancellation) is null)
                {
                    await using var create = new NpgsqlCommand($"create database {Database}", connection);
                    await create.ExecuteNonQueryAsync(cancellation);
                }

                return true;
            }
            catch (NpgsqlException fault) when (fault is not PostgresException { SqlState: not PostgresErrorCodes.CannotConnectNow })
            {
                await Task.Delay(50, cancellation);
            }
        }

        return false;
    }

    /// <summary>Reads the process's output so that it never blocks; the last lines tell why it failed.</summary>
    private static Func<string[]> Drain(Process process)
    {
        var lines = new Queue<string>();
        void Keep(object _, DataReceivedEventArgs e)
        {
            if (e.Data is null) return;
            lock (lines)
            {
                lines.Enqueue(e.Data);
                if (lines.Count > 100) lines.Dequeue();
            }
        }

        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return () =>
        {
            lock (lines) return [.. lines];
        };
    }
}
