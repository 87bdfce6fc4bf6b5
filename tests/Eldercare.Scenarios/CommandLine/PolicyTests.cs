using Eldercare.Meals;
using Eldercare.Store;
using Eldercare.Testing;

namespace Eldercare.Scenarios.CommandLine;

/// <summary>A policy from its draft to its publication, at the command line.</summary>
public sealed class PolicyTests(PostgresFixture postgres) : IDisposable
{
    private readonly CommandFolder _home = new();

    [Fact]
    public async Task A_policy_is_checked_tried_against_a_month_and_published_once()
    {
        var cancel = TestContext.Current.CancellationToken;
        var database = await postgres.NewDatabaseAsync();
        var today = CityUnderTest.Today;
        await using (var city = await CityUnderTest.StartAsync(database))
        {
            var point = new MealPointId(Guid.CreateVersion7());
            await city.SendAsync(new OpenMealPoint(
                point, "Scenario", CityUnderTest.District, "Street 1", 32.2, 119.4,
                [new(today.DayOfWeek, Meal.Lunch, 0, 5, TimeOnly.MinValue, new(23, 59), 0, new Fen(800))]));
            await city.SendAsync(new OpenSitting(point, today, Meal.Lunch));
            await city.SendAsync(new ServeWalkIn(point, today, Meal.Lunch, await city.RegisterElderAsync(1)));
            await Eventually.EqualAsync(1, () => city.CountAsync("select count(*) from eldercare.settlements"));
        }

        var (draft, broken) = (_home.Of("draft.json"), _home.Of("broken.json"));
        await File.WriteAllTextAsync(draft, SubsidyTests.HalfOnceADay, cancel);
        await File.WriteAllTextAsync(broken, SubsidyTests.HalfOnceADay.Replace("stack", "shake", StringComparison.Ordinal), cancel);

        await SaysAsync(1, "/combine:", "policy", "check", broken);
        await SaysAsync(0, "wuxi-meals version 1 from 2023-10-01: 7 rules. No faults.", "policy", "check", "wuxi");
        await SaysAsync(0, "Warning: it has ended. From 2026-01-01 on elders pay its part themselves", "policy", "check", "shenzhen-futian");
        await SaysAsync(0, "guangzhou version 1 from 2023-04-04: 3 lanes. No faults.", "policy", "check", "guangzhou");
        await SaysAsync(0, "Published.", "policy", "publish", "guangzhou");
        await SaysAsync(0, "It is published already.", "policy", "publish", "guangzhou");
        await SaysAsync(2, "There is no file nowhere.json", "policy", "check", "nowhere.json");
        await SaysAsync(2, "is no month", "policy", "try", "wuxi", "--against", "October");

        var silent = await SaysAsync(2, "No meals were served in 2020-01", "policy", "try", "wuxi", "--against", "2020-01");
        Assert.DoesNotContain("price", silent, StringComparison.Ordinal);

        var tried = await SaysAsync(0, "1 portions served.", "policy", "try", draft, "--against", YearMonth.Of(today).ToString());
        Assert.Contains("Reading what was charged for 1 portions", tried, StringComparison.Ordinal);
        Assert.Contains("321102 city-finance 0 0.00 1 4.00 4.00", Plain(tried), StringComparison.Ordinal);
        Assert.Contains("321102 elder 1 8.00 1 4.00 -4.00", Plain(tried), StringComparison.Ordinal);

        await SaysAsync(0, "Published.", "policy", "publish", draft);
        await File.WriteAllTextAsync(draft, SubsidyTests.HalfOnceADay.Replace("Gazette", "Other", StringComparison.Ordinal), cancel);
        await SaysAsync(1, "Refused: Version 1 of half was published already, with other words: publish what is new as the next version.", "policy", "publish", draft);

        async Task<string> SaysAsync(int expected, string words, params string[] arguments)
        {
            var (code, output) = await EldercareCommand.RunAsync(_home, new Dictionary<string, string> { ["ELDERCARE_DATABASE"] = database }, arguments);
            Assert.True(code == expected, output);
            Assert.Contains(words, output, StringComparison.Ordinal);
            return output;
        }
    }

    public void Dispose() => _home.Dispose();

    private static string Plain(string table) => string.Join(' ', table.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
}
