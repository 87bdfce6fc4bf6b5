using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Npgsql;

namespace Eldercare.Scenarios.CommandLine;

/// <summary>A small demo in a folder of its own, started and stopped as a person does.</summary>
internal sealed class RunningDemo(CommandFolder home, string name) : IAsyncDisposable
{
    private EldercareCommand? _command;

    public string Folder { get; } = home.Of(name);

    public string Output => _command!.Output;

    /// <summary>Of its GraphQL.</summary>
    public string Address => _command!.Address;

    public async Task StartAsync(params string[] options)
    {
        _command = EldercareCommand.Start(
            home, environment: null,
            ["demo", "--data", Folder, "--port", FreePort().ToString(CultureInfo.InvariantCulture), .. options]);
        await _command.ReadyAsync();
    }

    public Task<int> StopAsync(string signal) => _command!.StopAsync(signal);

    /// <summary>The host and the database at once, as when the power fails.</summary>
    public async Task KillEverythingAsync()
    {
        var server = Process.GetProcessById(int.Parse(Postmaster()[0], CultureInfo.InvariantCulture));
        server.Kill();
        await _command!.KillAsync();
        await server.WaitForExitAsync();
    }

    /// <summary>Whether a PostgreSQL process of this demo's folder is there.</summary>
    public bool HasServer()
    {
        using var ps = Process.Start(new ProcessStartInfo("ps", ["-eo", "command"]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        return ps.StandardOutput.ReadToEnd().Contains(Path.Combine(Folder, "postgres"), StringComparison.Ordinal);
    }

    /// <summary>The data of a query, asked with the sign-in the demo wrote for the city office.</summary>
    public async Task<JsonElement> QueryAsync(string query, string? token = null)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer", token ?? await File.ReadAllTextAsync(Path.Combine(Folder, "city-office.token")));
        var response = await http.PostAsJsonAsync(_command!.Address, new { query });
        var body = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(body.TryGetProperty("data", out var data) && !body.TryGetProperty("errors", out _), body.ToString());
        return data;
    }

    /// <summary>What a SQL query says in its first row and column.</summary>
    public async Task<object?> AskAsync(string sql)
    {
        var settings = new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = int.Parse(Postmaster()[3], CultureInfo.InvariantCulture),
            Username = "eldercare",
            Password = await File.ReadAllTextAsync(Path.Combine(Folder, "postgres.password")),
            Database = "eldercare",
            Pooling = false,
        };
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_command is not null) await _command.DisposeAsync();
    }

    private string[] Postmaster() => File.ReadAllLines(Path.Combine(Folder, "postgres", "postmaster.pid"));

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>Two small demos side by side, started at the same moment, for all tests of a class.</summary>
public sealed class TwoDemos : IAsyncLifetime
{
    internal CommandFolder Home { get; } = new();

    /// <summary>The one that is stopped, killed and started again.</summary>
    internal RunningDemo Restarted { get; }

    /// <summary>The one that goes on.</summary>
    internal RunningDemo Steady { get; }

    public TwoDemos() => (Restarted, Steady) = (new(Home, "restarted"), new(Home, "steady"));

    public async ValueTask InitializeAsync() => await Task.WhenAll(Restarted.StartAsync("--small"), Steady.StartAsync("--small"));

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(Restarted.DisposeAsync().AsTask(), Steady.DisposeAsync().AsTask());
        Assert.False(Restarted.HasServer() || Steady.HasServer());
        Home.Dispose();
    }
}
