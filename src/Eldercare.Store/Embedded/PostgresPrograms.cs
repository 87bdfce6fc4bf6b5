namespace Eldercare.Store.Embedded;

/// <summary>Finds the PostgreSQL programs of the machine.</summary>
public static class PostgresPrograms
{
    /// <summary>The folder with initdb and postgres, or null when PostgreSQL is not installed.</summary>
    public static string? Find()
    {
        var configured = Environment.GetEnvironmentVariable("ELDERCARE_POSTGRES_BIN");
        string[] fixedFolders = ["/opt/homebrew/opt/postgresql@17/bin", "/opt/homebrew/bin", "/usr/local/opt/postgresql@17/bin", "/usr/local/pgsql/bin", "/usr/local/bin"];
        return new[] { configured }
            .Concat(Versioned("/usr/lib/postgresql", "bin"))
            .Concat(Versioned("/usr", "bin", "pgsql-*"))
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator))
            .Concat(fixedFolders)
            .FirstOrDefault(folder => !string.IsNullOrEmpty(folder)
                && File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres")));
    }

    /// <summary>Newest version first.</summary>
    private static IEnumerable<string> Versioned(string root, string below, string pattern = "*") => Directory.Exists(root)
        ? Directory.EnumerateDirectories(root, pattern)
            .OrderByDescending(d => double.TryParse(
                Path.GetFileName(d).Replace("pgsql-", string.Empty, StringComparison.Ordinal),
                System.Globalization.CultureInfo.InvariantCulture, out var version) ? version : 0)
            .Select(d => Path.Combine(d, below))
        : [];
}

/// <summary>PostgreSQL cannot be started; the message says what to do.</summary>
public sealed class EmbeddedPostgresException(string message, Exception? inner = null) : Exception(message, inner);
