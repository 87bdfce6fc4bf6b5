using Eldercare.Meals;
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

    [Fact]
    public async Task Import_leaves_messages_that_are_due_to_the_host_that_has_the_city_s_gateway()
    {
        var cancel = TestContext.Current.CancellationToken;
        var database = await postgres.NewDatabaseAsync();
        var (point, tomorrow) = (new MealPointId(Guid.CreateVersion7()), CityUnderTest.Today.AddDays(1));
        await using (var city = await CityUnderTest.StartAsync(database))
        {
            await city.OpenPointAsync(point, tomorrow, 5);
            Assert.Null(await city.BookAsync(point, tomorrow, await city.RegisterElderAsync(1)));
            await Eventually.EqualAsync(1, () => city.CountAsync("select count(*) from eldercare.messages"));
        }

        await using var source = NpgsqlDataSource.Create(database);
        await using var due = source.CreateCommand(
            "update eldercare.messages set state = 'Waiting', attempts = 0, sent_at = null, due_at = now() - interval '1 minute'");
        Assert.Equal(1, await due.ExecuteNonQueryAsync(cancel));
        await File.WriteAllTextAsync(
            _home.Of("elders.csv"), "registry_number,name,identity_number,district\nE-1,Made Up,11010519491231002X,321102\n", cancel);
        var (code, output) = await EldercareCommand.RunAsync(
            _home,
            new Dictionary<string, string> { ["ELDERCARE_DATABASE"] = database, ["Messages__QuietFrom"] = "00:00", ["Messages__QuietUntil"] = "00:00" },
            "import", _home.Path);

        Assert.True(code == 0, output);
        await using var message = source.CreateCommand("select state || ' ' || attempts from eldercare.messages");
        Assert.Equal("Waiting 0", await message.ExecuteScalarAsync(cancel));
    }

    public void Dispose() => _home.Dispose();
}
