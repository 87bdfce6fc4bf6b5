using System.Net.Http.Headers;
using Eldercare.Api.SignIn;
using Eldercare.Meals;
using Eldercare.Store;
using MiniExcelLibs;

namespace Eldercare.Api.Tests;

/// <summary>What meals cost whom, and what funders owe, as the API and the export say it.</summary>
public sealed class SubsidyTests(TestApi api)
{
    [Fact]
    public async Task Says_why_an_elder_pays_what_she_pays()
    {
        var reply = await api.AskAsync(
            Role.Elder, $"{{ mealCharges(elder: \"{TestApi.GlobalId(FakeCity.Anna)}\", month: \"2026-03\") "
            + "{ date price elderPays shares { name { en } amount words { zh } } why { zh en } } }");

        var charge = reply.Data.GetProperty("mealCharges")[0];
        Assert.Equal((800, 200), (charge.GetProperty("price").GetInt32(), charge.GetProperty("elderPays").GetInt32()));
        Assert.Equal(
            "The meal costs 8.00 yuan. Six hardship categories: 3 yuan a meal from city finance and 3 from the charity federation; of the 8 yuan "
            + "meal you pay 2: City finance pays 3.00, City charity federation pays 3.00. You pay 2.00.",
            charge.GetProperty("why").GetProperty("en").GetString());
        Assert.Equal(
            "餐费8.00元。六类困难老人：每餐市财政补3元、市慈善总会补3元，8元餐自付2元：市财政付3.00元、市慈善总会付3.00元。您付2.00元。",
            charge.GetProperty("why").GetProperty("zh").GetString());
        Assert.Equal("City charity federation", charge.GetProperty("shares")[1].GetProperty("name").GetProperty("en").GetString());
    }

    [Theory]
    [InlineData(Role.MealPointStaff, 31, null)]
    [InlineData(Role.MealPointStaff, 32, "FORBIDDEN")]
    [InlineData(Role.CityOffice, 32, null)]
    public async Task Says_to_the_staff_what_their_guests_pay_and_nobody_else(Role role, int elder, string? code)
    {
        var id = TestApi.GlobalId(elder == 31 ? FakeCity.Anna : FakeCity.Bruno);
        var reply = await api.AskAsync(
            role, $"{{ mealCost(elder: \"{id}\", mealPoint: \"{TestApi.GlobalId(FakeCity.PointA)}\", date: \"2026-03-02\", meal: LUNCH) {{ elderPays }} }}");
        Assert.Equal(code, reply.Codes.SingleOrDefault());
    }

    [Fact]
    public async Task Freezes_what_the_view_shows_and_the_person_saw()
    {
        api.City.Reset();
        await api.AskAsync(
            Role.DistrictOffice, "mutation($input: FreezeSettlementInput!) { freezeSettlement(input: $input) { settlement { owed } errors { __typename } } }",
            new { input = new { idempotencyKey = "k", mealPoint = TestApi.GlobalId(FakeCity.PointA), month = "2026-02", owed = 2_700 } });

        var command = Assert.IsType<FreezeSettlement>(Assert.Single(api.City.Commands).Command);
        Assert.Equal((new YearMonth(202602), new Fen(2_700), 4), (command.Month, command.Expected, command.Lines.Length));
    }

    [Fact]
    public async Task Freezes_a_district_s_by_its_control_sum_a_command_a_point()
    {
        api.City.Reset();
        var reply = await api.AskAsync(
            Role.DistrictOffice,
            "mutation($input: FreezeSettlementsInput!) { freezeSettlements(input: $input) { frozen { owed } alreadyFrozen { owed } refused { code } errors { __typename } } }",
            new { input = new { idempotencyKey = "k", district = FakeCity.Here, month = "2026-02", owed = 2_700 } });

        Assert.Equal(
            """{"freezeSettlements":{"frozen":[{"owed":2700}],"alreadyFrozen":[],"refused":[],"errors":[]}}""", reply.Data.GetRawText());
        var (command, envelope) = Assert.Single(api.City.Commands);
        Assert.Equal((FakeCity.PointA, new Fen(2_700)), (((FreezeDistrictSettlement)command).Freeze.Point, ((FreezeDistrictSettlement)command).Expected));
        Assert.Equal($"k:{FakeCity.PointA}", envelope.IdempotencyKey);
    }

    [Fact]
    public async Task Exports_a_month_with_its_control_sum_as_csv()
    {
        var (status, type, bytes) = await GetAsync("?month=2026-02&district=321102", Role.DistrictOffice);

        Assert.Equal((200, "text/csv"), (status, type));
        var lines = System.Text.Encoding.UTF8.GetString(bytes).TrimStart('\ufeff').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(6, lines.Length);
        Assert.Equal($"321102,\"'=Point, \"\"A\"\"\",{FakeCity.PointA},2026-02,city-finance,yes,2026-01,-1,-3.00,yes,clerk-7", lines[1]);
        Assert.Equal("CONTROL SUM,4 rows,,,,yes,,9,27.00,,", lines[^1]);
    }

    [Fact]
    public async Task Exports_the_same_as_Excel()
    {
        var (status, _, bytes) = await GetAsync("?month=2026-02&format=xlsx", Role.Auditor);

        Assert.Equal(200, status);
        var rows = new MemoryStream(bytes).Query(useHeaderRow: true).Cast<IDictionary<string, object>>().ToList();
        Assert.Equal(5, rows.Count);
        Assert.Equal(("CONTROL SUM", 27d), ((string)rows[^1]["District"], Convert.ToDouble(rows[^1]["AmountYuan"], null)));
        Assert.Equal(27d, rows.SkipLast(1).Where(r => (string)r["Owed"] == "yes").Sum(r => Convert.ToDouble(r["AmountYuan"], null)));
    }

    [Theory]
    [InlineData("?month=2026-02&district=321102", Role.None, 401)]
    [InlineData("?month=2026-02&district=321102", Role.Elder, 403)]
    [InlineData("?month=2026-02&district=321102", Role.MealPointStaff, 403)]
    [InlineData("?month=2026-02&district=321111", Role.DistrictOffice, 403)]
    [InlineData("?month=2026-02", Role.DistrictOffice, 200)]
    [InlineData("?month=2026-02", Role.CityOffice, 200)]
    [InlineData("?month=2026-13", Role.CityOffice, 400)]
    [InlineData("", Role.CityOffice, 400)]
    [InlineData("?month=2026-02&district=999999", Role.CityOffice, 400)]
    [InlineData("?month=2026-02&format=pdf", Role.CityOffice, 400)]
    public async Task Exports_to_those_who_may_see_it(string query, Role role, int status) =>
        Assert.Equal(status, (await GetAsync(query, role)).Status);

    [Fact]
    public async Task Exports_to_a_district_office_its_own_and_tells_who_may_not_why()
    {
        using var http = new HttpClient();
        async Task<HttpResponseMessage> AskAsync(Role role, string query)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, api.App.Urls.First() + "/exports/settlements" + query);
            request.Headers.Authorization = new("Bearer", api.Token(role));
            return await http.SendAsync(request, TestContext.Current.CancellationToken);
        }

        Assert.Contains("settlements-2026-02-321102.csv", (await AskAsync(Role.DistrictOffice, "?month=2026-02")).Content.Headers.ContentDisposition!.ToString(), StringComparison.Ordinal);
        Assert.Contains("settlements-2026-02.csv", (await AskAsync(Role.CityOffice, "?month=2026-02")).Content.Headers.ContentDisposition!.ToString(), StringComparison.Ordinal);
        Assert.Contains("district 321102", await (await AskAsync(Role.DistrictOffice, "?month=2026-02&district=321111")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("month=2026-10", await (await AskAsync(Role.DistrictOffice, "?month=02/2026")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shows_the_policies_to_everyone()
    {
        var policies = (await api.AskAsync(Role.None, "{ subsidyPolicies(on: \"2026-03-02\") { code version title { zh } rules { en } document } }"))
            .Data.GetProperty("subsidyPolicies");

        Assert.Equal("zhenjiang-meals", policies[0].GetProperty("code").GetString());
        Assert.Empty(PolicyDocument.Read(policies[0].GetProperty("document").GetString()!, out _));
    }

    private async Task<(int Status, string? Type, byte[] Bytes)> GetAsync(string query, Role role)
    {
        using var http = new HttpClient();
        if (role != Role.None) http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", api.Token(role));
        using var response = await http.GetAsync(new Uri(api.App.Urls.First() + "/exports/settlements" + query));
        return ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, await response.Content.ReadAsByteArrayAsync());
    }
}
