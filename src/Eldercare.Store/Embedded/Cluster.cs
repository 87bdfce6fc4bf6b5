using System.Diagnostics;
using System.Security.Cryptography;
using Npgsql;

namespace Eldercare.Store.Embedded;

/// <summary>The files of a private server: its data in <c>postgres</c>, its password beside it, readable by the owner alone.</summary>
internal sealed class Cluster(string root)
{
    private const string SuperUser = "eldercare";

    public string Root { get; } = Path.GetFullPath(root);

    public string Folder => Path.Combine(Root, "postgres");

    public bool Exists => File.Exists(Path.Combine(Folder, "PG_VERSION"));

    private string Secret => Path.Combine(Root, "postgres.password");

    public string Connection(int port, string? database = null) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = port,
        Username = SuperUser,
        Password = File.ReadAllText(Secret),
        Database = database ?? "postgres",
        Pooling = database is not null,
        Timeout = database is null ? 5 : 15,
    }.ConnectionString;

    /// <summary>Makes the data folder; one that a killed initdb left half done is never taken for whole.</summary>
    public async Task CreateAsync(string programs, EmbeddedPostgresOptions options, CancellationToken cancellation)
    {
        var half = Folder + ".new";
        if (Directory.Exists(half)) Directory.Delete(half, recursive: true);
        Directory.CreateDirectory(half);
        ServerUser.Own(half);
        var password = Convert.ToHexString(RandomNumberGenerator.GetBytes(24));
        await using (var secret = new FileStream(Secret, new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        }))
        await using (var writer = new StreamWriter(secret)) await writer.WriteAsync(password);
        ServerUser.Give(Secret);

        using var initdb = Process.Start(ServerUser.Start(
            Path.Combine(programs, "initdb"),
            [
                "-D", half, "-U", SuperUser, "-A", "scram-sha-256", $"--pwfile={Secret}", "-E", "UTF8", "--locale=C",
                "--no-instructions", .. options.Durable ? (string[])[] : ["--no-sync"],
            ]))!;
        var log = new LastLines(initdb);
        await initdb.WaitForExitAsync(cancellation);
        if (initdb.ExitCode != 0) throw new EmbeddedPostgresException($"initdb failed:{Environment.NewLine}{log}");
        Directory.Move(half, Folder);
    }

    /// <summary>How the server is called. Its settings stand here and not in the folder, so that a new version's apply to old data.</summary>
    public IEnumerable<string> Arguments(int port, EmbeddedPostgresOptions options)
    {
        string[] settings =
        [
            $"port={port}", "listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=200",
            $"shared_buffers={options.SharedBuffersMb}MB", "jit=off", "wal_compression=on", "random_page_cost=1.1",
            "max_wal_size=4GB", "min_wal_size=512MB", "checkpoint_timeout=15min", "maintenance_work_mem=256MB",
            "log_checkpoints=off", "log_min_error_statement=panic",
            .. options.Durable ? (string[])[] : ["fsync=off", "full_page_writes=off", "synchronous_commit=off"],
        ];
        return ["-D", Folder, .. settings.SelectMany(s => (string[])["-c", s])];
    }
}
