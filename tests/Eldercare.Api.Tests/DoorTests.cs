using Eldercare.Api.GraphQL;
using Eldercare.Api.SignIn;

namespace Eldercare.Api.Tests;

/// <summary>Who serves meals finds the elder before her, and learns no more of her than the counter needs.</summary>
public sealed class DoorTests(TestApi api)
{
    private const string Said = "name: \"小明\", phoneTail: \"1234\"";

    [Fact]
    public async Task The_staff_see_name_year_and_what_she_may_eat()
    {
        var found = (await AskAsync(Role.MealPointStaff, Said, "elders { elder { id name } bornYear dinerProfile { diets } } more"))
            .Data.GetProperty("eldersAtDoor");
        var elder = Assert.Single(found.GetProperty("elders").EnumerateArray());
        Assert.Equal(TestApi.GlobalId(FakeCity.Bruno), elder.GetProperty("elder").GetProperty("id").GetString());
        Assert.Equal(1940, elder.GetProperty("bornYear").GetInt32());
        Assert.False(found.GetProperty("more").GetBoolean());
    }

    [Theory]
    [InlineData("phone")]
    [InlineData("address")]
    [InlineData("identityNumber")]
    [InlineData("bornOn")]
    [InlineData("careLevel")]
    [InlineData("entitlements { category }")]
    [InlineData("bookings { date }")]
    [InlineData("ledger { nodes { kind } }")]
    [InlineData("contacts { phone }")]
    public async Task And_nothing_else_of_her(string field) =>
        Assert.Contains("FORBIDDEN", (await AskAsync(Role.MealPointStaff, Said, $"elders {{ elder {{ {field} }} }}")).Codes);

    [Theory]
    [InlineData("")]
    [InlineData("name: \"小明\"")]
    [InlineData("phoneTail: \"1234\"")]
    [InlineData("name: \"王\", phoneTail: \"1234\"")]
    [InlineData("name: \"w\", phoneTail: \"1234\"")]
    [InlineData("name: \"5678\", phoneTail: \"1234\"")]
    [InlineData("name: \"小明\", phoneTail: \"234\"")]
    [InlineData("name: \"小明\", phoneTail: \"13900001234\"")]
    [InlineData("name: \"小明\", phoneTail: \"12%4\"")]
    [InlineData("identityNumber: \"1234\"")]
    [InlineData("name: \"小明\", identityNumber: \"321119195001010018\"")]
    public async Task Nobody_is_looked_for_by_less(string said)
    {
        api.City.Reset();
        var reply = await AskAsync(Role.MealPointStaff, said, "more");
        Assert.Equal(["BAD_INPUT"], reply.Codes);
        Assert.Contains("phoneTail", reply.Text, StringComparison.Ordinal);
        Assert.Equal(0, api.City.Reads);
    }

    [Fact]
    public async Task No_sign_in_reads_out_the_register()
    {
        var staff = api.Issuer.Issue(Role.MealPointStaff, "curious", site: FakeCity.PointA.Value);
        var query = "{\"query\":\"" + Query(Said, "more").Replace("\"", "\\\"", StringComparison.Ordinal) + "\"}";
        // Thirty-one within a minute, whenever a minute begins.
        var codes = new List<string>();
        for (var i = 0; i < 2 * DoorLookups.PerMinute + 1; i++) codes.AddRange((await api.PostAsync(query, staff)).Codes);
        Assert.Contains("LIMIT_EXCEEDED", codes);
        Assert.Empty((await AskAsync(Role.DistrictOffice, Said, "more")).Codes);
    }

    private Task<Reply> AskAsync(Role role, string said, string fields) => api.AskAsync(role, Query(said, fields));

    private static string Query(string said, string fields) =>
        $"{{ eldersAtDoor(mealPoint: \"{TestApi.GlobalId(FakeCity.PointA)}\" {said}) {{ {fields} }} }}";
}
