using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Eldercare.Meals;
using Eldercare.Testing;
using Npgsql;

namespace Eldercare.Scenarios;

/// <summary>What a load balancer and a container's health check are told over HTTP, without a sign-in.</summary>
public sealed class HealthTests(PostgresFixture postgres)
{
    [Fact]
    public async Task A_host_is_alive_always_and_ready_only_with_its_database()
    {
        await using var city = await CityUnderTest.StartAsync(await postgres.NewDatabaseAsync());
        await city.OpenPointAsync(new MealPointId(Guid.CreateVersion7()), CityUnderTest.Today.AddDays(2), 5);
        await city.HorizonIsOpenAsync(1);
        using var anyone = new HttpClient { BaseAddress = city.Http.BaseAddress };

        using var live = await anyone.GetAsync("/health/live");
        Assert.Equal((HttpStatusCode.OK, "Healthy"), (live.StatusCode, await live.Content.ReadAsStringAsync()));
        var (status, report) = await ReadyAsync();
        Assert.Equal((HttpStatusCode.OK, "Healthy"), (status, report.GetProperty("status").GetString()));
        Assert.Equal("Healthy", Check(report, "database").GetProperty("status").GetString());
        Assert.EndsWith("events", Check(report, "views").GetProperty("detail").GetString(), StringComparison.Ordinal);

        await ExecuteAsync("alter schema eldercare rename to elsewhere");
        (status, report) = await ReadyAsync();
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "Unhealthy"), (status, report.GetProperty("status").GetString()));
        Assert.Equal("the schema is missing", Check(report, "database").GetProperty("detail").GetString());
        using var still = await anyone.GetAsync("/health/live");
        Assert.Equal(HttpStatusCode.OK, still.StatusCode);

        await ExecuteAsync("alter schema elsewhere rename to eldercare");
        await Eventually.EqualAsync(HttpStatusCode.OK, async () => (await ReadyAsync()).Status);

        async Task<(HttpStatusCode Status, JsonElement Report)> ReadyAsync()
        {
            using var reply = await anyone.GetAsync("/health/ready");
            return (reply.StatusCode, await reply.Content.ReadFromJsonAsync<JsonElement>());
        }

        async Task ExecuteAsync(string sql)
        {
            await using var command = city.Get<NpgsqlDataSource>().CreateCommand(sql);
            await command.ExecuteNonQueryAsync();
        }
    }

    private static JsonElement Check(JsonElement report, string name) => report.GetProperty("checks").GetProperty(name);
}
