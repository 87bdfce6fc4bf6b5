using System.Diagnostics;
using System.Globalization;
using Eldercare.Store.Embedded;
using Npgsql;

namespace Eldercare.Store.Tests.Embedded;

public sealed class EmbeddedPostgresTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("eldercare-embedded-").FullName;

    public EmbeddedPostgresTests() => File.SetUnixFileMode(
        _folder, File.GetUnixFileMode(_folder) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);

    [Fact]
    public async Task Keeps_its_data_from_one_start_to_the_next()
    {
        await using (var first = await StartAsync()) await RunAsync(first, "create table kept (x int); insert into kept values (42)");
        await using var second = await StartAsync();
        Assert.Equal(42, await RunAsync(second, "select x from kept"));
    }

    [Fact]
    public async Task Recovers_what_was_committed_before_the_server_was_killed()
    {
        await using (var killed = await StartAsync(durable: true))
        {
            await RunAsync(killed, "create table kept (x int); insert into kept values (7)");
            Kill(Postmaster());
        }

        await using var next = await StartAsync(durable: true);
        Assert.Equal(7, await RunAsync(next, "select x from kept"));
    }

    [Fact]
    public async Task Stops_a_server_that_a_killed_owner_left_on_the_folder()
    {
        string[] line;
        await using (await StartAsync()) line = CommandLine(Postmaster());
        using var leftOver = StartAsServerUser(line);
        while (Postmaster() != leftOver.Id) await Task.Delay(20, TestContext.Current.CancellationToken);

        await using var next = await StartAsync();

        Assert.Equal(1, await RunAsync(next, "select 1"));
        Assert.True(leftOver.HasExited);
    }

    [Fact]
    public async Task Leaves_a_stranger_alone_whose_process_number_stands_in_a_stale_file()
    {
        await using (await StartAsync())
        {
        }

        using var stranger = Process.Start("sleep", ["60"]);
        await File.WriteAllTextAsync(PidFile, $"{stranger.Id}\n{ClusterFolder}\n", TestContext.Current.CancellationToken);

        await using var next = await StartAsync();

        Assert.Equal(1, await RunAsync(next, "select 1"));
        Assert.False(stranger.HasExited);
        stranger.Kill();
    }

    [Fact]
    public async Task Begins_again_where_the_making_of_the_cluster_was_cut_off()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "postgres.new"));
        await File.WriteAllTextAsync(
            Path.Combine(_folder, "postgres.new", "PG_VERSION"), "15\n", TestContext.Current.CancellationToken);

        await using var server = await StartAsync();

        Assert.Equal(1, await RunAsync(server, "select 1"));
    }

    [Fact]
    public async Task Refuses_a_folder_another_one_owns_and_can_join_it_as_a_guest()
    {
        await using var owner = await StartAsync();
        await RunAsync(owner, "create table kept (x int); insert into kept values (5)");

        var refusal = await Assert.ThrowsAsync<EmbeddedPostgresException>(() => StartAsync());
        Assert.StartsWith("Another process runs a database in", refusal.Message, StringComparison.Ordinal);

        await using (var guest = await EmbeddedPostgres.StartOrJoinAsync(Options(), TestContext.Current.CancellationToken))
        {
            Assert.True(guest.IsGuest);
            Assert.Equal(5, await RunAsync(guest, "select x from kept"));
        }

        Assert.Equal(5, await RunAsync(owner, "select x from kept"));
    }

    [Fact]
    public async Task Runs_two_side_by_side()
    {
        await using var one = await StartAsync();
        await using var two = await EmbeddedPostgres.StartAsync(
            new EmbeddedPostgresOptions(Path.Combine(_folder, "two")) { Durable = false, SharedBuffersMb = 16 },
            TestContext.Current.CancellationToken);
        await RunAsync(one, "create table mine (x int)");
        await RunAsync(two, "create table mine (x int)");
    }

    [Fact]
    public async Task Keeps_its_password_from_others_and_takes_nobody_without_it()
    {
        await using var server = await StartAsync();
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_folder, "postgres.password")));

        var guess = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Password = "guess", Pooling = false };
        await using var connection = new NpgsqlConnection(guess.ConnectionString);
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => connection.OpenAsync(TestContext.Current.CancellationToken));
        Assert.Equal(PostgresErrorCodes.InvalidPassword, refusal.SqlState);
    }

    [Fact]
    public async Task Clears_a_marked_folder_but_for_the_mark_and_begins_anew()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "mark"), "", TestContext.Current.CancellationToken);
        await using (var first = await StartAsync()) await RunAsync(first, "create table kept (x int)");

        await EmbeddedPostgres.ClearAsync(_folder, "mark", CancellationToken.None);

        Assert.Equal(["mark", EmbeddedPostgres.OwnerFile], Directory.GetFileSystemEntries(_folder).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task Clears_no_folder_that_is_not_marked_and_none_that_is_in_use()
    {
        var precious = Path.Combine(_folder, "precious.txt");
        await File.WriteAllTextAsync(precious, "", TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<EmbeddedPostgresException>(() => EmbeddedPostgres.ClearAsync(_folder, "mark", CancellationToken.None));
        Assert.True(File.Exists(precious));

        await using var running = await StartAsync();
        Assert.True(EmbeddedPostgres.IsOwned(_folder));
        await Assert.ThrowsAsync<EmbeddedPostgresException>(() => EmbeddedPostgres.ClearAsync(_folder, "precious.txt", CancellationToken.None));
    }

    [Fact]
    public async Task Names_the_folder_its_user_may_not_enter()
    {
        Assert.SkipUnless(Environment.UserName == "root", "Only root drops to another user.");
        var closed = Directory.CreateDirectory(Path.Combine(_folder, "closed")).FullName;
        File.SetUnixFileMode(closed, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        var fault = await Assert.ThrowsAsync<EmbeddedPostgresException>(() => EmbeddedPostgres.StartAsync(
            new EmbeddedPostgresOptions(Path.Combine(closed, "data")), TestContext.Current.CancellationToken));

        Assert.Contains($"may not enter '{closed}'", fault.Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string ClusterFolder => Path.Combine(_folder, "postgres");

    private string PidFile => Path.Combine(ClusterFolder, "postmaster.pid");

    private EmbeddedPostgresOptions Options(bool durable = false) => new(_folder) { Durable = durable, SharedBuffersMb = 16 };

    private Task<EmbeddedPostgres> StartAsync(bool durable = false) =>
        EmbeddedPostgres.StartAsync(Options(durable), TestContext.Current.CancellationToken);

    private static async Task<object?> RunAsync(EmbeddedPostgres server, string sql)
    {
        await using var database = NpgsqlDataSource.Create(server.ConnectionString);
        await using var command = database.CreateCommand(sql);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }

    private int Postmaster() => File.Exists(PidFile) && File.ReadLines(PidFile).FirstOrDefault() is { } pid
        ? int.Parse(pid, CultureInfo.InvariantCulture)
        : 0;

    private static void Kill(int pid)
    {
        using var process = Process.GetProcessById(pid);
        process.Kill();
    }

    private static string[] CommandLine(int pid) => File.ReadAllText($"/proc/{pid}/cmdline").TrimEnd('\0').Split('\0');

    private static Process StartAsServerUser(string[] line) => Environment.UserName == "root"
        ? Process.Start("setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", "--", .. line])
        : Process.Start(line[0], line[1..]);
}
