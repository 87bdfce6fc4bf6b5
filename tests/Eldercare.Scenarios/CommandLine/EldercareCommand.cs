using System.Collections.Concurrent;
using System.Diagnostics;

namespace Eldercare.Scenarios.CommandLine;

/// <summary><c>./eldercare COMMAND</c> as a process of its own, without the script that builds it.</summary>
internal sealed class EldercareCommand : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(4);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly TaskCompletionSource<string> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private EldercareCommand(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, e) => Heard(e.Data);
        _process.ErrorDataReceived += (_, e) => Heard(e.Data);
        _process.Exited += (_, _) => _ready.TrySetException(new InvalidOperationException($"It ended before it was ready:\n{Output}"));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Output => string.Join('\n', _lines);

    /// <summary>What is written after the line that says it is ready.</summary>
    public string Address { get; private set; } = string.Empty;

    public int Pid => _process.Id;

    /// <param name="home">Where the commands of one test remember their demos.</param>
    /// <param name="environment">More variables.</param>
    /// <param name="arguments">The command and its options.</param>
    public static EldercareCommand Start(
        CommandFolder home, IReadOnlyDictionary<string, string>? environment, params ReadOnlySpan<string> arguments)
    {
        string[] program = ["dotnet", Path.Combine(AppContext.BaseDirectory, "Eldercare.Api.dll"), .. arguments];
        if (IgnoresInterrupts()) program = ["env", "--default-signal=INT", .. program];
        var start = new ProcessStartInfo(program[0], program[1..])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var ours in start.Environment.Keys.Where(k => k.StartsWith("ELDERCARE_", StringComparison.Ordinal) && k != "ELDERCARE_POSTGRES_BIN").ToArray())
            start.Environment.Remove(ours);
        start.Environment["XDG_DATA_HOME"] = home.Path;
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        return new EldercareCommand(start);
    }

    /// <summary>
    /// Whether these tests were started in the background by a script: a shell then has SIGINT ignored, and so would the command, as
    /// with nohup. Ctrl-C is typed at a terminal, where nothing is ignored.
    /// </summary>
    private static bool IgnoresInterrupts()
    {
        const string Status = "/proc/self/status", Ignored = "SigIgn:\t";
        const int Interrupt = 1 << 1;
        return File.Exists(Status) && File.ReadLines(Status)
            .Where(l => l.StartsWith(Ignored, StringComparison.Ordinal))
            .Any(l => (Convert.ToUInt64(l[Ignored.Length..], 16) & Interrupt) != 0);
    }

    /// <summary>Runs to its end.</summary>
    public static async Task<(int Code, string Output)> RunAsync(
        CommandFolder home, IReadOnlyDictionary<string, string>? environment, params string[] arguments)
    {
        await using var command = Start(home, environment, arguments);
        return (await command.EndAsync(), command.Output);
    }

    public async Task<EldercareCommand> ReadyAsync()
    {
        Address = await _ready.Task.WaitAsync(s_patience);
        return this;
    }

    public async Task<int> EndAsync()
    {
        using var patience = new CancellationTokenSource(s_patience);
        await _process.WaitForExitAsync(patience.Token);
        return _process.ExitCode;
    }

    /// <summary>As Ctrl-C (INT) and a service manager (TERM) do.</summary>
    public async Task<int> StopAsync(string signal)
    {
        using (var kill = Process.Start("kill", [$"-{signal}", $"{_process.Id}"])) await kill.WaitForExitAsync();
        return await EndAsync();
    }

    public async Task KillAsync()
    {
        _process.Kill();
        await EndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await StopAsync("TERM");
        _process.Dispose();
    }

    private void Heard(string? line)
    {
        if (line is null) return;
        _lines.Enqueue(line);
        if (line.StartsWith("Ready: ", StringComparison.Ordinal)) _ready.TrySetResult(line["Ready: ".Length..].Split(' ')[0]);
    }
}
