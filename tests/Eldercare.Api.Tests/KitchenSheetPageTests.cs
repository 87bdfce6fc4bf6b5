using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Eldercare.Api.SignIn;

namespace Eldercare.Api.Tests;

/// <summary>The page to print and its spreadsheets, over a city in memory.</summary>
public sealed class KitchenSheetPageTests(TestApi api)
{
    [Theory]
    [InlineData(Role.None, HttpStatusCode.Unauthorized)]
    [InlineData(Role.Elder, HttpStatusCode.Forbidden)]
    [InlineData(Role.HomeAdmissions, HttpStatusCode.Forbidden)]
    [InlineData(Role.App, HttpStatusCode.Forbidden)]
    [InlineData(Role.Kitchen, HttpStatusCode.OK)]
    [InlineData(Role.MealPointStaff, HttpStatusCode.OK)]
    [InlineData(Role.DistrictOffice, HttpStatusCode.OK)]
    [InlineData(Role.CityOffice, HttpStatusCode.OK)]
    [InlineData(Role.Auditor, HttpStatusCode.OK)]
    public async Task Is_for_whom_the_query_answers(Role role, HttpStatusCode status)
    {
        api.City.Reset();
        Assert.Equal(status, (await GetAsync("", role)).StatusCode);
    }

    [Fact]
    public async Task Shows_names_to_the_staff_and_codes_to_the_kitchen()
    {
        api.City.Reset();
        Assert.Contains("<b>Name</b>", await TextAsync("", Role.MealPointStaff), StringComparison.Ordinal);
        var kitchens = await TextAsync("", Role.Kitchen);
        Assert.DoesNotContain("<b>Name</b>", kitchens, StringComparison.Ordinal);
        Assert.Contains("<b>1-01</b>", kitchens, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Speaks_chinese_and_english()
    {
        api.City.Reset();
        Assert.Contains("备餐单 · Point · 2026-03-02 午餐", await TextAsync("", Role.Kitchen), StringComparison.Ordinal);
        Assert.Contains("Kitchen sheet · Point · 2026-03-02 Lunch", await TextAsync("?lang=en", Role.Kitchen), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_spreadsheet_makes_no_formula_of_what_people_typed()
    {
        api.City.Reset();
        var csv = await (await GetAsync(".csv", Role.CityOffice)).Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        Assert.Equal(Encoding.UTF8.GetPreamble(), csv[..3]);
        Assert.Contains(",'=cmd(),", Encoding.UTF8.GetString(csv), StringComparison.Ordinal);
        Assert.Contains("米饭 → 不上", Encoding.UTF8.GetString(csv), StringComparison.Ordinal);
        var excel = await GetAsync(".xlsx", Role.CityOffice);
        Assert.Equal("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", excel.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Says_on_which_run_and_at_which_stop_a_portion_leaves()
    {
        api.City.Reset();
        Assert.Contains("车次 1 · 第 1 站 · 12:00–12:30", await TextAsync("", Role.Kitchen), StringComparison.Ordinal);
        Assert.Contains("1-01,,Delivery,not said,,,1,1", await TextAsync(".csv?lang=en", Role.Kitchen), StringComparison.Ordinal);
        Assert.Contains("未排车次", await TextAsync("", Role.Kitchen), StringComparison.Ordinal);
        var reply = await api.AskAsync(
            Role.Kitchen,
            $"{{ kitchenSheet(mealPoint: \"{TestApi.GlobalId(FakeCity.PointA)}\", date: \"2026-03-02\", meal: LUNCH) "
            + "{ runs { number portions labels { code stop tray { portions } } } } }");
        Assert.Equal(
            """{"kitchenSheet":{"runs":[{"number":1,"portions":1,"labels":[{"code":"1-01","stop":1,"tray":{"portions":1}}]}]}}""",
            reply.Data.GetRawText());
    }

    [Fact]
    public async Task Tells_the_kitchen_whose_tray_changed_by_its_label()
    {
        api.City.Reset();
        Assert.Contains("1,one more,L-01,Delivery,booked late,", await TextAsync(".csv?lang=en", Role.Kitchen), StringComparison.Ordinal);
        Assert.Contains("0,Rice → left out,1-01,,substitute chosen: Away,", await TextAsync(".csv?lang=en", Role.Kitchen), StringComparison.Ordinal);
        Assert.Contains("0,Rice → left out,Name 1-01,", await TextAsync(".csv?lang=en", Role.MealPointStaff), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Counts_by_dish_what_was_made_and_what_stands_now()
    {
        api.City.Reset();
        Assert.Contains("Dish,Level,Portions,Now\r\nRice,7 regular,1,1\r\n", await TextAsync(".csv?lang=en", Role.Kitchen), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_kitchen_s_total_adds_up_the_sheets_of_its_points()
    {
        api.City.Reset();
        var total = (await api.AskAsync(
            Role.Kitchen,
            $"{{ kitchenTotal(kitchen: \"{TestApi.GlobalId(FakeKitchens.KitchenA)}\", date: \"2026-03-02\", meal: LUNCH) "
            + "{ portions portionsNow walkInPortions dishes { dish { nameEn } portions } dishesNow { portions } trays { food portions } sheets { portions } notYet { id } csvUrl } }"))
            .Data.GetProperty("kitchenTotal");
        Assert.Equal((1, 2, 5), (total.GetProperty("portions").GetInt32(), total.GetProperty("portionsNow").GetInt32(), total.GetProperty("walkInPortions").GetInt32()));
        Assert.Equal("""[{"dish":{"nameEn":"Rice"},"portions":1}]""", total.GetProperty("dishes").GetRawText());
        Assert.Equal("""[{"food":"REGULAR","portions":2}]""", total.GetProperty("trays").GetRawText());
        Assert.Equal(1, total.GetProperty("notYet").GetArrayLength());

        using var http = new HttpClient();
        var csv = await http.GetStringAsync(new Uri(total.GetProperty("csvUrl").GetString() + "&lang=en"), TestContext.Current.CancellationToken);
        Assert.Contains("Now,At the cut-off,Walk-ins,Meal point\r\n2,1,5,Point", csv, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Role.None, HttpStatusCode.Unauthorized)]
    [InlineData(Role.Elder, HttpStatusCode.Forbidden)]
    [InlineData(Role.Kitchen, HttpStatusCode.OK)]
    [InlineData(Role.CityOffice, HttpStatusCode.OK)]
    public async Task A_kitchen_s_total_is_for_whom_the_query_answers(Role role, HttpStatusCode status)
    {
        api.City.Reset();
        foreach (var ending in (string[])["", ".csv", ".xlsx"])
            Assert.Equal(status, (await GetFileAsync($"{TestApi.GlobalId(FakeKitchens.KitchenA)}~2026-03-02~Lunch{ending}", role)).StatusCode);
        foreach (var wrong in (string[])["~2026-03-02~lunch", "~2026-13-02~Lunch", "~2026-03-02", "~2026-03-02~Lunch.pdf"])
            if (role == Role.CityOffice) Assert.Equal(HttpStatusCode.NotFound, (await GetFileAsync(TestApi.GlobalId(FakeKitchens.KitchenA) + wrong, role)).StatusCode);
    }

    [Fact]
    public async Task A_kitchen_s_total_is_a_page_in_chinese_and_english()
    {
        api.City.Reset();
        var file = $"{TestApi.GlobalId(FakeKitchens.KitchenA)}~2026-03-02~Lunch";
        var (zh, en) = (await (await GetFileAsync(file, Role.Kitchen)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            await (await GetFileAsync(file + "?lang=en", Role.Kitchen)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Contains("备餐汇总 · Kitchen · 2026-03-02 午餐", zh, StringComparison.Ordinal);
        Assert.Contains("Not made yet, and not counted: ", en, StringComparison.Ordinal);
        Assert.InRange(en.IndexOf("1 more meal points are not counted yet", StringComparison.Ordinal), 1, en.IndexOf("<table", StringComparison.Ordinal));
        Assert.Contains("<td>Rice</td><td>7 regular</td>", en, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Role.DistrictOffice, 1)]
    [InlineData(Role.CityOffice, 2)]
    public async Task A_trace_counts_everybody_and_names_those_within_reach(Role role, int reached)
    {
        api.City.Reset();
        var trace = (await api.AskAsync(role, $"{{ sampleTrace(sample: \"{TestApi.GlobalId(FakeKitchens.Sample)}\") {{ count eaters {{ servedAt }} }} }}"))
            .Data.GetProperty("sampleTrace");
        Assert.Equal((2, reached), (trace.GetProperty("count").GetInt32(), trace.GetProperty("eaters").GetArrayLength()));
    }

    [Theory]
    [InlineData(".pdf")]
    [InlineData(".csv.csv")]
    [InlineData("x")]
    public async Task Is_not_found_by_another_name(string ending) =>
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(ending, Role.CityOffice)).StatusCode);

    private async Task<string> TextAsync(string ending, Role role) =>
        await (await GetAsync(ending, role)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

    private Task<HttpResponseMessage> GetAsync(string ending, Role role) => GetFileAsync(TestApi.GlobalId(FakeCity.Lunch) + ending, role);

    private async Task<HttpResponseMessage> GetFileAsync(string file, Role role)
    {
        using var http = new HttpClient();
        if (role != Role.None) http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", api.Token(role));
        return await http.GetAsync(new Uri($"{api.App.Urls.First()}/kitchen-sheets/{file}"), TestContext.Current.CancellationToken);
    }
}
