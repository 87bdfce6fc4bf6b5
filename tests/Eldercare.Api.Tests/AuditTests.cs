using Eldercare.Api.SignIn;
using Eldercare.City.Reading;
using static Eldercare.Api.Tests.TestApi;

namespace Eldercare.Api.Tests;

/// <summary>Who did what, for those who watch over it.</summary>
public sealed class AuditTests(TestApi api)
{
    [Fact]
    public async Task Says_who_did_what_to_which_thing()
    {
        api.City.Reset();
        var reply = await api.AskAsync(
            Role.Auditor,
            "{ auditTrail(actor: \"city-office\", from: \"2026-03-01T00:00:00+08:00\", first: 2) { nodes { sequence at actor what kind thing node { __typename id } correlation } } }");
        Assert.Empty(reply.Codes);
        Assert.Equal(new AuditFilter("city-office", new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.FromHours(8))), api.City.Audited);
        var nodes = reply.Data.GetProperty("auditTrail").GetProperty("nodes");
        var point = GlobalId(FakeCity.PointA);
        Assert.Equal(
            ("8", "MealPointSuspended", "meal_point", point, "MealPoint", "4bf92f3577b34da6a3ce929d0e0e4736"),
            (Text(0, "sequence"), Text(0, "what"), Text(0, "kind"), Text(0, "thing"), nodes[0].GetProperty("node").GetProperty("__typename").GetString(), Text(0, "correlation")));
        Assert.Equal(("reaction:death", null, null), (Text(1, "actor"), Text(1, "thing"), Text(1, "correlation")));

        string? Text(int row, string field) => nodes[row].GetProperty(field).GetString();
    }

    public static TheoryData<string, bool> About => new()
    {
        { GlobalId(FakeCity.PointA), true }, { GlobalId(FakeCity.PointB), false }, { GlobalId(FakeCity.Lunch), true }, { GlobalId(FakeCity.HomeA), true },
        { GlobalId(FakeCity.HomeB), false }, { GlobalId(FakeCity.BedA), true }, { GlobalId(FakeCity.BedB), false }, { GlobalId(FakeCity.Anna), true },
        { GlobalId(FakeCity.Bruno), false }, { GlobalId(FakeCity.Application), true }, { GlobalId(FakeKitchens.KitchenA), true }, { GlobalId(FakeKitchens.KitchenB), false },
        { GlobalId(FakeKitchens.DishA), true }, { GlobalId(FakeKitchens.DishB), false }, { GlobalId(FakeCity.Alert), true },
    };

    [Theory, MemberData(nameof(About))]
    public async Task A_district_office_is_told_of_its_places_and_people(string thing, bool may)
    {
        api.City.Reset();
        var query = $"{{ auditTrail(about: \"{thing}\") {{ nodes {{ what }} }} }}";
        Assert.Equal(may ? [] : ["FORBIDDEN"], (await api.AskAsync(Role.DistrictOffice, query)).Codes);
        Assert.Empty((await api.AskAsync(Role.CityOffice, query)).Codes);
    }

    [Fact]
    public async Task What_nothing_happens_to_is_no_thing_to_ask_about() => Assert.Equal(
        ["BAD_INPUT"], (await api.AskAsync(Role.Auditor, $"{{ auditTrail(about: \"{GlobalId(TestApi.Cards.IdOf("text"))}\") {{ nodes {{ what }} }} }}")).Codes);
}
