using Eldercare.Api.GraphQL;
using Eldercare.Beds;
using Eldercare.Fuzz;
using Eldercare.Meals;
using Eldercare.Testing;
using Microsoft.Extensions.Options;

namespace Eldercare.Scenarios;

/// <summary>The short form of <c>./eldercare fuzz</c>: from one seed, as often as it goes in some seconds, against a host of its own.</summary>
public sealed class FuzzTests(PostgresFixture postgres)
{
    private const int Seed = 20261127;

    private static readonly TimeSpan s_duration = TimeSpan.FromSeconds(8);

    [Fact]
    public async Task Whatever_is_sent_is_answered_and_leaves_the_city_sound()
    {
        await using var city = await CityUnderTest.StartAsync(await postgres.NewDatabaseAsync());
        // With every guard of production, and an allowance that one who asks without end does not use up.
        var rates = city.Get<IOptions<ApiSettings>>().Value.Rates;
        (rates.On, rates.Burst, rates.PerSecond, rates.AnonymousBurst, rates.AnonymousPerSecond) = (true, 10_000_000, 1_000_000, 10_000_000, 1_000_000);
        await city.OpenPointAsync(new MealPointId(Guid.CreateVersion7()), CityUnderTest.Today.AddDays(2), 5);
        await city.OpenHomeAsync(new HomeId(Guid.CreateVersion7()), 3);
        foreach (var elder in await city.RegisterEldersAsync(5)) await city.ApplyAsync(elder);

        var folder = Path.Combine(Path.GetTempPath(), $"eldercare-fuzz-{Guid.NewGuid():N}");
        var findings = new Findings(folder);
        using (var fuzzer = new Fuzzer(DemoHost.TargetOf(city.Http.BaseAddress!, CityUnderTest.Key, "eldercare"), findings))
        {
            using var stop = new CancellationTokenSource(s_duration);
            await fuzzer.RunAsync(Seed, workers: 2, stop.Token);
            Assert.InRange(fuzzer.Sent, 50, long.MaxValue);
        }

        Assert.True(findings.All.Count == 0, string.Join("\n\n", findings.All.Select(f => $"{f.What}\n{f.Again}\n{f.Answer}")));
        await city.AssertSoundAsync();
    }
}
