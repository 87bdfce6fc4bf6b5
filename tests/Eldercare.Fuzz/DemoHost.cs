using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Eldercare.Api.Commands;
using Eldercare.Api.SignIn;
using Microsoft.Extensions.Options;

namespace Eldercare.Fuzz;

/// <summary>A small demo city of the fuzzer's own, as a process that can be looked at from outside; its folder is removed in the end.</summary>
internal sealed class DemoHost : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _folder;

    private DemoHost(Process process, string folder, Uri address) => (_process, _folder, Address) = (process, folder, address);

    public Uri Address { get; }

    public bool HasEnded => _process.HasExited;

    /// <summary>Bytes of memory the host has resident.</summary>
    public long Memory
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    public static async Task<DemoHost> StartAsync(CancellationToken stop)
    {
        var folder = Path.Combine(Path.GetTempPath(), $"eldercare-fuzz-{Guid.NewGuid():N}");
        var port = FreePort();
        var process = Start("demo", "--small", "--data", folder, "--port", port.ToString(CultureInfo.InvariantCulture));
        while (await process.StandardOutput.ReadLineAsync(stop) is { } line)
        {
            if (!line.StartsWith("Ready", StringComparison.Ordinal)) continue;
            _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            return new DemoHost(process, folder, new Uri($"http://127.0.0.1:{port}"));
        }

        throw new InvalidOperationException("The demo ended before it was ready.");
    }

    /// <summary>Sign-ins of every role, and such as are not to be believed.</summary>
    public FuzzTarget Target()
    {
        var key = new DataFolder(_folder).SigningKey();
        return TargetOf(Address, key, ServeCommand.DemoIssuer);
    }

    /// <param name="address">Of the host.</param>
    /// <param name="key">What its tokens are signed with.</param>
    /// <param name="issuer">Whose they are.</param>
    public static FuzzTarget TargetOf(Uri address, string key, string issuer)
    {
        var (ours, strangers) = (Issuer(key, issuer), Issuer(Convert.ToBase64String(new byte[32]), issuer));
        return new FuzzTarget(
            address,
            [ours.Issue(Role.CityOffice, "fuzz-city"), .. Roles.Named.Select(r => ours.Issue(r.Role, $"fuzz-{r.Name}", "321102", Guid.NewGuid(), Guid.NewGuid()))],
            [ours.Issue(Role.CityOffice, "fuzz", lifetime: TimeSpan.FromHours(-2)), strangers.Issue(Role.CityOffice, "fuzz"), Issuer(key, "elsewhere").Issue(Role.CityOffice, "fuzz"), "x.y.z", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0."]);
    }

    /// <summary>Stops the host as an operator does (a shell has its background programs ignore Ctrl-C), and asks whether the city is sound.</summary>
    /// <returns>What <c>check</c> said when it is not; null when every invariant holds.</returns>
    public async Task<string?> StopAndCheckAsync()
    {
        await StopAsync();
        using var check = Start("check", "--data", _folder);
        var said = await check.StandardOutput.ReadToEndAsync();
        await check.WaitForExitAsync();
        return check.ExitCode == 0 ? null : said;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _process.Dispose();
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
    }

    private async Task StopAsync()
    {
        if (_process.HasExited) return;
        using (var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)])) await kill.WaitForExitAsync();
        await _process.WaitForExitAsync();
    }

    private static TokenIssuer Issuer(string key, string issuer) =>
        new(Options.Create(new SignInSettings { SigningKey = key, Issuer = issuer, Audience = "eldercare" }), TimeProvider.System);

    private static Process Start(params string[] arguments) => Process.Start(
        new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Eldercare.Api.dll"), .. arguments]) { RedirectStandardOutput = true, UseShellExecute = false })!;

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
