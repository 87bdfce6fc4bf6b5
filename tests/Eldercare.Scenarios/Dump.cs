using System.Diagnostics;
using System.Text;
using Eldercare.Store.Embedded;
using Npgsql;

namespace Eldercare.Scenarios;

/// <summary>A database as <c>pg_dump</c> writes it down: every table of ours, of Marten's and of Wolverine's.</summary>
internal static class Dump
{
    public static async Task<string> OfAsync(string database)
    {
        var at = new NpgsqlConnectionStringBuilder(database);
        using var dump = Process.Start(new ProcessStartInfo(Path.Combine(PostgresPrograms.Find()!, "pg_dump"))
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            StandardOutputEncoding = Encoding.UTF8,
            Environment =
            {
                ["PGHOST"] = at.Host, ["PGPORT"] = $"{at.Port}", ["PGUSER"] = at.Username, ["PGPASSWORD"] = at.Password, ["PGDATABASE"] = at.Database,
            },
        })!;
        var text = await dump.StandardOutput.ReadToEndAsync();
        await dump.WaitForExitAsync();
        Assert.Equal(0, dump.ExitCode);
        Assert.Contains("COPY wolverine.wolverine_dead_letters", text, StringComparison.Ordinal);
        Assert.Contains("COPY eldercare.mt_events", text, StringComparison.Ordinal);
        return text;
    }

    /// <summary>Whether a dump holds something, as text or as bytes.</summary>
    public static bool Tells(string dump, string text) => dump.Contains(text, StringComparison.OrdinalIgnoreCase)
        || dump.Contains(Convert.ToHexString(Encoding.UTF8.GetBytes(text)), StringComparison.OrdinalIgnoreCase)
        || dump.Contains(Convert.ToBase64String(Encoding.UTF8.GetBytes(text)), StringComparison.Ordinal);
}
