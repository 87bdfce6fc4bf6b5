using System.Diagnostics;

namespace Eldercare.Clients;

/// <summary>A program of the folder <c>node</c> that a test acts upon while it runs.</summary>
internal sealed class TalkingProgram : IDisposable
{
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromMinutes(2));
    private readonly Process _process;
    private readonly Task<string> _complained;

    private TalkingProgram(Process process) =>
        (_process, _complained) = (process, process.StandardError.ReadToEndAsync(CancellationToken.None));

    public static TalkingProgram Start(IReadOnlyDictionary<string, string> environment, string file)
    {
        var start = new ProcessStartInfo("node", [file])
        {
            WorkingDirectory = NodeProgram.Folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return new TalkingProgram(Process.Start(start)!);
    }

    /// <summary>The next line it prints; fails with what it complained of when it ends instead.</summary>
    public async Task<string> LineAsync()
    {
        try
        {
            if (await _process.StandardOutput.ReadLineAsync(_patience.Token) is { } line) return line;
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
        }

        Assert.Fail($"It ended without a word: {await _complained}");
        return "";
    }

    /// <summary>What else it prints before it ends well.</summary>
    public async Task<string> RestAsync()
    {
        var said = "";
        try
        {
            said = await _process.StandardOutput.ReadToEndAsync(_patience.Token);
            await _process.WaitForExitAsync(_patience.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
        }

        Assert.True(_process is { HasExited: true, ExitCode: 0 }, $"{said}\n{await _complained}");
        return said;
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.Dispose();
        _patience.Dispose();
    }
}
