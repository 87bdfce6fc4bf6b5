using Eldercare.Api.GraphQL.Types;
using Eldercare.Api.SignIn;
using Eldercare.Meals;
using Eldercare.People;

namespace Eldercare.Api.Tests;

/// <summary>What stands in lists of something else is read by its id by those who may read the list, and by nobody else.</summary>
public sealed class NodeTests(TestApi api)
{
    private const Role Offices = Role.DistrictOffice | Role.CityOffice, InHomes = Role.HomeAdmissions | Offices | Role.Auditor,
        AtPoint = Role.MealPointStaff | Offices | Role.Auditor, Cooks = AtPoint | Role.Kitchen, Personal = Role.Elder | Offices;

    /// <summary>Kind, id, whose it is for when they are at home where it is.</summary>
    private static readonly (string Id, Role For)[] s_nodes =
    [
        (TestApi.GlobalId(FakeKitchens.KitchenA), Cooks),
        (TestApi.GlobalId(FakeKitchens.Sample), Cooks),
        (TestApi.GlobalId(DeliveryRunId.Of(FakeCity.Lunch, 1)), AtPoint),
        (TestApi.GlobalId(FakeCity.Alert), AtPoint),
        (TestApi.GlobalId(new Eldercare.Beds.RoomId(FakeCity.Id(91))), InHomes),
        (TestApi.GlobalId(FakeCity.LetterToAnna), Personal | Role.Auditor),
        (TestApi.GlobalId(FakeCity.ReadLetter), Personal),
        (TestApi.GlobalId(TestApi.Cards.IdOf("text")), Personal),
        (TestApi.GlobalId(FakePeople.DaughtersRight), Personal),
        (Eldercare.Api.GraphQL.GlobalId.Of("DeadLetter", FakeCity.Id(51)), Role.CityOffice | Role.Auditor),
    ];

    public static TheoryData<Role> Everybody =>
        [Role.None, Role.Elder, Role.MealPointStaff, Role.Kitchen, Role.Driver, Role.HomeAdmissions, Role.DistrictOffice, Role.CityOffice, Role.Auditor, Role.App];

    [Theory]
    [MemberData(nameof(Everybody))]
    public async Task A_node_is_for_those_who_read_its_list(Role role)
    {
        foreach (var (id, readers) in s_nodes)
        {
            var reply = await api.AskAsync(role, "query($id: ID!) { node(id: $id) { __typename id } }", new { id });
            if ((role & readers) == Role.None)
            {
                Assert.Equal([role == Role.None ? "UNAUTHENTICATED" : "FORBIDDEN"], reply.Codes);
            }
            else
            {
                Assert.Empty(reply.Codes);
                Assert.Equal(id, reply.Data.GetProperty("node").GetProperty("id").GetString());
            }
        }
    }

    [Theory]
    [InlineData(Role.MealPointStaff)]
    [InlineData(Role.Kitchen)]
    [InlineData(Role.HomeAdmissions)]
    [InlineData(Role.DistrictOffice)]
    [InlineData(Role.Elder)]
    public async Task Elsewhere_it_is_for_nobody(Role role)
    {
        var token = api.Issuer.Issue(role, "elsewhere", FakeCity.There, Guid.CreateVersion7(), Guid.CreateVersion7());
        foreach (var (id, _) in s_nodes)
        {
            var reply = await api.PostAsync($$"""{"query":"{ node(id: \"{{id}}\") { __typename } }"}""", token);
            Assert.Equal(["FORBIDDEN"], reply.Codes);
        }
    }

    [Fact]
    public async Task A_dish_is_for_everybody_as_the_menu_is() => Assert.Equal("Dish", (await api.AskAsync(
        Role.None, "query($id: ID!) { node(id: $id) { __typename } }", new { id = TestApi.GlobalId(FakeKitchens.DishA) }))
        .Data.GetProperty("node").GetProperty("__typename").GetString());

    [Fact]
    public async Task What_is_not_there_is_null_for_the_city_and_refused_to_others_as_if_it_were_out_of_reach()
    {
        foreach (var kind in Nodes.Kinds.Select(k => k.Name).Except(["MealPoint", "Sitting", "Home", "Dish"]))
        {
            var id = Eldercare.Api.GraphQL.GlobalId.Of(kind, Guid.CreateVersion7());
            const string Ask = "query($id: ID!) { node(id: $id) { id } }";
            Assert.Empty((await api.AskAsync(Role.CityOffice, Ask, new { id })).Codes);
            Assert.Equal(["FORBIDDEN"], (await api.AskAsync(Role.DistrictOffice, Ask, new { id })).Codes);
        }
    }
}
