using System.Net;
using System.Net.Http.Headers;
using Eldercare.Api.GraphQL;
using Eldercare.Api.SignIn;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.Testing;

namespace Eldercare.Scenarios;

/// <summary>From a menu to a sample's trace, over the API.</summary>
public sealed class KitchenTests(PostgresFixture postgres)
{
    private static readonly string s_today = CityUnderTest.Text(KitchenDay.Today);

    [Fact]
    public async Task A_clash_is_found_when_menu_or_profile_change_and_the_chain_resolves_it()
    {
        await using var day = await KitchenDay.BeginAsync(postgres);
        var (anna, bruno) = (await day.GuestAsync(1), await day.GuestAsync(2));
        using (var anyone = new HttpClient { BaseAddress = day.City.Http.BaseAddress })
        {
            var menu = await anyone.AskAsync(
                $"{{ menu(mealPoint: \"{GlobalId.Of(day.Point)}\", from: \"{s_today}\", to: \"{s_today}\") "
                + "{ meal sets { code price dishes { nameEn allergens } } } }");
            Assert.Equal(
                """{"menu":[{"meal":"LUNCH","sets":[{"code":"A","price":1200,"dishes":[{"nameEn":"Rice","allergens":[]},{"nameEn":"Steamed bass","allergens":["FISH"]}]},"""
                + """{"code":"B","price":1200,"dishes":[{"nameEn":"Rice","allergens":[]},{"nameEn":"Tofu","allergens":["SOYBEANS"]}]}]}]}""",
                KitchenDay.Text(menu));
        }

        // Anna is allergic to fish, Bruno eats pureed food: neither can have the bass.
        await day.ProfileAsync(anna, allergens: "FISH");
        await SaysAsync(day, $"{anna.Value}: Steamed bass open");
        await day.ProfileAsync(bruno, "PUREED");
        await SaysAsync(day, $"{anna.Value}: Steamed bass open", $"{bruno.Value}: Steamed bass open");

        // The kitchen's rule helps both; the point's comes before it, for who can have it.
        await day.DoneAsync("ruleSubstitute", new { kitchen = day.Kitchen, dish = day.Fish, substitute = day.Tofu });
        await SaysAsync(day, $"{anna.Value}: Steamed bass KITCHEN_RULE Tofu", $"{bruno.Value}: Steamed bass KITCHEN_RULE Tofu");
        await day.ProfileAsync(anna, "REGULAR", "FISH", "EGGS");
        await day.DoneAsync(
            "ruleSubstitute", new { kitchen = day.Kitchen, mealPoint = GlobalId.Of(day.Point), dish = day.Fish, substitute = day.Custard });
        await SaysAsync(day, $"{anna.Value}: Steamed bass KITCHEN_RULE Tofu", $"{bruno.Value}: Steamed bass POINT_RULE Custard");

        // Her own choice comes first; who cannot have it cannot choose it.
        await day.RefusedAsync("SUBSTITUTE_CLASHES", "settleDishClash", Settle(day, anna, day.Fish, day.Custard));
        await day.RefusedAsync("NOTHING_TO_SETTLE", "settleDishClash", Settle(day, anna, day.Rice, day.Tofu));
        await day.DoneAsync("settleDishClash", Settle(day, bruno, day.Fish, null));
        await day.RefusedAsync("SET_NOT_ON_MENU", "chooseSet", Choose(day, anna, "C"));
        await day.DoneAsync("chooseSet", Choose(day, anna, "B"));
        // A guest who came by booking alone, with a profile from before.
        var clara = await day.City.RegisterElderAsync(3);
        await day.ProfileAsync(clara, "REGULAR", "SOYBEANS", "FISH");
        Assert.Null(await day.City.BookAsync(day.Point, KitchenDay.Today, clara));
        await SaysAsync(day, $"{bruno.Value}: Steamed bass CHOSEN nothing", $"{clara.Value}: Steamed bass POINT_RULE Custard");

        // No fish any more, no clash; and one that nobody expected.
        await day.DoneAsync("changeMenuDay", new
        {
            kitchen = day.Kitchen,
            date = s_today,
            meal = "LUNCH",
            sets = new[] { KitchenDay.Set("A", day.Rice, day.Tofu) },
        });
        await SaysAsync(day, $"{clara.Value}: Tofu open");
        await day.DoneAsync("cancelBooking", day.Of(clara));
        await SaysAsync(day);
    }

    [Fact]
    public async Task The_sheet_freezes_at_the_cut_off_and_late_changes_stand_beside_it()
    {
        await using var day = await KitchenDay.BeginAsync(postgres);
        var (anna, bruno, clara, dora) = (await day.GuestAsync(1), await day.GuestAsync(2), await day.GuestAsync(3), await day.City.RegisterElderAsync(4));
        await day.ProfileAsync(anna, allergens: "FISH");
        await day.DoneAsync("ruleSubstitute", new { kitchen = day.Kitchen, dish = day.Fish, substitute = day.Tofu });
        await day.DoneAsync("chooseSet", Choose(day, bruno, "B"));
        Assert.Equal("null", KitchenDay.Text(await day.SheetAsync("portions")));

        await day.BeginServingAsync();
        await day.SheetIsMadeAsync();
        Assert.Equal(
            """{"portions":3,"portionsNow":3,"walkInPortions":5,"deltas":[]}""",
            KitchenDay.Text(await day.SheetAsync("portions portionsNow walkInPortions deltas { portions }")));
        Assert.Equal(
            """{"lines":[{"set":"A","portions":1,"allergens":["FISH"],"dishes":[{"dish":{"nameEn":"Rice"},"insteadOf":null,"by":null},"""
            + """{"dish":{"nameEn":"Tofu"},"insteadOf":{"nameEn":"Steamed bass"},"by":"KITCHEN_RULE"}]},"""
            + """{"set":"A","portions":1,"allergens":[],"dishes":[{"dish":{"nameEn":"Rice"},"insteadOf":null,"by":null},{"dish":{"nameEn":"Steamed bass"},"insteadOf":null,"by":null}]},"""
            + """{"set":"B","portions":1,"allergens":[],"dishes":[{"dish":{"nameEn":"Rice"},"insteadOf":null,"by":null},{"dish":{"nameEn":"Tofu"},"insteadOf":null,"by":null}]}]}""",
            Sorted(await day.SheetAsync("lines { set portions allergens dishes { dish { nameEn } insteadOf { nameEn } by } }")));
        await day.RefusedAsync("CUT_OFF_PASSED", "chooseSet", Choose(day, anna, "B"));

        // Late changes, by those who may.
        await day.DoneAsync("cancelBooking", new { mealPoint = GlobalId.Of(day.Point), date = s_today, meal = "LUNCH", elder = GlobalId.Of(clara), reason = "In hospital", late = true });
        await day.DoneAsync("bookMeal", new { mealPoint = GlobalId.Of(day.Point), date = s_today, meal = "LUNCH", elder = GlobalId.Of(dora), channel = "DELIVERY", late = true });
        Assert.Equal(
            """{"portions":3,"portionsNow":3,"deltas":[{"portions":-1,"channel":null,"reason":"In hospital","actor":"scenario"},"""
            + """{"portions":1,"channel":"DELIVERY","reason":null,"actor":"scenario"}]}""",
            KitchenDay.Text(await day.SheetAsync("portions portionsNow deltas { portions channel reason actor }")));
        Assert.Equal(1, await day.City.EventsAsync("kitchen_sheet_frozen"));

        await ShowsOnPaperAsync(day);
    }

    [Fact]
    public async Task A_sitting_closes_with_its_samples_and_a_sample_leads_to_everyone_who_ate_the_dish()
    {
        await using var day = await KitchenDay.BeginAsync(postgres);
        var (anna, bruno, clara, emil) = (await day.GuestAsync(1), await day.GuestAsync(2), await day.GuestAsync(3), await day.City.RegisterElderAsync(5));
        await day.ProfileAsync(anna, allergens: "FISH");
        await day.DoneAsync("ruleSubstitute", new { kitchen = day.Kitchen, dish = day.Fish, substitute = day.Tofu });
        await day.BeginServingAsync();
        await day.SheetIsMadeAsync();
        foreach (var elder in new[] { anna, bruno }) await day.DoneAsync("serveMeal", day.Of(elder));
        await day.DoneAsync("serveWalkIn", day.Of(emil));

        var close = new { mealPoint = GlobalId.Of(day.Point), date = s_today, meal = "LUNCH" };
        await day.RefusedAsync("FOOD_SAMPLES_MISSING", "closeSitting", close);
        await day.RefusedAsync("FOOD_SAMPLE_TOO_SMALL", "logFoodSample", Sample(day, day.Fish, grams: 124));
        await day.RefusedAsync("FRIDGE_OUT_OF_RANGE", "logFoodSample", Sample(day, day.Fish, celsius: 8.5));
        var fish = await LogAsync(day, day.Fish);
        await LogAsync(day, day.Rice);
        Assert.Equal("""{"missingSamples":[{"nameEn":"Tofu"}]}""", await AskAsync(day, $"{{ missingSamples({day.Sitting}) {{ nameEn }} }}"));
        await day.RefusedAsync("FOOD_SAMPLES_MISSING", "closeSitting", close);
        await day.RefusedAsync("FOOD_SAMPLE_TOO_EARLY", "logFoodSample", Sample(day, day.Tofu, takenAt: DateTimeOffset.UtcNow.AddHours(-49)));
        var tofu = await LogAsync(day, day.Tofu);
        await day.DoneAsync("closeSitting", close);

        // Bruno and the walk-in ate the bass, Anna the tofu; Clara did not come.
        await Eventually.EqualAsync(
            $"{bruno.Value} {emil.Value}",
            async () => await EatersAsync(day, fish));
        await Eventually.EqualAsync($"{anna.Value}", async () => await EatersAsync(day, tofu));
        Assert.Equal(
            """{"elder":{"dishesEaten":[{"meal":"LUNCH","dishes":[{"nameEn":"Rice"},{"nameEn":"Tofu"}]}]}}""",
            await AskAsync(day, $"{{ elder(id: \"{GlobalId.Of(anna)}\") {{ dishesEaten(from: \"{s_today}\", to: \"{s_today}\") {{ meal dishes {{ nameEn }} }} }} }}"));
        Assert.Equal(
            """{"elder":{"dishesEaten":[]}}""",
            await AskAsync(day, $"{{ elder(id: \"{GlobalId.Of(clara)}\") {{ dishesEaten(from: \"{s_today}\", to: \"{s_today}\") {{ meal }} }} }}"));

        // Of three days ago, and thrown away; today's is still needed.
        await day.City.SendAsync(new OpenSitting(day.Point, KitchenDay.Before, Meal.Lunch));
        var old = (await day.DoneAsync(
            "logFoodSample", Sample(day, day.Tofu, takenAt: CityTime.At(KitchenDay.Before, new(12, 0)), box: "Old", date: KitchenDay.Before), "sample"))
            .GetProperty("sample").GetString()!;
        var due = $"{{ foodSamplesDue(mealPoint: \"{GlobalId.Of(day.Point)}\") {{ dish {{ nameEn }} grams fridgeCelsius box }} }}";
        await Eventually.EqualAsync(
            """{"foodSamplesDue":[{"dish":{"nameEn":"Tofu"},"grams":130,"fridgeCelsius":4.5,"box":"Old"}]}""", () => AskAsync(day, due));
        await day.RefusedAsync("FOOD_SAMPLE_STILL_NEEDED", "discardFoodSample", new { close.mealPoint, close.date, close.meal, sample = fish });
        await day.DoneAsync("discardFoodSample", new { close.mealPoint, date = CityUnderTest.Text(KitchenDay.Before), close.meal, sample = old });
        await Eventually.EqualAsync("""{"foodSamplesDue":[]}""", () => AskAsync(day, due));
    }

    /// <summary>With names for the staff, with codes for the kitchen, and for nobody without a token.</summary>
    private static async Task ShowsOnPaperAsync(KitchenDay day)
    {
        var path = $"/kitchen-sheets/{GlobalId.Of(day.Lunch)}";
        var page = await day.City.Http.GetStringAsync(path);
        Assert.Contains("Made Up", page, StringComparison.Ordinal);
        Assert.Contains("清蒸鲈鱼", page, StringComparison.Ordinal);
        Assert.Contains("In hospital", page, StringComparison.Ordinal);
        var csv = await day.City.Http.GetStringAsync($"{path}.csv?lang=en");
        Assert.Contains(",1,A,Dine in,\"Rice, Tofu (for Steamed bass)\",fish", csv, StringComparison.Ordinal);
        Assert.Equal("PK"u8.ToArray(), (await day.City.Http.GetByteArrayAsync($"{path}.xlsx"))[..2]);

        using var http = new HttpClient { BaseAddress = day.City.Http.BaseAddress };
        Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync(path)).StatusCode);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer", day.City.Get<TokenIssuer>().Issue(Role.Kitchen, "cook", site: day.Point.Value));
        Assert.DoesNotContain("Made Up", await http.GetStringAsync(path), StringComparison.Ordinal);
        Assert.Equal("FORBIDDEN", await http.ErrorAsync($"{{ kitchenSheet({day.Sitting}) {{ lines {{ elders {{ name }} }} }} }}"));
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer", day.City.Get<TokenIssuer>().Issue(Role.Kitchen, "cook", site: Guid.NewGuid()));
        Assert.Equal(HttpStatusCode.Forbidden, (await http.GetAsync(path)).StatusCode);
    }

    private static async Task SaysAsync(KitchenDay day, params string[] clashes)
    {
        var took = await Eventually.EqualAsync(string.Join(", ", clashes.Order(StringComparer.Ordinal)), day.ClashesAsync);
        TestContext.Current.TestOutputHelper?.WriteLine($"The worklist says so {took.TotalMilliseconds:F0} ms after it was asked first.");
    }

    /// <summary>Lines of one portion stand in no order that matters.</summary>
    private static string Sorted(System.Text.Json.JsonElement sheet) => "{\"lines\":[" + string.Join(
        ',', sheet.GetProperty("lines").EnumerateArray()
            .OrderBy(l => l.GetProperty("set").GetString(), StringComparer.Ordinal)
            .ThenByDescending(l => l.GetProperty("allergens").GetArrayLength()).Select(KitchenDay.Text)) + "]}";

    private static async Task<string> AskAsync(KitchenDay day, string query) => KitchenDay.Text(await day.City.Http.AskAsync(query));

    private static async Task<string> EatersAsync(KitchenDay day, string sample)
    {
        var trace = (await day.City.Http.AskAsync($"{{ sampleTrace(sample: \"{sample}\") {{ eaters {{ elder {{ id }} }} }} }}")).GetProperty("sampleTrace");
        return trace.ValueKind == System.Text.Json.JsonValueKind.Null
            ? "no trace"
            : string.Join(' ', trace.GetProperty("eaters").EnumerateArray()
                .Select(e => GlobalId.Parse<People.ElderId>(e.GetProperty("elder").GetProperty("id").GetString()).Value.ToString()));
    }

    private static int s_boxes;

    private static async Task<string> LogAsync(KitchenDay day, string dish, DateTimeOffset? takenAt = null) =>
        (await day.DoneAsync("logFoodSample", Sample(day, dish, takenAt: takenAt, box: $"Box {Interlocked.Increment(ref s_boxes)}"), "sample"))
            .GetProperty("sample").GetString()!;

    private static object Sample(
        KitchenDay day, string dish, int grams = 130, double celsius = 4.5, DateTimeOffset? takenAt = null, string box = "1", DateOnly? date = null) => new
        {
            mealPoint = GlobalId.Of(day.Point),
            date = CityUnderTest.Text(date ?? KitchenDay.Today),
            meal = "LUNCH",
            dish,
            grams,
            takenAt = takenAt ?? DateTimeOffset.UtcNow.AddMinutes(-1),
            fridgeCelsius = celsius,
            box,
        };

    private static object Choose(KitchenDay day, People.ElderId elder, string set) => new
    {
        mealPoint = GlobalId.Of(day.Point),
        date = s_today,
        meal = "LUNCH",
        elder = GlobalId.Of(elder),
        set,
    };

    private static object Settle(KitchenDay day, People.ElderId elder, string dish, string? substitute) => new
    {
        mealPoint = GlobalId.Of(day.Point),
        date = s_today,
        meal = "LUNCH",
        elder = GlobalId.Of(elder),
        dish,
        substitute,
    };
}
