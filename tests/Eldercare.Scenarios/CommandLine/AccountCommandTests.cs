using Eldercare.Testing;

namespace Eldercare.Scenarios.CommandLine;

/// <summary>The first account and the clients of a city, from the command line.</summary>
public sealed class AccountCommandTests(PostgresFixture postgres) : IDisposable
{
    private readonly CommandFolder _home = new();

    [Fact]
    public async Task Makes_the_first_account_and_clients_and_says_what_is_wrong()
    {
        var database = await postgres.NewDatabaseAsync();
        var made = await RunAsync(database, 0, "account", "create", "Li.Na");
        Assert.Matches("^li.na signs in with the password [a-z0-9-]{23}, and changes it then.$", made);
        Assert.Matches("^Its secret, shown this once: [0-9a-f]{64}$", await RunAsync(
            database, 0, "client", "add", "registry", "--kind", "system", "--role", "district-office", "--district", "321102"));

        // Each starts a process: side by side.
        (string Expected, string[] Arguments)[] wrong =
        [
            // Whatever the decision says is told so.
            ("Another account has this name.", ["account", "create", "li.na"]),
            ("No role 'boss'", ["account", "create", "boss", "--role", "boss"]),
            ("There is no demo", ["account", "code", "li.na", "--data", "/nowhere/at/all"]),
            ("A system needs --role", ["client", "add", "system", "--kind", "system"]),
            ("Only a system takes --role", ["client", "add", "tablet", "--kind", "device", "--role", "elder"]),
            ("A district office needs --district", ["client", "add", "system", "--kind", "system", "--role", "district-office"]),
            ("An app needs --redirect", ["client", "add", "app", "--kind", "app"]),
            ("an app's own scheme", ["client", "add", "app", "--kind", "app", "--redirect", "javascript:alert(1)"]),
            ("No role 'boss'", ["client", "add", "system", "--kind", "system", "--role", "boss"]),
            ("--redirect nowhere is no address.", ["client", "add", "app", "--kind", "app", "--redirect", "nowhere"]),
            ("There is a client of this id already", ["client", "add", "registry", "--kind", "device"]),
            ("There is no such client.", ["client", "remove", "nobody"]),
            ("There is no such client.", ["client", "secret", "nobody"]),
        ];
        await Task.WhenAll(wrong.Select(async c => Assert.Contains(c.Expected, await RunAsync(database, 2, c.Arguments), StringComparison.Ordinal)));

        Assert.Equal("registry             system  registry                 district-office 321102", await RunAsync(database, 0, "client", "list"));
        Assert.Equal("Removed.", await RunAsync(database, 0, "client", "remove", "registry"));
    }

    public void Dispose() => _home.Dispose();

    /// <summary>What it says, without the line that says which database it took.</summary>
    private async Task<string> RunAsync(string database, int expected, params string[] arguments)
    {
        var (code, output) = await EldercareCommand.RunAsync(_home, new Dictionary<string, string> { ["ELDERCARE_DATABASE"] = database }, arguments);
        Assert.True(code == expected, $"{string.Join(' ', arguments)}: {code} {output}");
        return Assert.Single(output.Split('\n'), l => !l.StartsWith("Database ", StringComparison.Ordinal));
    }
}
