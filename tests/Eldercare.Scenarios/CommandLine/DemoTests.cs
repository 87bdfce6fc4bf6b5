using Eldercare.Import.Demo;

namespace Eldercare.Scenarios.CommandLine;

/// <summary>What the demo, import, rebuild and token commands do for a person at a terminal.</summary>
public sealed class DemoTests(TwoDemos demos) : IClassFixture<TwoDemos>
{
    private static readonly string[] s_views =
    [
        "meal_point_boards", "sitting_boards", "district_days", "home_boards", "bed_boards", "rooms", "queue_entries", "city_figures",
        "city_ages", "elder_ledger",
    ];

    [Fact]
    public async Task Shows_the_citys_figures_by_their_definitions()
    {
        var size = DemoSize.Small;

        var data = await demos.Steady.QueryAsync(
            "{ cityFigures { people60 people65 mealPoints dayCareCentres homes beds bedsSocial bedsNursing bedsOccupied mealsServed bookings noShows walkIns cancelled } }");

        var figures = data.GetProperty("cityFigures");
        int Of(string name) => figures.GetProperty(name).GetInt32();
        Assert.Equal((size.People, size.People65), (Of("people60"), Of("people65")));
        Assert.Equal((size.MealPoints, size.DayCareCentres, size.Homes, size.Beds), (Of("mealPoints"), Of("dayCareCentres"), Of("homes"), Of("beds")));
        // And who came for a short stay today.
        Assert.Equal((size.SocialBeds, size.NursingBeds, size.OccupiedBeds + 1), (Of("bedsSocial"), Of("bedsNursing"), Of("bedsOccupied")));
        Assert.InRange(Of("mealsServed"), size.ServedMeals, size.ServedMeals * 11 / 10);
        Assert.True(Of("bookings") > Of("mealsServed") - Of("walkIns"));
        Assert.True(Of("noShows") > 0 && Of("walkIns") > 0 && Of("cancelled") > 0);
        Assert.Equal((long)size.Applications, await demos.Steady.AskAsync("select count(*) from eldercare.queue_entries where state in ('Waiting', 'Offered', 'Accepted')"));
    }

    [Fact]
    public async Task Goes_on_with_its_data_after_a_power_failure_and_anew_when_told_to()
    {
        const string Figures = "{ cityFigures { people60 beds mealsServed dayCareCentres } }";
        var demo = demos.Restarted;
        var before = (await demo.QueryAsync(Figures)).ToString();

        await demo.KillEverythingAsync();
        // Without --small: the folder knows what it holds.
        await demo.StartAsync();
        Assert.DoesNotContain("elders.csv", demo.Output, StringComparison.Ordinal);
        Assert.Equal(before, (await demo.QueryAsync(Figures)).ToString());

        await demo.AskAsync("create table public.of_the_old_one ()");
        Assert.Equal(0, await demo.StopAsync("INT"));
        Assert.False(demo.HasServer());

        await demo.StartAsync("--small", "--fresh");
        Assert.IsType<DBNull>(await demo.AskAsync("select to_regclass('public.of_the_old_one')::text"));
        Assert.Equal(before, (await demo.QueryAsync(Figures)).ToString());
    }

    [Fact]
    public async Task Prints_sign_ins_of_a_district_that_has_work()
    {
        string Printed(string who) => demos.Steady.Output.Split('\n').SkipWhile(l => !l.StartsWith($"  {who}", StringComparison.Ordinal)).ElementAt(1).Trim();
        async Task<System.Text.Json.JsonElement> MeAsync(string who, string fields) =>
            (await demos.Steady.QueryAsync($"{{ me {{ {fields} }} }}", Printed(who))).GetProperty("me");

        var district = (await MeAsync("district-office of", "district")).GetProperty("district").GetString();
        var point = (await MeAsync("meal-point-staff at", "mealPoint { id district }")).GetProperty("mealPoint");
        Assert.Equal(district, point.GetProperty("district").GetString());
        foreach (var (who, where) in ((string, string)[])[("district-office of", $"district: \"{district}\""), ("meal-point-staff at", $"mealPoint: \"{point.GetProperty("id")}\"")])
        {
            var alerts = await demos.Steady.QueryAsync($"{{ welfareAlerts({where}, open: true, first: 1) {{ nodes {{ id }} }} }}", Printed(who));
            Assert.NotEmpty(alerts.GetProperty("welfareAlerts").GetProperty("nodes").EnumerateArray());
        }

        var elder = (await MeAsync("elder", "elder { id cards { id } }")).GetProperty("elder");
        Assert.NotEmpty(elder.GetProperty("cards").EnumerateArray());
        Assert.Equal(
            elder.GetProperty("id").GetString(),
            (await MeAsync("elder (a daughter", "actingFor { elder { id } }")).GetProperty("actingFor")[0].GetProperty("elder").GetProperty("id").GetString());
    }

    /// <summary>The page of docs/examples/district-app, which its README has served there.</summary>
    [Fact]
    public async Task Lets_the_example_app_in_from_its_own_address()
    {
        const string App = "http://127.0.0.1:5081";
        using var http = new HttpClient();
        using var asked = new HttpRequestMessage(HttpMethod.Get, $"{demos.Steady.Address}/.well-known/openid-configuration") { Headers = { { "Origin", App } } };
        using var answer = await http.SendAsync(asked, TestContext.Current.CancellationToken);
        Assert.Equal([App], answer.Headers.GetValues("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task Asks_which_of_two_running_demos_is_meant_and_signs_in_to_the_named_one_alone()
    {
        var (unclear, question) = await EldercareCommand.RunAsync(demos.Home, null, "token", "city-office");
        Assert.Equal(2, unclear);
        Assert.Contains($"--data {demos.Restarted.Folder}", question, StringComparison.Ordinal);
        Assert.Contains($"--data {demos.Steady.Folder}", question, StringComparison.Ordinal);

        var (code, token) = await EldercareCommand.RunAsync(demos.Home, null, "token", "city-office", "--data", demos.Steady.Folder);
        Assert.Equal(0, code);
        Assert.Equal(6, (await demos.Steady.QueryAsync("{ cityFigures { mealPoints } }", token)).GetProperty("cityFigures").GetProperty("mealPoints").GetInt32());
    }

    [Fact]
    public async Task Imports_the_same_folder_again_without_a_change_then_changes_and_reports_bad_rows()
    {
        var registries = demos.Home.Of("registries");
        Directory.CreateDirectory(registries);
        foreach (var file in Directory.GetFiles(Path.Combine(demos.Steady.Folder, "registries"), "*.csv"))
            File.Copy(file, Path.Combine(registries, Path.GetFileName(file)));
        var elders = Path.Combine(registries, "elders.csv");
        var lines = await File.ReadAllLinesAsync(elders);
        const string Imported = "select count(*) from eldercare.mt_events where user_name like 'import%'";
        var events = await demos.Steady.AskAsync(Imported);

        var (same, said) = await ImportAsync();
        Assert.True(same == 0, said);
        Assert.Contains("Nothing changed.", said, StringComparison.Ordinal);
        Assert.Equal(events, await demos.Steady.AskAsync(Imported));

        var changed = lines[1].Split(',');
        (changed[1], changed[3]) = ("新名字", "10012345678");
        await File.WriteAllLinesAsync(elders, [lines[0], string.Join(',', changed), .. lines[2..], "E-99,坏,321199195503275370,,,321102,,,,,"]);
        var (some, report) = await ImportAsync();
        Assert.True(some == 1, report);
        Assert.Contains("1 changed, 1,999 unchanged, 1 refused", report, StringComparison.Ordinal);
        Assert.StartsWith(
            "elders.csv,2002,identity_number,IDENTITY_NUMBER_INVALID,",
            (await File.ReadAllLinesAsync(Path.Combine(registries, "errors.csv")))[1], StringComparison.Ordinal);
        Assert.Equal(1L, await demos.Steady.AskAsync("select count(*) from eldercare.elders where name = '新名字' and phone = '10012345678'"));

        Task<(int, string)> ImportAsync() =>
            EldercareCommand.RunAsync(demos.Home, null, "import", registries, "--data", demos.Steady.Folder);
    }

    [Theory, InlineData, InlineData("elderledger")]
    public async Task Rebuilds_what_the_live_read_models_show(params string[] name)
    {
        // The host opens the sittings of days to come by itself: then it is compared once more.
        for (var attempt = 1; ; attempt++)
        {
            var (before, live) = await PictureAsync();
            var (code, output) = await EldercareCommand.RunAsync(demos.Home, null, ["rebuild", .. name, "--data", demos.Steady.Folder]);
            var (after, rebuilt) = await PictureAsync();

            Assert.True(code == 0, output);
            if (before != after && attempt < 3) continue;
            Assert.Equal(live, rebuilt);
            return;
        }
    }

    [Fact]
    public async Task Leaves_a_folder_alone_that_is_no_demos_and_one_that_another_demo_runs_in()
    {
        var foreign = demos.Home.Of("foreign");
        Directory.CreateDirectory(foreign);
        await File.WriteAllTextAsync(Path.Combine(foreign, "precious.txt"), "mine");

        foreach (var options in (string[][])[["--small"], ["--small", "--fresh"]])
        {
            var (code, said) = await EldercareCommand.RunAsync(demos.Home, null, ["demo", "--port", "5999", "--data", foreign, .. options]);
            Assert.Equal(2, code);
            Assert.Contains("holds something else than a demo", said, StringComparison.Ordinal);
        }

        Assert.Equal("mine", await File.ReadAllTextAsync(Path.Combine(foreign, "precious.txt")));
        Assert.Single(Directory.GetFileSystemEntries(foreign));
        var (busy, why) = await EldercareCommand.RunAsync(demos.Home, null, "demo", "--fresh", "--port", "5999", "--data", demos.Steady.Folder);
        Assert.Equal(2, busy);
        Assert.Contains("Another process runs a database", why, StringComparison.Ordinal);
        Assert.True(demos.Steady.HasServer());
    }

    /// <summary>Every read model's rows, once they show the last event there is.</summary>
    private async Task<(long LastEvent, List<string> Tables)> PictureAsync()
    {
        const string LastEvent = "select max(seq_id) from eldercare.mt_events";
        const string LastShown = "select last_seq_id from eldercare.mt_event_progression where name = 'Views:All'";
        var last = (long)(await demos.Steady.AskAsync(LastEvent))!;
        for (var wait = 0; wait < 300 && (long)(await demos.Steady.AskAsync(LastShown))! < last; wait++) await Task.Delay(100);
        var tables = new List<string>();
        foreach (var view in s_views)
            tables.Add($"{view} {await demos.Steady.AskAsync($"select count(*) || ' ' || md5(string_agg(t::text, '|' order by t::text)) from eldercare.{view} t")}");
        return (last, tables);
    }
}
