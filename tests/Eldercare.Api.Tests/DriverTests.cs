using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.SignIn;
using static Eldercare.Api.Tests.TestApi;

namespace Eldercare.Api.Tests;

/// <summary>Who delivers sees and does what a round of today needs, and nothing else.</summary>
public sealed class DriverTests(TestApi api)
{
    [Fact]
    public void Has_the_rounds_and_nothing_else() => Assert.Equal(
        ["deliveryRuns", "me", "recordDelivered", "recordNotAtHome", "recordRefusedAtDoor", "startDeliveryRun"],
        AccessDeclarations.Roots(api.Schema)
            .SelectMany(t => t.Fields.Where(f => AccessDeclarations.RuleOf(f, t, api.Schema) is { Open: false } rule && rule.ExtentOf(Role.Driver) != Extent.Nothing))
            .Select(f => f.Name).Order(StringComparer.Ordinal));

    [Fact]
    public async Task Sees_whom_to_bring_a_meal_where()
    {
        api.City.Reset();
        var reply = await api.AskAsync(
            Role.Driver, $"{{ deliveryRuns(mealPoint: \"{GlobalId(FakeCity.PointA)}\", date: \"{Walk.Today}\") {{ number stops {{ place address phone elder {{ name }} }} }} }}");
        Assert.Empty(reply.Codes);
        Assert.Equal(
            "{\"place\":1,\"address\":\"address-secret\",\"phone\":\"phone-secret\",\"elder\":{\"name\":\"Name\"}}",
            reply.Data.GetProperty("deliveryRuns")[0].GetProperty("stops")[0].GetRawText());
    }

    [Theory]
    [InlineData("2026-03-02")]
    [InlineData("2199-01-01")]
    public async Task No_other_day_is_hers(string date)
    {
        api.City.Reset();
        var run = $"mealPoint: \"{GlobalId(FakeCity.PointA)}\", date: \"{date}\"";
        Assert.Equal(["FORBIDDEN"], (await api.AskAsync(Role.Driver, $"{{ deliveryRuns({run}) {{ stops {{ elder {{ name }} }} }} }}")).Codes);
        var deliver = $"mutation {{ recordDelivered(input: {{ idempotencyKey: \"k\", {run}, meal: LUNCH, run: 1, elder: \"{GlobalId(FakeCity.Anna)}\" }}) {{ deliveryRun {{ stops {{ elder {{ name }} }} }} }} }}";
        Assert.Equal(["FORBIDDEN"], (await api.AskAsync(Role.Driver, deliver)).Codes);
        Assert.Empty(api.City.Commands);
    }

    /// <summary>Of an elder the name alone: neither what she may eat nor anything else of her file.</summary>
    [Fact]
    public async Task Sees_nothing_else_of_whom_she_delivers_to()
    {
        api.City.Reset();
        var reply = await api.AskAsync(
            Role.Driver,
            $"{{ deliveryRuns(mealPoint: \"{GlobalId(FakeCity.PointA)}\", date: \"{Walk.Today}\") {{ stops {{ elder {{ name phone identityNumber careLevel dinerProfile {{ food }} ledger {{ nodes {{ kind }} }} }} }} }} }}");
        Assert.Equal(Enumerable.Repeat("FORBIDDEN", 5), reply.Codes);
        Assert.DoesNotContain("secret", reply.Text, StringComparison.Ordinal);
    }
}
