using Eldercare.Api.SignIn;
using Eldercare.People;
using Eldercare.People.Acting;

namespace Eldercare.Api.Tests;

/// <summary>Who acts for an elder reaches what the elder reaches; and looking that up costs nobody else anything.</summary>
public sealed class ActingTests(TestApi api)
{
    private static readonly string s_anna = TestApi.GlobalId(FakeCity.Anna), s_bruno = TestApi.GlobalId(FakeCity.Bruno);
    private static readonly string s_point = TestApi.GlobalId(FakeCity.PointA), s_order = TestApi.GlobalId(FakeCity.Order);

    [Fact]
    public async Task A_daughter_reaches_her_mother_and_nobody_else()
    {
        var own = await AskAsync(FakePeople.Daughter, null, $"{{ actingFor {{ elder {{ name identityNumber }} }} elder(id: \"{s_anna}\") {{ contacts {{ name }} bed {{ number }} }} }}");
        Assert.Empty(own.Codes);
        Assert.Equal("identity-secret", own.Data.GetProperty("actingFor")[0].GetProperty("elder").GetProperty("identityNumber").GetString());
        Assert.Equal(["FORBIDDEN"], (await AskAsync(FakePeople.Daughter, null, $"{{ elder(id: \"{s_bruno}\") {{ name }} }}")).Codes);
        Assert.Equal(["FORBIDDEN"], (await AskAsync("stranger", null, $"{{ elder(id: \"{s_anna}\") {{ name }} }}")).Codes);
    }

    [Fact]
    public async Task A_daughter_orders_for_her_mother_and_for_nobody_else()
    {
        api.City.Reset();
        Task<Reply> PauseAsync(string elder) => AskAsync(FakePeople.Daughter, null,
            $"mutation {{ pauseStandingOrder(input: {{ idempotencyKey: \"{Guid.NewGuid()}\", elder: \"{elder}\", standingOrder: \"{GraphQL.GlobalId.Of(FakeCity.Order)}\", from: \"2026-03-02\" }}) {{ errors {{ __typename }} }} }}");

        Assert.Empty((await PauseAsync(s_anna)).Codes);
        Assert.Equal(["FORBIDDEN"], (await PauseAsync(s_bruno)).Codes);
    }

    [Fact]
    public async Task Nothing_is_looked_up_for_an_elder_about_herself_or_for_an_office_and_once_a_request_otherwise()
    {
        const string Fields = "name contacts { name } bookings { booked } applications { id } bed { number home { name } }";
        var before = api.People.Asked;
        await AskAsync("anna", FakeCity.Anna, $"{{ elder(id: \"{s_anna}\") {{ {Fields} }} }}");
        await api.AskAsync(Role.CityOffice, $"{{ elder(id: \"{s_anna}\") {{ {Fields} }} }}");
        await api.AskAsync(Role.DistrictOffice, $"{{ elder(id: \"{s_anna}\") {{ {Fields} }} }}");
        Assert.Equal(before, api.People.Asked);
        await AskAsync(FakePeople.Daughter, null, $"{{ a: elder(id: \"{s_anna}\") {{ {Fields} }} b: elder(id: \"{s_anna}\") {{ {Fields} }} }}");
        Assert.Equal(before + 1, api.People.Asked);
    }

    [Fact]
    public async Task A_daughter_orders_changes_and_ends_meals_and_nobody_else_does()
    {
        api.City.Reset();
        string[] mutations =
        [
            $"placeStandingOrder(input: {{ idempotencyKey: \"1\", elder: \"{s_anna}\", lines: [{{ mealPoint: \"{s_point}\", weekdays: [MONDAY], meal: LUNCH, channel: DINE_IN }}], from: \"2026-03-02\" }})",
            $"changeStandingOrder(input: {{ idempotencyKey: \"2\", elder: \"{s_anna}\", standingOrder: \"{s_order}\", lines: [{{ mealPoint: \"{s_point}\", weekdays: [MONDAY], meal: LUNCH, channel: DINE_IN }}], from: \"2026-03-02\" }})",
            $"pauseStandingOrder(input: {{ idempotencyKey: \"3\", elder: \"{s_anna}\", standingOrder: \"{s_order}\", from: \"2026-03-02\" }})",
            $"resumeStandingOrder(input: {{ idempotencyKey: \"4\", elder: \"{s_anna}\", standingOrder: \"{s_order}\", on: \"2026-03-02\" }})",
            $"endStandingOrder(input: {{ idempotencyKey: \"5\", elder: \"{s_anna}\", standingOrder: \"{s_order}\", lastDay: \"2026-03-02\" }})",
        ];
        foreach (var mutation in mutations)
        {
            var query = $"mutation {{ {mutation} {{ errors {{ __typename }} }} }}";
            Assert.Empty((await AskAsync(FakePeople.Daughter, null, query)).Codes);
            Assert.Equal(["FORBIDDEN"], (await AskAsync("stranger", null, query)).Codes);
            Assert.Equal(["FORBIDDEN"], (await AskAsync(FakePeople.Daughter, null, query.Replace(s_anna, s_bruno, StringComparison.Ordinal))).Codes);
        }
    }

    [Fact]
    public async Task A_right_is_ended_by_the_elder_an_office_and_its_holder_and_by_no_other_who_acts_for_her()
    {
        api.City.Reset();
        static string Ending(ActingId right) =>
            $"mutation {{ withdrawActingFor(input: {{ idempotencyKey: \"end\", elder: \"{s_anna}\", actingRight: \"{TestApi.GlobalId(right)}\" }}) {{ errors {{ __typename }} }} }}";
        var (own, son) = (Ending(FakePeople.DaughtersRight), Ending(new(FakeCity.Id(62))));

        Assert.Empty((await AskAsync(FakePeople.Daughter, null, own)).Codes);
        Assert.Equal(["FORBIDDEN"], (await AskAsync(FakePeople.Daughter, null, son)).Codes);
        Assert.Empty((await AskAsync("anna", FakeCity.Anna, son)).Codes);
        Assert.Empty((await api.AskAsync(Role.DistrictOffice, son)).Codes);
        Assert.Equal(["FORBIDDEN"], (await AskAsync("bruno", FakeCity.Bruno, own)).Codes);
    }

    [Theory]
    [InlineData(Role.Elder, "MealCharged 200 600, MealServed, EntitlementGranted, OfferDeclined")]
    [InlineData(Role.DistrictOffice, "MealCharged 200 600, MealServed, EntitlementGranted, OfferDeclined")]
    [InlineData(Role.Auditor, "MealCharged 200 600, MealServed, EntitlementGranted, OfferDeclined")]
    [InlineData(Role.HomeAdmissions, "MealServed, OfferDeclined")]
    public async Task A_home_reads_nothing_in_the_ledger_that_it_may_not_ask_for(Role role, string expected)
    {
        var reply = await api.AskAsync(role, $"{{ elder(id: \"{s_anna}\") {{ ledger {{ nodes {{ kind elderPays subsidy }} }} }} }}");
        Assert.Empty(reply.Codes);
        Assert.Equal(expected, string.Join(", ", reply.Data.GetProperty("elder").GetProperty("ledger").GetProperty("nodes").EnumerateArray().Select(
            n => string.Join(' ', n.EnumerateObject().Select(p => p.Value.ToString()).Where(t => t.Length > 0)))));
    }

    private Task<Reply> AskAsync(string subject, ElderId? elder, string query) => api.PostAsync(
        System.Text.Json.JsonSerializer.Serialize(new { query }), api.Issuer.Issue(Role.Elder, subject, elder: elder?.Value));
}
