using System.Diagnostics;
using System.Globalization;

namespace Eldercare.Store.Embedded;

/// <summary>The server process as <c>postmaster.pid</c> in its data folder tells of it.</summary>
/// <param name="Pid">The process, which may be long gone or, since, somebody else's.</param>
/// <param name="Port">Its port, once it listens.</param>
internal sealed record Postmaster(int Pid, int? Port)
{
    public static Postmaster? Of(string folder)
    {
        try
        {
            var lines = File.ReadAllLines(FileIn(folder));
            return lines.Length > 0 && Number(lines[0]) is { } pid ? new(pid, lines.Length > 3 ? Number(lines[3]) : null) : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Ends what a killed owner left running on the folder, and clears a file that names a process of somebody else.</summary>
    /// <exception cref="EmbeddedPostgresException">It does not stop.</exception>
    public static async Task StopLeftOverAsync(string folder, CancellationToken cancellation)
    {
        if (Of(folder) is not { Pid: var pid }) return;
        if (!Serves(pid, folder))
        {
            File.Delete(FileIn(folder));
            return;
        }

        Signal(pid, "INT");
        for (var i = 0; i < 300 && Serves(pid, folder); i++) await Task.Delay(100, cancellation);
        if (Serves(pid, folder))
            throw new EmbeddedPostgresException($"Another PostgreSQL (process {pid}) runs on '{folder}' and does not stop.");
    }

    /// <summary>A fast shutdown; false when it takes longer than half a minute.</summary>
    public static async Task<bool> StopAsync(Process server)
    {
        Signal(server.Id, "INT");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        try
        {
            await server.WaitForExitAsync(patience.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static string FileIn(string folder) => Path.Combine(folder, "postmaster.pid");

    private static int? Number(string line) => int.TryParse(line, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Process numbers are used again: only one whose command line names the folder is its server.</summary>
    private static bool Serves(int pid, string folder)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            return !process.HasExited && CommandLine(pid).Contains(folder, StringComparison.Ordinal);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static string CommandLine(int pid)
    {
        if (Directory.Exists("/proc/self"))
        {
            try
            {
                return File.ReadAllText($"/proc/{pid}/cmdline");
            }
            catch (IOException)
            {
                return string.Empty;
            }
        }

        using var ps = Process.Start(new ProcessStartInfo("ps", ["-o", "command=", "-p", $"{pid}"]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        return ps.StandardOutput.ReadToEnd();
    }

    private static void Signal(int pid, string signal)
    {
        using var kill = Process.Start(new ProcessStartInfo("kill", [$"-{signal}", $"{pid}"]) { UseShellExecute = false, RedirectStandardError = true })!;
        kill.WaitForExit();
    }
}
