using System.Globalization;
using Npgsql;

namespace Eldercare.Benchmarks;

/// <summary>What the database server has used since it started: processor time of all its processes, and what it wrote.</summary>
/// <param name="Processor">Zero where there is no <c>/proc</c> to read it from.</param>
/// <param name="WalBytes">Bytes of the write-ahead log.</param>
/// <param name="Commits">Transactions committed in this database.</param>
public sealed record DatabaseUse(TimeSpan Processor, long WalBytes, long Commits)
{
    /// <summary>The kernel counts in these.</summary>
    private const double TicksPerSecond = 100;

    public static async Task<DatabaseUse> ReadAsync(NpgsqlDataSource database)
    {
        await using var command = database.CreateCommand(
            """
            select current_setting('data_directory'), pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint,
                (select xact_commit from pg_stat_database where datname = current_database())
            """);
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return new DatabaseUse(ProcessorOf(Path.Combine(reader.GetString(0), "postmaster.pid")), reader.GetInt64(1), reader.GetInt64(2));
    }

    /// <summary>Of the server, those of its processes that have ended, and those that run.</summary>
    private static TimeSpan ProcessorOf(string pidFile)
    {
        if (!Directory.Exists("/proc/self")) return TimeSpan.Zero;
        var server = File.ReadLines(pidFile).First().Trim();
        var ticks = 0L;
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            var pid = Path.GetFileName(folder);
            if (!char.IsAsciiDigit(pid[0]) || Fields(folder) is not { } fields) continue;
            if (pid == server) ticks += Sum(fields[11..15]);
            else if (fields[1] == server) ticks += Sum(fields[11..13]);
        }

        return TimeSpan.FromSeconds(ticks / TicksPerSecond);

        static long Sum(string[] numbers) => numbers.Sum(n => long.Parse(n, CultureInfo.InvariantCulture));
    }

    /// <summary>What stands behind the name, which may hold anything: state, parent, … and from the 12th on user, system, and those of children that ended.</summary>
    private static string[]? Fields(string folder)
    {
        try
        {
            var line = File.ReadAllText(Path.Combine(folder, "stat"));
            return line[(line.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            // It has ended meanwhile.
            return null;
        }
    }
}
