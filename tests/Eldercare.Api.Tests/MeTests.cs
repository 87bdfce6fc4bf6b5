using System.Text.Json;
using Eldercare.Api.SignIn;

namespace Eldercare.Api.Tests;

/// <summary>Whoever signs in can ask who she is.</summary>
public sealed class MeTests(TestApi api)
{
    private const string All =
        "{ me { subject roles district mealPoint { name } kitchen { id } home { name } elder { id phone } actingFor { elder { id } } } }";

    [Fact]
    public async Task Every_role_is_told_its_own_place()
    {
        api.City.Reset();
        foreach (var (role, name) in Roles.Named)
        {
            var me = (await api.AskAsync(role, All)).Data.GetProperty("me");

            Assert.Equal(name, me.GetProperty("subject").GetString());
            Assert.Equal([name.ToUpperInvariant().Replace('-', '_')], me.GetProperty("roles").EnumerateArray().Select(r => r.GetString()));
            Assert.Equal(role == Role.DistrictOffice ? FakeCity.Here : null, me.GetProperty("district").GetString());
            Assert.Equal(role is Role.MealPointStaff or Role.Kitchen or Role.Driver, Has(me, "mealPoint"));
            Assert.Equal(role == Role.Kitchen, Has(me, "kitchen"));
            Assert.Equal(role == Role.HomeAdmissions, Has(me, "home"));
            Assert.Equal(role == Role.Elder, Has(me, "elder"));
        }
    }

    [Fact]
    public async Task A_kitchen_of_its_own_is_found_too()
    {
        var cook = api.Issuer.Issue(Role.Kitchen, "cook", site: FakeKitchens.KitchenA.Value);
        var me = (await api.PostAsync("{\"query\":\"{ me { mealPoint { name } kitchen { id } } }\"}", cook)).Data.GetProperty("me");
        Assert.False(Has(me, "mealPoint"));
        Assert.Equal(TestApi.GlobalId(FakeKitchens.KitchenA), me.GetProperty("kitchen").GetProperty("id").GetString());
    }

    [Fact]
    public async Task An_elder_sees_her_own_record_and_a_relative_for_whom_she_acts()
    {
        var elder = (await api.AskAsync(Role.Elder, All)).Data.GetProperty("me");
        Assert.Equal((TestApi.GlobalId(FakeCity.Anna), "phone-secret"), (elder.GetProperty("elder").GetProperty("id").GetString(), elder.GetProperty("elder").GetProperty("phone").GetString()));
        Assert.Empty(elder.GetProperty("actingFor").EnumerateArray());

        var daughter = api.Issuer.Issue(Role.Elder, FakePeople.Daughter);
        var me = (await api.PostAsync(JsonSerializer.Serialize(new { query = All }), daughter)).Data.GetProperty("me");
        Assert.False(Has(me, "elder"));
        Assert.NotEmpty(me.GetProperty("actingFor").EnumerateArray());
    }

    [Fact]
    public async Task Nobody_is_nobody() => Assert.Equal(["UNAUTHENTICATED"], (await api.AskAsync(Role.None, "{ me { subject } }")).Codes);

    private static bool Has(JsonElement me, string field) => me.GetProperty(field).ValueKind == JsonValueKind.Object;
}
