using Eldercare.Api.SignIn;
using Eldercare.People;

namespace Eldercare.Api.Tests;

/// <summary>Who acts for an elder reaches what the elder reaches; and looking that up costs nobody else anything.</summary>
public sealed class ActingTests(TestApi api)
{
    private static readonly string s_anna = TestApi.GlobalId(FakeCity.Anna), s_bruno = TestApi.GlobalId(FakeCity.Bruno);

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

    private Task<Reply> AskAsync(string subject, ElderId? elder, string query) => api.PostAsync(
        System.Text.Json.JsonSerializer.Serialize(new { query }), api.Issuer.Issue(Role.Elder, subject, elder: elder?.Value));
}
