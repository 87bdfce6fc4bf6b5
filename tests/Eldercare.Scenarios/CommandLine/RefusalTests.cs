using System.Security.Cryptography;
using Eldercare.Store;
using Eldercare.Testing;
using Npgsql;

namespace Eldercare.Scenarios.CommandLine;

/// <summary>What a person is told who starts something that cannot be: a line that says how to mend it, and exit code 2.</summary>
public sealed class RefusalTests(PostgresFixture postgres) : IDisposable
{
    private const string Nowhere = "Host=127.0.0.1;Port=1;Password=hidden;Timeout=5";
    private static readonly string s_key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(48));
    private static readonly string s_demoKey = Convert.ToBase64String([.. "eldercare-demo:"u8, .. RandomNumberGenerator.GetBytes(48)]);

    private static readonly string s_bitcoins = PublicKeyOn("secp256k1");

    private readonly CommandFolder _home = new();

    public static TheoryData<string?, string?, string?, string?, string> Faults => new()
    {
        { Nowhere, null, null, null, "Set ELDERCARE_SIGNING_KEY" },
        { Nowhere, "c2hvcnQ=", null, null, "ELDERCARE_SIGNING_KEY is not the base64 of 32 bytes" },
        { Nowhere, s_demoKey, null, null, "ELDERCARE_SIGNING_KEY is a demo's key" },
        { Nowhere, s_key, null, "eldercare-demo", "ELDERCARE_ISSUER is 'eldercare-demo'" },
        { Nowhere, null, "no pem", null, "ELDERCARE_PUBLIC_KEY is no public key in PEM" },
        { Nowhere, null, s_bitcoins, null, "ELDERCARE_PUBLIC_KEY is no public key in PEM (-----BEGIN PUBLIC KEY----- …), RSA or of the curves P-256, P-384 and P-521." },
        { Nowhere, s_key, "no pem", null, "not both" },
        { null, s_key, null, null, "ELDERCARE_DATABASE is not set" },
        { "nonsense", s_key, null, null, "ELDERCARE_DATABASE is no connection string" },
        { Nowhere, s_key, null, null, "The database of ELDERCARE_DATABASE does not answer" },
    };

    [Theory, MemberData(nameof(Faults))]
    public async Task Serve_refuses_to_start(string? database, string? signingKey, string? publicKey, string? issuer, string expected)
    {
        var variables = new Dictionary<string, string> { ["ELDERCARE_CARD_KEY"] = s_key };
        foreach (var (name, value) in ((string, string?)[])
        [
            ("ELDERCARE_DATABASE", database), ("ELDERCARE_SIGNING_KEY", signingKey), ("ELDERCARE_PUBLIC_KEY", publicKey), ("ELDERCARE_ISSUER", issuer),
        ])
            if (value is not null) variables[name] = value;

        var (code, output) = await EldercareCommand.RunAsync(_home, variables, "serve", "--port", "0");

        Assert.Equal(2, code);
        Assert.Contains(expected, output, StringComparison.Ordinal);
        Assert.Single(output.Split('\n'));
        Assert.DoesNotContain("hidden", output, StringComparison.Ordinal);
    }

    [Theory, InlineData(null), InlineData("c2hvcnQ=")]
    public async Task Serve_refuses_to_start_without_a_key_for_cards(string? key)
    {
        var variables = new Dictionary<string, string> { ["ELDERCARE_DATABASE"] = Nowhere, ["ELDERCARE_SIGNING_KEY"] = s_key };
        if (key is not null) variables["ELDERCARE_CARD_KEY"] = key;

        var (code, output) = await EldercareCommand.RunAsync(_home, variables, "serve", "--port", "0");

        Assert.Equal(2, code);
        Assert.Contains("Set ELDERCARE_CARD_KEY to the base64 of 32 bytes", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://meals.example.cn", "key", "ELDERCARE_SIGNIN is an https address without a path")]
    [InlineData("https://meals.example.cn/signin", "key", "ELDERCARE_SIGNIN is an https address without a path")]
    [InlineData("https://meals.example.cn", null, "Set ELDERCARE_SIGNIN_KEY to the base64 of 32 bytes")]
    [InlineData("https://meals.example.cn", "c2hvcnQ=", "ELDERCARE_SIGNIN_KEY is not the base64 of 32 bytes")]
    [InlineData("https://meals.example.cn", "demo", "ELDERCARE_SIGNIN_KEY is a demo's key")]
    // Nothing is wrong with the sign-in server, which needs no other key.
    [InlineData("https://meals.example.cn", "key", "The database of ELDERCARE_DATABASE does not answer")]
    public async Task Serve_refuses_to_start_with_half_a_sign_in_server(string address, string? key, string expected)
    {
        var variables = new Dictionary<string, string> { ["ELDERCARE_DATABASE"] = Nowhere, ["ELDERCARE_CARD_KEY"] = s_key, ["ELDERCARE_SIGNIN"] = address };
        if (key is not null) variables["ELDERCARE_SIGNIN_KEY"] = key switch { "key" => s_key, "demo" => s_demoKey, _ => key };

        var (code, output) = await EldercareCommand.RunAsync(_home, variables, "serve", "--port", "0");

        Assert.Equal(2, code);
        Assert.Contains(expected, output, StringComparison.Ordinal);
        Assert.Single(output.Split('\n'));
    }

    [Fact]
    public async Task Serve_tells_a_wrong_password_and_a_port_in_use_and_an_empty_database_is_not_rebuilt()
    {
        var database = await postgres.NewDatabaseAsync();
        Dictionary<string, string> With(string connection) => new() { ["ELDERCARE_DATABASE"] = connection, ["ELDERCARE_SIGNING_KEY"] = s_key, ["ELDERCARE_CARD_KEY"] = s_key };

        var (wrong, denied) = await EldercareCommand.RunAsync(_home, With(database + ";Password=wrong"), "serve", "--port", "0");
        Assert.Equal(2, wrong);
        Assert.Contains("28P01", denied, StringComparison.Ordinal);

        var (empty, nothing) = await EldercareCommand.RunAsync(_home, With(database), "rebuild");
        Assert.Equal(2, empty);
        Assert.Contains("The database is empty", nothing, StringComparison.Ordinal);

        using var taken = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        var port = ((System.Net.IPEndPoint)taken.LocalEndpoint).Port;
        var (busy, why) = await EldercareCommand.RunAsync(_home, With(database), "serve", "--port", $"{port}");
        Assert.Equal(2, busy);
        Assert.Contains($"Cannot listen on http://127.0.0.1:{port}", why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_rebuild_beside_a_running_one_is_told_so()
    {
        var database = await postgres.NewDatabaseAsync();
        await using (await CityUnderTest.StartAsync(database))
        {
        }

        await using var first = new NpgsqlConnection(database);
        await first.OpenAsync(TestContext.Current.CancellationToken);
        await using var running = new NpgsqlCommand($"select pg_advisory_lock({AdvisoryLocks.ViewRebuild})", first);
        await running.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        var (code, output) = await EldercareCommand.RunAsync(_home, new Dictionary<string, string> { ["ELDERCARE_DATABASE"] = database }, "rebuild");

        Assert.Equal(2, code);
        // Beside the line that says which database it took.
        Assert.Equal(
            ["eldercare: Another rebuild runs on this database; start again when it is done."],
            output.Split('\n').Where(l => !l.StartsWith("Database ", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("There is no demo yet", "token", "city-office")]
    [InlineData("No role 'boss'", "token", "boss")]
    [InlineData("needs --site", "token", "kitchen")]
    [InlineData("--site is neither an id of the API's nor a UUID", "token", "kitchen", "--site", "point 1")]
    [InlineData("There is no folder", "import", "/nowhere/at/all")]
    [InlineData("There is no demo in", "rebuild", "--data", "/nowhere/at/all")]
    [InlineData("is no port", "demo", "--port", "70000")]
    public async Task Other_commands_refuse(string expected, params string[] arguments)
    {
        var (code, output) = await EldercareCommand.RunAsync(_home, environment: null, arguments);

        Assert.Equal(2, code);
        Assert.Contains(expected, output, StringComparison.Ordinal);
        Assert.Single(output.Split('\n'));
    }

    public void Dispose() => _home.Dispose();

    private static string PublicKeyOn(string curve)
    {
        using var key = ECDsa.Create(ECCurve.CreateFromFriendlyName(curve));
        return key.ExportSubjectPublicKeyInfoPem();
    }
}
