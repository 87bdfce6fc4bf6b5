using System.Diagnostics;
using Eldercare.Testing;

namespace Eldercare.Clients;

/// <summary>A program of the folder <c>node</c>, run as a developer runs it.</summary>
internal static class NodeProgram
{
    /// <summary>The folder with <c>package.json</c>.</summary>
    public static string Folder { get; } = SolutionFolder.Of("tests", "Eldercare.Clients", "node");

    /// <summary>Runs <c>node FILE</c> in <see cref="Folder"/>; anything but exit code 0 fails the test with what it said.</summary>
    /// <param name="environment">Beside the test's own.</param>
    /// <param name="arguments">The file and its arguments.</param>
    /// <returns>What it printed.</returns>
    public static async Task<string> RunAsync(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("node", arguments)
        {
            WorkingDirectory = Folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        var (said, complained) = (process.StandardOutput.ReadToEndAsync(patience.Token), process.StandardError.ReadToEndAsync(patience.Token));
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }

        Assert.True(process is { HasExited: true, ExitCode: 0 }, $"node {string.Join(' ', arguments)}\n{await said}\n{await complained}");
        return await said;
    }
}
