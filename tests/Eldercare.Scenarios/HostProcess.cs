using System.Diagnostics;
using System.Net.Http.Headers;

namespace Eldercare.Scenarios;

/// <summary>The host as a process of its own, started as production starts it; it can be killed.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private readonly Process _process;

    private HostProcess(Process process, Uri address, AuthenticationHeaderValue signIn)
    {
        _process = process;
        Http = new HttpClient { BaseAddress = address };
        Http.DefaultRequestHeaders.Authorization = signIn;
    }

    public HttpClient Http { get; }

    /// <param name="database">Its connection string.</param>
    /// <param name="signIn">The sign-in its client has.</param>
    /// <param name="settings">Configuration beside the keys.</param>
    public static async Task<HostProcess> StartAsync(
        string database, AuthenticationHeaderValue signIn, params IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Eldercare.Api.dll"), "serve", "--port", "0"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["ELDERCARE_DATABASE"] = database, ["ELDERCARE_SIGNING_KEY"] = CityUnderTest.Key, ["ELDERCARE_CARD_KEY"] = CityUnderTest.CardKey, ["Api__Rates__On"] = "false" },
        };
        foreach (var (name, value) in settings) start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        var said = new List<string>();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            said.Add(line);
            if (!line.StartsWith("Ready: ", StringComparison.Ordinal)) continue;
            // Read on, or the host would one day wait for its log to be read.
            _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            return new HostProcess(process, new Uri(line["Ready: ".Length..].Split(' ')[0]), signIn);
        }

        throw new InvalidOperationException($"The host ended before it was ready:\n{string.Join('\n', said)}\n{await errors}");
    }

    /// <summary>As <c>kill -9</c> does: nothing is said good-bye to.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (!_process.HasExited) await KillAsync();
        _process.Dispose();
    }
}
