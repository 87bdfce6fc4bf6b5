using System.Text.Json;
using Eldercare.Api.GraphQL;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.Store;
using Eldercare.Store.Appending;
using Eldercare.Testing;

namespace Eldercare.Scenarios;

/// <summary>From a published policy to the month's settlement, over the API; and a cap that two points meet at once.</summary>
public sealed partial class SubsidyTests(PostgresFixture postgres) : IAsyncLifetime
{
    /// <summary>Half of each meal, once a day.</summary>
    internal const string HalfOnceADay = """
        {
          "code": "half", "version": 1, "title": { "zh": "半价", "en": "Half price" }, "effectiveFrom": "2020-01-01",
          "sources": [{ "title": "Gazette" }], "funders": [{ "code": "city-finance", "name": { "zh": "市财政", "en": "City finance" } }],
          "combine": "stack",
          "rules": [{
            "code": "half", "words": { "zh": "每天一餐半价。", "en": "Half price, one meal a day." },
            "gives": { "kind": "percent", "percent": 50 }, "funders": [{ "funder": "city-finance", "weight": 1 }]
          }],
          "caps": [{ "per": "day", "meals": 1 }]
        }
        """;

    private static readonly DateOnly s_today = CityUnderTest.Today;

    private string _database = null!;
    private CityUnderTest _city = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await postgres.NewDatabaseAsync();
        _city = await CityUnderTest.StartAsync(_database);
    }

    public ValueTask DisposeAsync() => _city.DisposeAsync();

    [Fact]
    public async Task A_cap_of_one_a_day_holds_at_two_points_of_two_hosts_at_once()
    {
        const int Elders = 40;
        await using var other = await CityUnderTest.StartAsync(_database);
        var (lunches, dinners) = (await OpenAsync(Meal.Lunch, Elders), await OpenAsync(Meal.Dinner, Elders));
        await PublishAsync(HalfOnceADay);
        var elders = await _city.RegisterEldersAsync(Elders);

        var answers = await Task.WhenAll(elders.SelectMany(e => new[]
        {
            _city.Http.MutateAsync("serveWalkIn", Portion(lunches, "LUNCH", e)), other.Http.MutateAsync("serveWalkIn", Portion(dinners, "DINNER", e)),
        }));

        Assert.All(answers, a => Assert.Null(a.Code));
        Assert.Equal(2 * Elders, await _city.EventsAsync("meal_charged"));
        Assert.Equal(Elders, await _city.CountAsync(
            "select count(distinct data ->> 'elder') from eldercare.mt_events where type = 'meal_charged' and data #>> '{charge,shares,0,funder}' = 'city-finance'"));
        Assert.Equal(400L * Elders, await _city.CountAsync(
            "select sum((s ->> 'amount')::bigint)::bigint from eldercare.mt_events, jsonb_array_elements(data #> '{charge,shares}') s where type = 'meal_charged'"));
        Assert.Equal(0, await _city.HolesAsync());
    }

    [Fact]
    public async Task A_served_meal_is_explained_corrected_and_settled()
    {
        var point = await OpenAsync(Meal.Lunch, 5);
        var anna = await _city.RegisterElderAsync(1);
        Assert.Null((await _city.Http.MutateAsync("serveWalkIn", Portion(point, "LUNCH", anna))).Code);
        Assert.Null((await _city.Http.MutateAsync("serveWalkIn", Portion(point, "LUNCH", anna))).Code);
        Assert.Equal("800 The meal costs 8.00 yuan. No subsidy policy was in force on that date. You pay 8.00.", await ChargesAsync(anna));

        await PublishAsync(HalfOnceADay);
        Assert.Equal("POLICY_VERSION_EXISTS", (await _city.Http.MutateAsync(
            "publishSubsidyPolicy", new { document = HalfOnceADay.Replace("Gazette", "Other", StringComparison.Ordinal) })).Code);
        Assert.Equal("POLICY_DOCUMENT_INVALID", (await _city.Http.MutateAsync("publishSubsidyPolicy", new { document = "{}" })).Code);
        Assert.Null((await _city.Http.MutateAsync("correctCharge", Correction(point, anna, s_today))).Code);
        Assert.Equal(
            "400 The meal costs 8.00 yuan. Half price, one meal a day: City finance pays 4.00. You pay 4.00. The office has corrected this charge.",
            await ChargesAsync(anna));
        await LedgerAsync(anna);

        await Eventually.EqualAsync("""400 [["city-finance",1,400],["elder",1,400]]""", () => SettlementAsync(point, YearMonth.Of(s_today)));
        Assert.Equal("SETTLEMENT_MONTH_NOT_OVER", (await FreezeAsync(point, YearMonth.Of(s_today), 400)).Code);
    }

    [Fact]
    public async Task What_is_corrected_after_the_freezing_goes_into_the_next_settlement()
    {
        var point = await OpenAsync(Meal.Lunch, 5);
        var anna = await _city.RegisterElderAsync(1);
        var past = new YearMonth(YearMonth.Of(s_today.AddMonths(-1)).Value);
        await ServedAsync(point, anna, past.First);
        await Eventually.EqualAsync("""400 [["city-finance",1,400],["elder",1,400]]""", () => SettlementAsync(point, past));

        Assert.Equal("SETTLEMENT_SUM_DIFFERS", (await FreezeAsync(point, past, 300)).Code);
        Assert.Null((await FreezeAsync(point, past, 400)).Code);
        Assert.Equal("SETTLEMENT_ALREADY_FROZEN", (await FreezeAsync(point, past, 400)).Code);
        Assert.Null((await _city.Http.MutateAsync("correctCharge", Correction(point, anna, past.First, reverse: true))).Code);

        await Eventually.EqualAsync("""-400 [["city-finance",-1,-400],["elder",-1,-400]]""", () => SettlementAsync(point, past.Next));
        Assert.Equal("""400 [["city-finance",1,400],["elder",1,400]]""", await SettlementAsync(point, past));
        var csv = await _city.Http.GetStringAsync(new Uri($"/exports/settlements?month={past}", UriKind.Relative));
        Assert.Contains($"{point},{past},city-finance,yes,{past},1,4.00,yes,scenario\r\n", csv, StringComparison.Ordinal);
        Assert.EndsWith("CONTROL SUM,2 rows,,,,yes,,1,4.00,,\r\n", csv, StringComparison.Ordinal);
    }

    /// <summary>Two offices of two hosts freeze what they see while charges of that month are taken back: one is first, and no fen is lost or doubled.</summary>
    [Fact]
    public async Task Two_hosts_freeze_at_once_while_charges_are_taken_back()
    {
        const int Elders = 25;
        await using var other = await CityUnderTest.StartAsync(_database);
        var point = await OpenAsync(Meal.Lunch, 5);
        var past = YearMonth.Of(s_today.AddMonths(-1));
        var elders = await _city.RegisterEldersAsync(Elders);
        foreach (var (elder, day) in elders.Select((e, i) => (e, i))) await ServedAsync(point, elder, past.First.AddDays(day));
        await Eventually.EqualAsync(Elders * 400, () => OwedAsync(point, past));

        var takenBack = elders.Select(async (elder, i) =>
        {
            await Task.Delay(i * 20, TestContext.Current.CancellationToken);
            return (await (i % 2 == 0 ? _city : other).Http.MutateAsync("correctCharge", Correction(point, elder, past.First.AddDays(i), reverse: true))).Code;
        }).ToArray();
        var frozen = new[] { _city, other }.Select(async host =>
        {
            while (true)
            {
                var seen = await OwedAsync(point, past);
                var code = (await host.Http.MutateAsync("freezeSettlement", new { mealPoint = GlobalId.Of(point), month = past.ToString(), owed = seen })).Code;
                if (code is null or "SETTLEMENT_ALREADY_FROZEN") return code;
                Assert.Equal("SETTLEMENT_SUM_DIFFERS", code);
            }
        }).ToArray();

        Assert.All(await Task.WhenAll(takenBack), Assert.Null);
        Assert.Equal([null, "SETTLEMENT_ALREADY_FROZEN"], (await Task.WhenAll(frozen)).Order());
        Assert.Equal(1, await _city.EventsAsync("settlement_frozen"));
        // Everything was taken back in the end: what was frozen before that, the next settlement takes off again.
        await Eventually.EqualAsync(0, async () => await OwedAsync(point, past) + await OwedAsync(point, past.Next));
        await Eventually.EqualAsync(Elders, async () => (await _city.Http.AskAsync(
            $"{{ settlement(mealPoint: \"{GlobalId.Of(point)}\", month: \"{past}\") {{ uncharged }} }}")).GetProperty("settlement").GetProperty("uncharged").GetInt32());
    }

    /// <summary>A point that serves one meal today, from midnight on, for 8 yuan.</summary>
    private async Task<MealPointId> OpenAsync(Meal meal, int buffer)
    {
        var point = new MealPointId(Guid.CreateVersion7());
        await _city.SendAsync(new OpenMealPoint(
            point, "Scenario", CityUnderTest.District, "Street 1", 32.2, 119.4,
            [new(s_today.DayOfWeek, meal, 0, buffer, TimeOnly.MinValue, new(23, 59), 0, new Fen(800))]));
        await _city.SendAsync(new OpenSitting(point, s_today, meal));
        return point;
    }

    /// <summary>A lunch of long ago with its charge, as an import would bring them.</summary>
    private Task ServedAsync(MealPointId point, ElderId elder, DateOnly date)
    {
        var (sitting, from) = (SittingId.Of(point, date, Meal.Lunch), CityTime.At(date, new(11, 0)));
        var charge = new MealCharge(
            new(800), Fen.Zero, [new("half", 1, "half", "city-finance", new(400))], new(400), [new("half", 1)], []);
        return _city.Get<IBulkAppender>().AppendAsync(
            Eldercare.Api.Hosting.CityHost.DefaultCity,
            new(
                [
                    new(Sitting.Stream.At(sitting.Value),
                        [
                            new SittingOpened(sitting, point, CityUnderTest.District, date, Meal.Lunch, 0, 1, from, from, from.AddHours(2), new Fen(800)),
                            new WalkInServed(sitting, elder, from),
                        ],
                        from),
                    new(MealAccount.At(elder, date), [new MealCharged(elder, sitting, point, CityUnderTest.District, date, Meal.Lunch, Channel.DineIn, charge)], from),
                ],
                [], []),
            CancellationToken.None);
    }

    /// <summary>The ledger is read from the newest on, with what she and others pay; what comes in between moves no page.</summary>
    private async Task LedgerAsync(ElderId elder)
    {
        string? after = null;
        await Eventually.EqualAsync("MealChargeCorrected 400 400, MealCharged 800 0", () =>
        {
            after = null;
            return PageAsync(2);
        });
        Assert.Null((await _city.Http.MutateAsync("giveConsent", new
        {
            elder = GlobalId.Of(elder),
            purpose = "SMS",
            on = CityUnderTest.Text(s_today),
            means = "SPOKEN",
        }, select: "elder { ledger(first: 1) { nodes { kind } } }")).Code);
        Assert.Equal("WalkInServed, ElderRegistered", await PageAsync(5));
        after = null;
        Assert.StartsWith("ConsentGiven, MealChargeCorrected", await PageAsync(5), StringComparison.Ordinal);

        async Task<string> PageAsync(int first)
        {
            var page = (await _city.Http.AskAsync(
                $"query($after: String) {{ elder(id: \"{GlobalId.Of(elder)}\") {{ ledger(first: {first}, after: $after) {{ nodes {{ kind elderPays subsidy }} pageInfo {{ endCursor }} }} }} }}",
                new { after })).GetProperty("elder").GetProperty("ledger");
            after = page.GetProperty("pageInfo").GetProperty("endCursor").GetString();
            return string.Join(", ", page.GetProperty("nodes").EnumerateArray().Select(
                n => string.Join(' ', n.EnumerateObject().Select(p => p.Value.ToString()).Where(t => t.Length > 0))));
        }
    }

    private async Task PublishAsync(string document) => Assert.Null((await _city.Http.MutateAsync("publishSubsidyPolicy", new { document })).Code);

    private static object Portion(MealPointId point, string meal, ElderId elder) =>
        new { mealPoint = GlobalId.Of(point), date = CityUnderTest.Text(s_today), meal, elder = GlobalId.Of(elder) };

    private static object Correction(MealPointId point, ElderId elder, DateOnly date, bool reverse = false, bool andOthers = false) => new
    {
        mealPoint = GlobalId.Of(point),
        date = CityUnderTest.Text(date),
        meal = "LUNCH",
        elder = GlobalId.Of(elder),
        reason = "Policy published late",
        reverse,
        andOthers,
    };

    private Task<Mutated> FreezeAsync(MealPointId point, YearMonth month, int owed) =>
        _city.Http.MutateAsync("freezeSettlement", new { mealPoint = GlobalId.Of(point), month = month.ToString(), owed });

    private async Task<string> ChargesAsync(ElderId elder)
    {
        var charges = (await _city.Http.AskAsync(
            $"{{ mealCharges(elder: \"{GlobalId.Of(elder)}\", month: \"{YearMonth.Of(s_today)}\") {{ elderPays why {{ en }} }} }}")).GetProperty("mealCharges");
        return string.Join('|', charges.EnumerateArray().Select(c => $"{c.GetProperty("elderPays")} {c.GetProperty("why").GetProperty("en")}"));
    }

    private async Task<int> OwedAsync(MealPointId point, YearMonth month) =>
        await SettlementAsync(point, month) is var said && said == "none" ? 0 : int.Parse(said.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);

    private async Task<string> SettlementAsync(MealPointId point, YearMonth month)
    {
        var settlement = (await _city.Http.AskAsync(
            $"{{ settlement(mealPoint: \"{GlobalId.Of(point)}\", month: \"{month}\") {{ owed lines {{ funder meals amount }} }} }}")).GetProperty("settlement");
        if (settlement.ValueKind == JsonValueKind.Null) return "none";
        var lines = settlement.GetProperty("lines").EnumerateArray().Select(l => l.EnumerateObject().Select(f => f.Value));
        return $"{settlement.GetProperty("owed")} {JsonSerializer.Serialize(lines)}";
    }
}
