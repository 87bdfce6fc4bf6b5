using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Eldercare.Meals;
using Eldercare.People.Elders;
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

    /// <summary>Meals can be booked all the same: no host is taken out of service for it, and whoever watches sees it.</summary>
    [Fact]
    public async Task Messages_and_reactions_that_stand_still_degrade_a_host_and_do_not_stop_it()
    {
        var (database, clock) = (await postgres.NewDatabaseAsync(), new Hasty());
        await using var city = await CityUnderTest.StartByAsync(clock, database);
        var (point, date) = (new MealPointId(Guid.CreateVersion7()), CityUnderTest.Today.AddDays(2));
        await city.OpenPointAsync(point, date, 5);
        await city.HorizonIsOpenAsync(1);
        var elder = await city.RegisterElderAsync(1);
        using var anyone = new HttpClient { BaseAddress = city.Http.BaseAddress };
        string[] all = ["messages", "reactions", "outbox"];
        // Whatever happened that concerns them not, they have passed it.
        await Eventually.EqualAsync("messages Healthy, reactions Healthy, outbox Healthy", ReportAsync);

        await using (var stop = new NpgsqlConnection($"{database};Pooling=false"))
        {
            await stop.OpenAsync();
            await using var transaction = await stop.BeginTransactionAsync();
            await using (var hold = new NpgsqlCommand("lock table eldercare.messages, wolverine.wolverine_incoming_envelopes in exclusive mode", stop))
                await hold.ExecuteNonQueryAsync();
            Assert.Null(await city.BookAsync(point, date, elder));
            await city.SendAsync(new RecordDeath(elder, CityUnderTest.Today));
            Assert.Contains("messages Healthy, reactions Healthy", await ReportAsync(), StringComparison.Ordinal);
            await Eventually.PatientlyAsync(() => Task.FromResult(false), TimeSpan.FromSeconds(3));
            clock.Skip(TimeSpan.FromSeconds(20));
            Assert.StartsWith("messages Degraded, reactions Degraded", await ReportAsync(), StringComparison.Ordinal);
            using var reply = await anyone.GetAsync("/health/ready");
            Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        }

        await Eventually.EqualAsync("messages Healthy, reactions Healthy, outbox Healthy", ReportAsync);

        async Task<string> ReportAsync()
        {
            var report = await anyone.GetFromJsonAsync<JsonElement>("/health/ready");
            return string.Join(", ", all.Select(name => $"{name} {Check(report, name).GetProperty("status").GetString()}"));
        }
    }

    /// <summary>A stopwatch that can be set forward.</summary>
    private sealed class Hasty : TimeProvider
    {
        private long _ahead;

        public override long GetTimestamp() => base.GetTimestamp() + Interlocked.Read(ref _ahead);

        public void Skip(TimeSpan by) => Interlocked.Add(ref _ahead, (long)(by.TotalSeconds * TimestampFrequency));
    }

    private static JsonElement Check(JsonElement report, string name) => report.GetProperty("checks").GetProperty(name);
}
