using System.Diagnostics;

namespace Eldercare.Store.Embedded;

/// <summary>PostgreSQL refuses to run as root: then its programs run as another user, who owns the data folder.</summary>
internal static class ServerUser
{
    private static readonly string[] s_candidates = ["postgres", "nobody"];

    /// <summary>The user to drop to, or null when this process is no root.</summary>
    public static string? Name { get; } = Environment.UserName == "root" ? s_candidates.FirstOrDefault(Exists) : null;

    /// <summary>
    /// A process of the program, as the server's user and in a session of its own: Ctrl-C in the owner's terminal reaches the owner,
    /// who then stops the server when nobody needs it any more.
    /// </summary>
    public static ProcessStartInfo Start(string program, params IEnumerable<string> arguments)
    {
        string[] session = OnPath("setsid") ? ["setsid"] : ["perl", "-MPOSIX", "-e", "POSIX::setsid(); exec @ARGV"];
        string[] user = Name is null ? [] : ["setpriv", $"--reuid={Name}", $"--regid={Group(Name)}", "--clear-groups", "--"];
        string[] line = [.. session, .. user, program, .. arguments];
        return new ProcessStartInfo(line[0], line[1..])
        {
            WorkingDirectory = "/",
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
    }

    /// <summary>Gives the folder to the server's user and to nobody else.</summary>
    public static void Own(string folder)
    {
        if (Name is null) return;
        if (Closed(folder) is { } parent)
            throw new EmbeddedPostgresException(
                $"The user '{Name}' that runs PostgreSQL may not enter '{parent}'. "
                + "Choose another data folder (--data) or allow it with chmod o+x.");
        Give(folder);
        Run("chmod", "700", folder);
    }

    /// <summary>Makes the server's user the owner of a file or folder.</summary>
    public static void Give(string path)
    {
        if (Name is not null) Run("chown", "-R", $"{Name}:{Group(Name)}", path);
    }

    /// <summary>The nearest folder above that the server's user may not walk through, or null.</summary>
    public static string? Closed(string folder)
    {
        if (Name is null) return null;
        for (var parent = Directory.GetParent(Path.GetFullPath(folder)); parent is not null; parent = parent.Parent)
            if (parent.Exists && !parent.UnixFileMode.HasFlag(UnixFileMode.OtherExecute)) return parent.FullName;
        return null;
    }

    private static bool OnPath(string program) => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
        .Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));

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
