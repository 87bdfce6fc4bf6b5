using System.Text.Json;
using Eldercare.Api.GraphQL;
using Eldercare.Api.SignIn;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.Testing;

namespace Eldercare.Scenarios;

/// <summary>Domain, meals, rule 9: card, QR code, phone tail or name; the same scan twice, offline, in any order and late.</summary>
public sealed class CheckInTests(PostgresFixture postgres) : IAsyncLifetime
{
    private static readonly DateOnly s_today = CityUnderTest.Today;

    private readonly MealPointId _garden = new(Guid.CreateVersion7()), _bridge = new(Guid.CreateVersion7());
    private CityUnderTest _city = null!;

    public async ValueTask InitializeAsync() => _city = await CityUnderTest.StartAsync(await postgres.NewDatabaseAsync());

    public ValueTask DisposeAsync() => _city.DisposeAsync();

    [Fact]
    public async Task A_card_and_a_qr_code_open_the_door_until_they_are_revoked()
    {
        await OpenForLunchAsync(_garden);
        var (anna, bruno) = (await _city.RegisterElderAsync(1), await _city.RegisterElderAsync(2));
        await BookAsync(_garden, anna, bruno);
        Assert.Null((await _city.Http.MutateAsync("issueCard", new { elder = GlobalId.Of(anna), number = " 3211 0001 " })).Code);
        Assert.Equal("CARD_TAKEN", (await _city.Http.MutateAsync("issueCard", new { elder = GlobalId.Of(bruno), number = "3211 0001" })).Code);
        var made = await _city.Http.MutateAsync("issueCard", new { elder = GlobalId.Of(bruno) }, "bruno's code", "code qrCode");
        var code = made.Payload.GetProperty("code").GetString()!;
        Assert.StartsWith("<svg", made.Payload.GetProperty("qrCode").GetString(), StringComparison.Ordinal);
        var again = await _city.Http.MutateAsync("issueCard", new { elder = GlobalId.Of(bruno) }, "bruno's code", "code");
        Assert.Equal((null, JsonValueKind.Null), (again.Code, again.Payload.GetProperty("code").ValueKind));

        Assert.Equal("FORBIDDEN", await _city.As(Role.Elder, anna).MutationErrorAsync("issueCard", new { elder = GlobalId.Of(anna), number = "3211 0002" }));
        Assert.Null((await _city.As(Role.Elder, anna).MutateAsync("issueCard", new { elder = GlobalId.Of(anna) })).Code);

        Assert.Null(await CheckInAsync("3211 0001"));
        Assert.Null(await CheckInAsync("3211 0001"));
        Assert.Equal("CARD_UNKNOWN", await CheckInAsync("3211 0002"));
        var cards = await _city.Http.AskAsync($"{{ elder(id: \"{GlobalId.Of(bruno)}\") {{ cards {{ id }} }} }}");
        var card = cards.GetProperty("elder").GetProperty("cards")[0].GetProperty("id").GetString();
        Assert.Null((await _city.Http.MutateAsync("revokeCard", new { elder = GlobalId.Of(bruno), card })).Code);
        Assert.Equal("CARD_UNKNOWN", await CheckInAsync(code));

        Assert.Equal(1, await _city.EventsAsync("meal_served"));
        Assert.Equal(0, await _city.CountAsync($"select count(*) from eldercare.mt_events where data::text like '%{code}%'"));
        Assert.Equal(0, await _city.CountAsync($"select count(*) from eldercare.elder_cards where card::text like '%{code}%'"));
    }

    [Fact]
    public async Task One_card_given_to_many_at_the_same_moment_is_one_elder_s()
    {
        var elders = await _city.RegisterEldersAsync(12);

        var codes = await Task.WhenAll(elders.Select(async e => (await _city.Http.MutateAsync(
            "issueCard", new { elder = GlobalId.Of(e), number = "3211 0009" })).Code));

        Assert.Equal(11, codes.Count(c => c == "CARD_TAKEN"));
        Assert.Equal(1, await _city.EventsAsync("card_issued"));
        Assert.Equal(1, await _city.CountAsync("select count(*) from eldercare.claims where kind = 'card'"));
    }

    [Fact]
    public async Task A_guest_is_found_by_the_end_of_the_phone_number_or_a_part_of_the_name()
    {
        await OpenForLunchAsync(_garden);
        var (anna, bruno) = (ElderIds.FromRegistry("anna"), ElderIds.FromRegistry("bruno"));
        await _city.SendAsync(new RegisterElder(anna, "王小明", IdentityNumberOf(701), "13900001234", null, CityUnderTest.District));
        await _city.SendAsync(new RegisterElder(bruno, "李大", IdentityNumberOf(702), "13900005678", null, CityUnderTest.District));
        await BookAsync(_garden, anna, bruno);

        foreach (var (search, found) in new[] { ("1234", "王小明"), ("小明", "王小明"), ("5678", "李大"), ("李", "李大") })
            await Eventually.EqualAsync($"[\"{found}\"]", () => NamesAsync(search));
        // Longer ends would read out the number, digit by digit.
        foreach (var search in new[] { "9999", "234", "01234", "13900001234" }) Assert.Equal("[]", await NamesAsync(search));
    }

    [Fact]
    public async Task Two_points_without_connection_feed_one_elder_and_both_facts_come_to_light_whatever_comes_first()
    {
        await OpenForLunchAsync(_garden, price: 800);
        await OpenForLunchAsync(_bridge, price: 800);
        var elders = await _city.RegisterEldersAsync(4);
        await BookAsync(_garden, elders[0], elders[1]);

        // Everything twice, the batches in one order for two elders and in the other for two; the garden closes in between.
        object Scan(int n, int minute, ElderId elder) => new
        {
            sequence = n,
            at = CityTime.At(s_today, new TimeOnly(0, minute)),
            date = CityUnderTest.Text(s_today),
            meal = "LUNCH",
            elder = GlobalId.Of(elder),
        };
        object[] garden = [Scan(1, 1, elders[0]), Scan(2, 2, elders[1]), Scan(3, 3, elders[2])];
        object[] bridge = [Scan(1, 4, elders[1]), Scan(2, 5, elders[2]), Scan(3, 6, elders[3])];
        await RecordAsync(_bridge, "bridge-tablet", bridge);
        await RecordAsync(_garden, "garden-tablet", garden[..1]);
        Assert.Null((await _city.Http.MutateAsync(
            "closeSitting", new { mealPoint = GlobalId.Of(_garden), date = CityUnderTest.Text(s_today), meal = "LUNCH" })).Code);
        foreach (var batch in new[] { garden, garden[1..], garden }) await RecordAsync(_garden, "garden-tablet", batch);
        await RecordAsync(_bridge, "bridge-tablet", bridge);

        await Eventually.EqualAsync("[2,2,0,1]", () => BoardAsync(_garden));
        await Eventually.EqualAsync("[0,0,0,3]", () => BoardAsync(_bridge));
        foreach (var point in new[] { _garden, _bridge })
            await Eventually.EqualAsync(2, async () => (await ConflictsAsync(point)).GetArrayLength());
        Assert.All((await ConflictsAsync(_bridge)).EnumerateArray(), c => Assert.NotEqual(JsonValueKind.Null, c.GetProperty("elsewhereServedAt").ValueKind));
        // The garden's scans came later, and were made earlier: what the bridge had charged moved there.
        Assert.Equal((6, 2), (await _city.EventsAsync("meal_charged"), await _city.EventsAsync("meal_charge_corrected")));
        await Eventually.EqualAsync("3 1", async () => $"{await PaidAsync(_garden)} {await PaidAsync(_bridge)}");

        var bridgeConflict = new { mealPoint = GlobalId.Of(_bridge), date = CityUnderTest.Text(s_today), meal = "LUNCH", elder = GlobalId.Of(elders[1]), how = "HAD_BOTH" };
        Assert.Equal(
            "FORBIDDEN", await _city.As(Role.MealPointStaff, site: Guid.NewGuid()).MutationErrorAsync("settlePortionConflict", bridgeConflict));
        using var gardenStaff = _city.As(Role.MealPointStaff, site: _garden.Value);
        // The answer got lost on the way: sent again, it is the same.
        for (var sent = 0; sent < 2; sent++)
            Assert.Null((await gardenStaff.MutateAsync("settlePortionConflict", bridgeConflict, "the garden's")).Code);
        Assert.Equal("NO_PORTION_CONFLICT", (await _city.Http.MutateAsync("settlePortionConflict", bridgeConflict)).Code);
        await Eventually.EqualAsync(1, async () => (await ConflictsAsync(_bridge)).GetArrayLength());
        var settled = (await ConflictsAsync(_bridge, settled: true))[0];
        Assert.Equal(("scenario MealPointStaff", "HAD_BOTH"), (settled.GetProperty("settledBy").GetString(), settled.GetProperty("how").GetString()));
    }

    [Fact]
    public async Task A_scan_that_cannot_be_is_told_and_its_neighbours_are_taken()
    {
        await OpenForLunchAsync(_garden);
        var elder = await _city.RegisterElderAsync(1);
        object Scan(int n, DateTimeOffset at, string? id, string? code) =>
            new { sequence = n, at, date = CityUnderTest.Text(s_today), meal = "LUNCH", elder = id, code };
        var noon = CityTime.At(s_today, new TimeOnly(0, 1));
        object[] scans = [Scan(1, noon.AddDays(-1), GlobalId.Of(elder), null), Scan(2, noon, null, "no card"), Scan(3, noon, GlobalId.Of(elder), null)];

        var done = await _city.Http.MutateAsync(
            "recordScans", new { mealPoint = GlobalId.Of(_garden), device = "tablet", scans }, null,
            "recorded all: errors { ... on UserError { code path } } sittings { walkIns }");

        Assert.Equal(
            """[{"code":"SCAN_TIME_IMPLAUSIBLE","path":["input","scans","0"]},{"code":"CARD_UNKNOWN","path":["input","scans","1"]}]""",
            done.Payload.GetProperty("all").GetRawText());
        Assert.Equal((1, 1), (done.Payload.GetProperty("recorded").GetInt32(), done.Payload.GetProperty("sittings")[0].GetProperty("walkIns").GetInt32()));
    }

    [Fact]
    public async Task A_scan_says_how_the_portion_was_handed_over()
    {
        await OpenForLunchAsync(_garden, price: 800);
        var elder = await _city.RegisterElderAsync(1);
        await RecordAsync(_garden, "tablet", [new
        {
            sequence = 1,
            at = DateTimeOffset.UtcNow.AddMinutes(-1),
            date = CityUnderTest.Text(s_today),
            meal = "LUNCH",
            elder = GlobalId.Of(elder),
            channel = "TAKEAWAY",
        }]);

        Assert.Equal(1, await _city.CountAsync("select count(*) from eldercare.mt_events where type = 'walk_in_served' and data->>'channel' = 'Takeaway'"));
        Assert.Equal(1, await _city.CountAsync("select count(*) from eldercare.mt_events where type = 'meal_charged' and data->>'channel' = 'Takeaway'"));
    }

    [Fact]
    public async Task A_card_revoked_since_was_good_when_it_was_scanned_without_connection()
    {
        await OpenForLunchAsync(_garden);
        var anna = await _city.RegisterElderAsync(1);
        Assert.Null((await _city.Http.MutateAsync("issueCard", new { elder = GlobalId.Of(anna), number = "3211 0003" })).Code);
        await _city.SendAsync(new Eldercare.People.Cards.RevokeCard(anna, CityUnderTest.Cards.IdOf("3211 0003")));
        object Scan(int n, DateTimeOffset at) => new { sequence = n, at, date = CityUnderTest.Text(s_today), meal = "LUNCH", code = "3211 0003" };

        var now = DateTimeOffset.UtcNow;
        await RecordAsync(_garden, "tablet", [Scan(1, now.AddMinutes(-1))]);
        var late = await _city.Http.MutateAsync(
            "recordScans", new { mealPoint = GlobalId.Of(_garden), device = "tablet", scans = (object[])[Scan(2, now.AddMinutes(1))] }, null, "recorded");

        Assert.Equal("CARD_UNKNOWN", late.Code);
        Assert.Equal(1, await _city.EventsAsync("walk_in_served"));
    }

    /// <summary>Lunch from midnight on, so that it is being served whenever the test runs.</summary>
    private async Task OpenForLunchAsync(MealPointId point, int? price = null)
    {
        await _city.SendAsync(new OpenMealPoint(
            point, "Scenario", CityUnderTest.District, "Street 1", 32.2, 119.4,
            [new WeeklySitting(
                s_today.DayOfWeek, Meal.Lunch, 10, 1, TimeOnly.MinValue, new TimeOnly(23, 59), 0, price is { } p ? new Store.Fen(p) : null)]));
        await _city.SendAsync(new OpenSitting(point, s_today, Meal.Lunch));
    }

    private async Task BookAsync(MealPointId point, params ElderId[] elders)
    {
        foreach (var elder in elders) await _city.SendAsync(new BookMeal(point, s_today, Meal.Lunch, elder, Channel.DineIn, Late: true));
    }

    private async Task<string?> CheckInAsync(string code) => (await _city.Http.MutateAsync(
        "checkIn", new { mealPoint = GlobalId.Of(_garden), date = CityUnderTest.Text(s_today), meal = "LUNCH", code })).Code;

    private async Task RecordAsync(MealPointId point, string device, object[] scans)
    {
        var done = await _city.Http.MutateAsync("recordScans", new { mealPoint = GlobalId.Of(point), device, scans }, null, "recorded");
        Assert.Equal((null, scans.Length), (done.Code, done.Payload.GetProperty("recorded").GetInt32()));
    }

    private async Task<string> NamesAsync(string search)
    {
        var data = await _city.Http.AskAsync(
            $"{{ node(id: \"{GlobalId.Of(SittingId.Of(_garden, s_today, Meal.Lunch))}\") {{ ... on Sitting {{ guests(search: \"{search}\") {{ elder {{ name }} }} }} }} }}");
        if (data.GetProperty("node").ValueKind == JsonValueKind.Null) return "not yet";
        var names = data.GetProperty("node").GetProperty("guests").EnumerateArray().Select(g => g.GetProperty("elder").GetProperty("name").GetString());
        return $"[{string.Join(',', names.Select(n => $"\"{n}\""))}]";
    }

    private async Task<string> BoardAsync(MealPointId point) => await _city.TextAsync(
        $"select format('[%s,%s,%s,%s]', booked, served, no_shows, walk_ins) from eldercare.sitting_boards where point = '{point.Value}' and date = '{CityUnderTest.Text(s_today)}'");

    /// <summary>Portions somebody pays for.</summary>
    private Task<long> PaidAsync(MealPointId point) => _city.CountAsync(
        $"""
        select coalesce(sum((l ->> 'meals')::bigint), 0)::bigint from eldercare.settlements, jsonb_array_elements(lines) l
        where point = '{point.Value}' and l ->> 'funder' = 'elder'
        """);

    private async Task<JsonElement> ConflictsAsync(MealPointId point, bool settled = false) => (await _city.Http.AskAsync(
        $"{{ portionConflicts(mealPoint: \"{GlobalId.Of(point)}\", settled: {(settled ? "true" : "false")}) {{ nodes {{ elder {{ id }} elsewhereServedAt settledBy how }} }} }}"))
        .GetProperty("portionConflicts").GetProperty("nodes");

    private static string IdentityNumberOf(int number)
    {
        var digits = $"32110219500101{number:000}";
        return digits + IdentityNumber.CheckCharacter(digits);
    }
}
