using Eldercare.Testing;
using Npgsql;

namespace Eldercare.Scenarios.CommandLine;

public sealed class ImportTests(PostgresFixture postgres) : IDisposable
{
    private readonly CommandFolder _home = new();

    [Fact]
    public async Task Import_brings_registries_into_the_city_the_host_is_configured_for()
    {
        var cancel = TestContext.Current.CancellationToken;
        var database = await postgres.NewDatabaseAsync();
        await File.WriteAllTextAsync(
            _home.Of("elders.csv"), "registry_number,name,identity_number,district\nE-1,Made Up,11010519491231002X,321102\n", cancel);

        var (code, output) = await EldercareCommand.RunAsync(
            _home, new Dictionary<string, string> { ["ELDERCARE_DATABASE"] = database, ["Api__City"] = "elsewhere" }, "import", _home.Path);

        Assert.True(code == 0, output);
        await using var source = NpgsqlDataSource.Create(database);
        await using var cities = source.CreateCommand("select string_agg(distinct tenant_id, ',') from eldercare.mt_events");
        Assert.Equal("elsewhere", await cities.ExecuteScalarAsync(cancel));
    }

    public void Dispose() => _home.Dispose();
}
