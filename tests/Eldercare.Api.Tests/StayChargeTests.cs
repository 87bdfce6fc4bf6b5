using Eldercare.Api.SignIn;
using Eldercare.Beds;
using Eldercare.Beds.Beds;
using Eldercare.Beds.Charges;
using Eldercare.Store;

namespace Eldercare.Api.Tests;

/// <summary>Bills for days in homes as the API and the export say them.</summary>
public sealed class StayChargeTests(TestApi api)
{
    private static readonly string s_anna = TestApi.GlobalId(FakeCity.Anna);

    [Theory]
    [InlineData(Role.Elder, 14, 101_500)]
    [InlineData(Role.CityOffice, 14, 101_500)]
    [InlineData(Role.HomeAdmissions, 11, 73_000)]
    public async Task Shows_the_elder_all_of_a_statement_and_a_home_its_own_bill(Role role, int days, int pays)
    {
        var reply = await api.AskAsync(
            role, $"{{ stayStatement(elder: \"{s_anna}\", month: \"2026-02\") {{ days total elderPays bills {{ frozen payers {{ funder owed correction days amount }} "
            + "lines { ofMonth correction day days total shares { funder amount words { en } } elderPays } } } }");

        var statement = reply.Data.GetProperty("stayStatement");
        Assert.Equal((days, pays), (statement.GetProperty("days").GetInt32(), statement.GetProperty("elderPays").GetInt32()));
        var bill = statement.GetProperty("bills")[0];
        Assert.True(bill.GetProperty("lines")[0].GetProperty("correction").GetBoolean());
        Assert.Equal(-6_000, bill.GetProperty("payers")[0].GetProperty("amount").GetInt32());
        Assert.Equal(
            bill.GetProperty("lines").EnumerateArray().Sum(l => l.GetProperty("total").GetInt32()),
            bill.GetProperty("payers").EnumerateArray().Sum(p => p.GetProperty("amount").GetInt32()));
    }

    [Fact]
    public async Task Sums_a_district_up_and_freezes_it_by_its_control_sum()
    {
        api.City.Reset();
        var charges = (await api.AskAsync(Role.DistrictOffice, $"{{ stayCharges(month: \"2026-02\", district: \"{FakeCity.Here}\") {{ owed homes {{ residents days frozenBy bills {{ resident }} }} }} }}"))
            .Data.GetProperty("stayCharges");
        Assert.Equal((54_000, 1, 11), (
            charges.GetProperty("owed").GetInt32(), charges.GetProperty("homes")[0].GetProperty("residents").GetInt32(), charges.GetProperty("homes")[0].GetProperty("days").GetInt32()));

        await api.AskAsync(
            Role.DistrictOffice, "mutation($input: FreezeStayChargesInput!) { freezeStayCharges(input: $input) { frozen { name } alreadyFrozen { name } errors { __typename } } }",
            new { input = new { idempotencyKey = "k", district = FakeCity.Here, month = "2026-02", owed = 54_000 } });

        var command = Assert.IsType<FreezeStayCharges>(Assert.Single(api.City.Commands).Command);
        Assert.Equal((FakeCity.HomeA, new YearMonth(202602), new Fen(54_000), new Fen(54_000), 1), (command.Home, command.Month, command.Owed, command.Expected, command.Bills.Length));
    }

    [Fact]
    public async Task Sets_a_list_of_rates_as_it_was_given()
    {
        api.City.Reset();
        await api.AskAsync(
            Role.HomeAdmissions, "mutation($input: SetStayRatesInput!) { setStayRates(input: $input) { rates { from } errors { __typename } } }",
            new
            {
                input = new
                {
                    idempotencyKey = "k",
                    home = TestApi.GlobalId(FakeCity.HomeA),
                    from = "2026-03-02",
                    food = 2_500,
                    beds = new[] { new { kind = "NURSING", daily = 6_500 } },
                    care = new[] { new { level = "SEVERE", daily = 3_000 } },
                    leave = new object[] { new { part = "FOOD", fromDay = 1, percent = 100 }, new { part = "BED", fromDay = 4, percent = 33.333, kind = "HOSPITAL" } },
                },
            });

        var command = Assert.IsType<SetStayRates>(Assert.Single(api.City.Commands).Command);
        Assert.Equal(
            new(
                new(2026, 3, 2), [new(BedKind.Nursing, new(6_500))], [new(People.Elders.CareLevel.Severe, new(3_000))], new(2_500),
                [new(StayPart.Food, 1, 100), new(StayPart.Bed, 4, 33.33m, LeaveKind.Hospital)]),
            command.List);
    }

    [Fact]
    public async Task Only_the_city_sets_what_all_homes_ask() => Assert.Equal(
        ["FORBIDDEN"],
        (await api.AskAsync(
            Role.HomeAdmissions, "mutation($input: SetStayRatesInput!) { setStayRates(input: $input) { errors { __typename } } }",
            new { input = new { idempotencyKey = "k", from = "2026-03-02", food = 0, beds = Array.Empty<object>(), care = Array.Empty<object>() } })).Codes);

    [Theory]
    [InlineData("?month=2026-02", Role.None, 401)]
    [InlineData("?month=2026-02", Role.HomeAdmissions, 403)]
    [InlineData("?month=2026-02&district=321111", Role.DistrictOffice, 403)]
    [InlineData("?month=2026-13", Role.CityOffice, 400)]
    [InlineData("?month=2026-02&district=999999", Role.CityOffice, 400)]
    [InlineData("?month=2026-02", Role.DistrictOffice, 200)]
    public async Task Exports_to_those_who_may_see_it(string query, Role role, int status) => Assert.Equal(status, (await GetAsync(query, role)).Status);

    [Fact]
    public async Task Exports_a_row_a_payer_and_the_control_sum_last()
    {
        var rows = (await GetAsync("?month=2026-02", Role.CityOffice)).Text.TrimEnd().Split("\r\n");
        Assert.Equal("district,home,home_id,month,funder,owed,of_month,days,amount_yuan,final,final_by", rows[0].TrimStart('\uFEFF'));
        Assert.Equal($"{FakeCity.Here},Home,{FakeCity.HomeA.Value},2026-02,city-finance,yes,2026-01,-1,-60.00,yes,clerk-7", rows[1]);
        Assert.Equal("CONTROL SUM,4 rows,,,,yes,,9,540.00,,", rows[^1]);
    }

    private async Task<(int Status, string Text)> GetAsync(string query, Role role)
    {
        using var http = new HttpClient();
        if (role != Role.None) http.DefaultRequestHeaders.Authorization = new("Bearer", api.Token(role));
        using var response = await http.GetAsync(new Uri(api.App.Urls.First() + "/exports/stay-charges" + query), TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
