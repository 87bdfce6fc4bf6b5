using System.Diagnostics;

namespace Eldercare.Store.Embedded;

/// <summary>PostgreSQL refuses to run as root: then its programs run as another user, who owns the data folder.</summary>
internal static class ServerUser
{
    private static readonly string[] s_candidates = ["postgres", "nobody"];

    /// <summary>The user to drop to, or null when this process is no root.</summary>
    public static string? Name { get; } = Environment.UserName == "root" ? s_candidates.FirstOrDefault(Exists) : null;

    /// <summary>A process of the program, as the server's user.</summary>
    public static ProcessStartInfo Start(string program, params IEnumerable<string> arguments)
    {
        var start = Name is null ? new ProcessStartInfo(program) : new ProcessStartInfo("setpriv");
        if (Name is not null)
            foreach (var argument in new[] { $"--reuid={Name}", $"--regid={Group(Name)}", "--clear-groups", "--", program })
                start.ArgumentList.Add(argument);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        start.WorkingDirectory = "/";
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        return start;
    }

    /// <summary>Gives the folder to the server's user and to nobody else.</summary>
    public static void Own(string folder)
    {
        if (Name is null) return;
        Give(folder);
        Run("chmod", "700", folder);
        // The server's user must be able to walk down to it.
        for (var parent = Directory.GetParent(folder); parent is { Parent: not null }; parent = parent.Parent)
            if (!parent.UnixFileMode.HasFlag(UnixFileMode.OtherExecute))
                throw new EmbeddedPostgresException(
                    $"The user '{Name}' that runs PostgreSQL may not enter '{parent.FullName}'. "
                    + "Choose another data folder (--data) or allow it with chmod o+x.");
    }

    /// <summary>Makes the server's user the owner of a file or folder.</summary>
    public static void Give(string path)
    {
        if (Name is not null) Run("chown", "-R", $"{Name}:{Group(Name)}", path);
    }

    private static bool Exists(string user) => File.Exists("/etc/passwd")
        && File.ReadLines("/etc/passwd").Any(l => l.StartsWith(user + ":", StringComparison.Ordinal));

    private static string Group(string user) =>
        File.ReadLines("/etc/passwd").First(l => l.StartsWith(user + ":", StringComparison.Ordinal)).Split(':')[3];

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        if (process.ExitCode != 0) throw new EmbeddedPostgresException($"{program} {string.Join(' ', arguments)} failed.");
    }
}
