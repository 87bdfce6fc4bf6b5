using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Eldercare.Api.GraphQL;
using Eldercare.Api.SignIn;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.Testing;

namespace Eldercare.Scenarios;

/// <summary>What kitchens learn of after their menu or their sheet was made: choices, late guests, and changes that are a matter of safety.</summary>
public sealed class KitchenLateTests(PostgresFixture postgres)
{
    private static readonly string s_today = CityUnderTest.Text(KitchenDay.Today);

    [Fact]
    public async Task A_choice_an_answer_a_retired_dish_and_another_kitchen_change_the_worklist_by_themselves()
    {
        await using var day = await KitchenDay.BeginAsync(postgres);
        var anna = await day.GuestAsync(1);
        await day.ProfileAsync(anna, allergens: "SOYBEANS");
        await day.DoneAsync("chooseSet", With(day, anna, ("set", "B")));
        await SaysAsync(day, $"{anna.Value}: Tofu open");
        await day.DoneAsync("settleDishClash", With(day, anna, ("dish", day.Tofu), ("substitute", day.Custard)));
        await SaysAsync(day, $"{anna.Value}: Tofu CHOSEN Custard");
        await day.DoneAsync("retireDish", new { dish = day.Custard });
        await SaysAsync(day, $"{anna.Value}: Tofu open");
        await day.DoneAsync("stopSupplyingPoint", new { kitchen = day.Kitchen, mealPoint = GlobalId.Of(day.Point) });
        await SaysAsync(day, "");
    }

    [Fact]
    public async Task Late_guests_walk_ins_and_changes_after_the_cut_off_are_deltas_with_who_and_why_and_lead_to_what_was_eaten()
    {
        await using var day = await KitchenDay.BeginAsync(postgres);
        var (anna, bruno) = (await day.GuestAsync(1), await day.GuestAsync(2));
        var (clara, emil) = (await day.City.RegisterElderAsync(3), await day.City.RegisterElderAsync(5));
        await day.ProfileAsync(bruno, allergens: "NUTS");
        foreach (var elder in new[] { clara, emil }) await day.ProfileAsync(elder, allergens: "FISH");
        await day.DoneAsync("ruleSubstitute", new { kitchen = day.Kitchen, dish = day.Fish, substitute = day.Tofu });
        await day.BeginServingAsync();
        await day.SheetIsMadeAsync();

        // Neither can have the bass of the first set.
        await day.DoneAsync("bookMeal", With(day, clara, ("channel", "DINE_IN"), ("late", true)));
        await DeltasAsync(day, "+1 BOOKED_LATE scenario", "+0 LATE_TRAY scenario Rice Tofu");
        await day.DoneAsync("serveWalkIn", day.Of(emil));
        await DeltasAsync(day, "+1 BOOKED_LATE scenario", "+0 LATE_TRAY scenario Rice Tofu", "+0 WALK_IN_TRAY scenario Rice Tofu");

        // Somebody finds nuts in the rice: Bruno cannot have it, and gets none.
        await day.DoneAsync("changeDish", new
        {
            dish = day.Rice,
            nameZh = "米饭",
            nameEn = "Rice",
            allergens = new[] { "NUTS" },
            otherAllergens = Array.Empty<string>(),
            food = new[] { "REGULAR", "PUREED" },
            drink = Array.Empty<string>(),
            suits = Array.Empty<string>(),
            price = 600,
        });
        await Eventually.EqualAsync(true, async () => (await day.ClashesAsync()).Contains($"{bruno.Value}: Rice open", StringComparison.Ordinal));
        await day.DoneAsync("settleDishClash", With(day, bruno, ("dish", day.Rice), ("late", true)));
        await Eventually.EqualAsync("+0 DISH_CHANGED scenario ⚠Rice Bass|+0 SUBSTITUTED scenario Bass", async () =>
            string.Join('|', (await DeltasAsync(day))[3..]));
        await day.DoneAsync("serveMeal", day.Of(anna));

        // The bass runs out: who has yet to eat gets custard.
        await day.DoneAsync("changeMenuDay", new { kitchen = day.Kitchen, date = s_today, meal = "LUNCH", sets = new[] { KitchenDay.Set("A", day.Rice, day.Custard) } });
        await Eventually.EqualAsync("+0 MENU_CHANGED scenario Custard|+0 MENU_CHANGED scenario Rice Custard|+0 MENU_CHANGED scenario Rice Custard", async () =>
            string.Join('|', (await DeltasAsync(day))[5..].Order(StringComparer.Ordinal)));
        foreach (var elder in new[] { bruno, clara }) await day.DoneAsync("serveMeal", day.Of(elder));

        foreach (var (elder, dishes) in new[] { (anna, "Rice Bass"), (bruno, "Custard"), (clara, "Rice Custard"), (emil, "Rice Tofu") })
            await Eventually.EqualAsync(dishes, () => EatenAsync(day, elder));
        Assert.Equal(
            """[{"nameEn":"Custard"},{"nameEn":"Rice"},{"nameEn":"Steamed bass"},{"nameEn":"Tofu"}]""",
            $"[{string.Join(',', (await day.City.Http.AskAsync($"{{ missingSamples({day.Sitting}) {{ nameEn }} }}")).GetProperty("missingSamples")
                .EnumerateArray().Select(KitchenDay.Text).Order(StringComparer.Ordinal))}]");
    }

    [Fact]
    public async Task A_sample_leads_to_everyone_who_ate_of_the_dish_at_every_point_of_its_kitchen()
    {
        await using var day = await KitchenDay.BeginAsync(postgres);
        var (here, there) = (await day.GuestAsync(1), await day.City.RegisterElderAsync(2));
        var second = await day.OpenSecondPointAsync();
        Assert.Null(await day.City.BookAsync(second, KitchenDay.Today, there));
        await day.BeginServingAsync();
        await day.BeginServingAsync(second);
        await day.SheetIsMadeAsync();
        await Eventually.EqualAsync(2, () => day.City.CountAsync("select count(*) from eldercare.frozen_sheets where kitchen is not null"));
        var total = await day.City.Http.AskAsync(
            $"{{ kitchenTotal(kitchen: \"{day.Kitchen}\", date: \"{s_today}\", meal: LUNCH) "
            + "{ portions portionsNow walkInPortions dishes { dish { nameEn } portions } trays { food portions } sheets { portions } notYet { id } } }");
        Assert.Equal(
            """{"kitchenTotal":{"portions":2,"portionsNow":2,"walkInPortions":10,"dishes":["""
            + string.Join(',', new[] { (day.Rice, "Rice"), (day.Fish, "Steamed bass") }.OrderBy(d => GlobalId.Parse<DishId>(d.Item1).Value)
                .Select(d => $$$"""{"dish":{"nameEn":"{{{d.Item2}}}"},"portions":2}"""))
            + """],"trays":[{"food":"REGULAR","portions":2}],"sheets":[{"portions":1},{"portions":1}],"notYet":[]}}""",
            total.GetRawText());
        await day.DoneAsync("serveMeal", day.Of(here));
        await day.DoneAsync("serveMeal", CityUnderTest.Lunch(second, KitchenDay.Today, there));
        var sample = (await day.DoneAsync(
            "logFoodSample",
            new
            {
                mealPoint = GlobalId.Of(day.Point),
                date = s_today,
                meal = "LUNCH",
                dish = day.Fish,
                grams = 125,
                takenAt = DateTimeOffset.UtcNow.AddMinutes(-1),
                fridgeCelsius = 4,
                box = "1",
            },
            "sample")).GetProperty("sample").GetString();

        await Eventually.EqualAsync("Garden Park", async () =>
        {
            var answer = await day.City.Http.AskAsync($"{{ sampleTrace(sample: \"{sample}\") {{ count eaters {{ mealPoint {{ name }} }} }} }}");
            return answer.GetProperty("sampleTrace") is { ValueKind: JsonValueKind.Object } trace
                ? string.Join(' ', trace.GetProperty("eaters").EnumerateArray()
                    .Select(e => e.GetProperty("mealPoint").GetProperty("name").GetString()).Order(StringComparer.Ordinal))
                : "no trace";
        });
    }

    [Fact]
    public async Task A_browser_opens_the_sheet_by_its_link_with_runs_on_the_labels_and_no_log_knows_the_link()
    {
        var logs = new ConcurrentQueue<string>();
        await using var day = await KitchenDay.BeginAsync(postgres, logs);
        var (anna, dora) = (await day.GuestAsync(1), await day.City.RegisterElderAsync(4));
        await day.DoneAsync("bookMeal", With(day, dora, ("channel", "DELIVERY")));
        await day.BeginServingAsync();
        await day.SheetIsMadeAsync();
        await day.DoneAsync("planDeliveryRuns", new { mealPoint = GlobalId.Of(day.Point), date = s_today, meal = "LUNCH" });
        await Eventually.EqualAsync("""[{"number":1,"portions":1}]""", async () =>
            KitchenDay.Text((await day.SheetAsync("runs { number portions }")).GetProperty("runs")));

        using var cook = day.City.As(Role.Kitchen, site: day.Point.Value);
        using var browser = new HttpClient { BaseAddress = day.City.Http.BaseAddress };
        var cooks = await LinkAsync(day, cook);
        Assert.Contains("车次 1 · 第 1 站", await browser.GetStringAsync(cooks), StringComparison.Ordinal);
        Assert.DoesNotContain("Made Up", await browser.GetStringAsync(cooks), StringComparison.Ordinal);
        Assert.Contains("Made Up", await browser.GetStringAsync(await LinkAsync(day, day.City.Http)), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync(cooks.Replace("names=0", "names=1", StringComparison.Ordinal))).StatusCode);

        var signature = cooks[(cooks.IndexOf("signature=", StringComparison.Ordinal) + "signature=".Length)..];
        Assert.NotEmpty(logs);
        Assert.DoesNotContain(logs, l => l.Contains(signature, StringComparison.Ordinal));
    }

    private static async Task<string> LinkAsync(KitchenDay day, HttpClient client) =>
        (await client.AskAsync($"{{ kitchenSheet({day.Sitting}) {{ printUrl }} }}")).GetProperty("kitchenSheet").GetProperty("printUrl").GetString()!;

    private static Task<TimeSpan> SaysAsync(KitchenDay day, string clashes) => Eventually.EqualAsync(clashes, day.ClashesAsync);

    private static Task<TimeSpan> DeltasAsync(KitchenDay day, params string[] deltas) =>
        Eventually.EqualAsync(string.Join('|', deltas), async () => string.Join('|', await DeltasAsync(day)));

    /// <summary>Each as its portions, why, who, and what is on the tray now.</summary>
    private static async Task<string[]> DeltasAsync(KitchenDay day) =>
    [
        .. (await day.SheetAsync("deltas { portions why actor tray { dishes { open dish { nameEn } } } }")).GetProperty("deltas").EnumerateArray()
            .Select(d => $"+{d.GetProperty("portions")} {d.GetProperty("why")} {d.GetProperty("actor")} {Dishes(d.GetProperty("tray"))}".TrimEnd()),
    ];

    private static string Dishes(JsonElement tray) => tray.ValueKind == JsonValueKind.Null
        ? ""
        : string.Join(' ', tray.GetProperty("dishes").EnumerateArray()
            .Select(d => (d.GetProperty("open").GetBoolean() ? "⚠" : "") + Short(d.GetProperty("dish"))));

    private static string Short(JsonElement dish) => dish.GetProperty("nameEn").GetString()!.Replace("Steamed bass", "Bass", StringComparison.Ordinal);

    private static async Task<string> EatenAsync(KitchenDay day, ElderId elder) => string.Join(' ', (await day.City.Http.AskAsync(
            $"{{ elder(id: \"{GlobalId.Of(elder)}\") {{ dishesEaten(from: \"{s_today}\", to: \"{s_today}\") {{ dishes {{ nameEn }} }} }} }}"))
        .GetProperty("elder").GetProperty("dishesEaten").EnumerateArray().SelectMany(m => m.GetProperty("dishes").EnumerateArray()).Select(Short));

    private static Dictionary<string, object?> With(KitchenDay day, ElderId elder, params (string Name, object? Value)[] more)
    {
        var input = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["mealPoint"] = GlobalId.Of(day.Point),
            ["date"] = s_today,
            ["meal"] = "LUNCH",
            ["elder"] = GlobalId.Of(elder),
        };
        foreach (var (name, value) in more) input[name] = value;
        return input;
    }
}
