using System.Text.Json;
using Eldercare.Api.GraphQL;
using Eldercare.Scenarios;
using Eldercare.Testing;

namespace Eldercare.Clients;

/// <summary>The public clients <c>graphql-ws</c> and <c>graphql-sse</c> at two hosts on one database.</summary>
public sealed class WatchingTests(PostgresFixture postgres)
{
    private const int Elders = 12;

    [Fact]
    public async Task Who_watches_at_a_host_that_is_killed_goes_on_at_another_and_misses_nothing()
    {
        var database = await postgres.NewDatabaseAsync();
        await using var second = await CityUnderTest.StartAsync(database);
        var point = await second.OpenEveryDayAsync(capacity: 50);
        var elders = await second.RegisterEldersAsync(Elders);
        await using var first = await HostProcess.StartAsync(database, second.SignIn);
        using var program = TalkingProgram.Start(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["FIRST"] = Address(first.Http),
                ["SECOND"] = Address(second.Http),
                ["TOKEN"] = second.SignIn.Parameter!,
                ["MEAL_POINT"] = GlobalId.Of(point),
                ["ELDERS"] = string.Join(' ', elders.Select(GlobalId.Of)),
                ["DAYS"] = string.Join(' ', Enumerable.Range(2, 3).Select(d => CityUnderTest.Text(CityUnderTest.Today.AddDays(d)))),
            },
            "watch.mjs");
        Assert.Equal("READY", await program.LineAsync());
        await first.KillAsync();
        var told = JsonDocument.Parse(await program.RestAsync()).RootElement;
        Assert.Equal([Elders, Elders], told.GetProperty("booked").EnumerateArray().Select(b => b.GetInt32()));
        Assert.Equal((Elders, Elders, true), (told.GetProperty("work").GetInt32(), told.GetProperty("elders").GetInt32(), told.GetProperty("inOrder").GetBoolean()));
        Assert.Contains("BOOKED", told.GetProperty("happened").EnumerateArray().Select(h => h.GetString()));
    }

    private static string Address(HttpClient http) => http.BaseAddress!.ToString().TrimEnd('/');
}
