using System.Text.Json;
using Eldercare.Api.SignIn;
using Eldercare.Beds.Applications;
using Eldercare.Beds.Beds;

namespace Eldercare.Api.Tests;

/// <summary>Offers in the contract: their history, and taking one back.</summary>
public sealed class OfferTests(TestApi api)
{
    private static readonly string s_application = TestApi.GlobalId(FakeCity.Application), s_bed = TestApi.GlobalId(FakeCity.BedA);

    private static readonly string s_history =
        $"{{ node(id: \"{s_application}\") {{ ... on Application {{ firstClaim offers {{ number state byItself reason until answeredAt bed {{ id }} home {{ district }} }} }} }} }}";

    [Theory]
    [InlineData(Role.Elder, false)]
    [InlineData(Role.DistrictOffice, false)]
    [InlineData(Role.CityOffice, true)]
    public async Task Each_offer_is_told_with_what_became_of_it_the_last_one_first(Role role, bool seesOtherHome)
    {
        var reply = await api.AskAsync(role, s_history);
        Assert.Empty(reply.Codes);
        var node = reply.Data.GetProperty("node");
        Assert.False(node.GetProperty("firstClaim").GetBoolean());
        JsonElement[] offers = [.. node.GetProperty("offers").EnumerateArray()];
        Assert.Equal(["2 OPEN True", "1 DECLINED False"], offers.Select(o => $"{o.GetProperty("number")} {o.GetProperty("state")} {o.GetProperty("byItself")}"));
        Assert.Equal((null, "Too far"), (offers[0].GetProperty("reason").GetString(), offers[1].GetProperty("reason").GetString()));
        Assert.Equal(s_bed, offers[0].GetProperty("bed").GetProperty("id").GetString());
        Assert.Equal(seesOtherHome, offers[1].GetProperty("bed").ValueKind == JsonValueKind.Object);
        Assert.Equal(FakeCity.There, offers[1].GetProperty("home").GetProperty("district").GetString());
    }

    /// <summary>The home she lives in reads what became of another's offer, and not why; nor in her ledger.</summary>
    [Fact]
    public async Task Why_she_declined_another_home_is_not_for_the_one_she_lives_in()
    {
        var reply = await api.AskAsync(Role.HomeAdmissions, s_history);
        Assert.Equal(["FORBIDDEN"], reply.Codes);
        Assert.Contains("DECLINED", reply.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Too far", reply.Text, StringComparison.Ordinal);

        var ledger = $"{{ elder(id: \"{TestApi.GlobalId(FakeCity.Anna)}\") {{ ledger {{ nodes {{ kind detail }} }} }} }}";
        foreach (var (role, detail) in new[] { (Role.HomeAdmissions, null), (Role.Elder, "Too far"), (Role.DistrictOffice, "Too far"), (Role.Auditor, "Too far") })
        {
            var read = await api.AskAsync(role, ledger);
            Assert.True(read.Codes.Length == 0, read.Text);
            var nodes = read.Data.GetProperty("elder").GetProperty("ledger").GetProperty("nodes").EnumerateArray().ToArray();
            Assert.Equal(detail, nodes.Single(n => n.GetProperty("kind").GetString() == nameof(OfferDeclined)).GetProperty("detail").GetString());
            Assert.Equal("DineIn", nodes.Single(n => n.GetProperty("kind").GetString() == "MealServed").GetProperty("detail").GetString());
        }
    }

    /// <summary>The home that made it knows what it was told; a third one reads that it was declined, and not why.</summary>
    [Fact]
    public async Task Why_she_declined_is_not_for_every_home()
    {
        var made = await AskAsync(FakeCity.HomeB.Value);
        Assert.True(made.Codes.Length == 0, made.Text);
        Assert.Contains("Too far", made.Text, StringComparison.Ordinal);
        var third = await AskAsync(Guid.CreateVersion7());
        Assert.Equal(["FORBIDDEN"], third.Codes);
        Assert.DoesNotContain("Too far", third.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("MAINTENANCE", ClosureKind.Maintenance)]
    [InlineData(null, null)]
    public async Task A_home_takes_an_offer_back(string? closing, ClosureKind? kind)
    {
        api.City.Reset();
        var reply = await api.AskAsync(
            Role.HomeAdmissions, "mutation($input: WithdrawOfferInput!) { withdrawOffer(input: $input) { errors { __typename } } }",
            new { input = new { idempotencyKey = "key-1", application = s_application, bed = s_bed, reason = "Broken", closing } });
        Assert.Empty(reply.Codes);
        Assert.Equal(new WithdrawOffer(FakeCity.Application, FakeCity.BedA, "Broken", kind), Assert.Single(api.City.Commands).Command);
    }

    [Fact]
    public async Task A_bed_she_did_not_get_is_offered_again_only_to_who_says_so()
    {
        foreach (var again in (bool?[])[null, false, true])
        {
            api.City.Reset();
            var reply = await api.AskAsync(
                Role.HomeAdmissions, "mutation($input: OfferBedInput!) { offerBed(input: $input) { errors { __typename } } }",
                new { input = new { idempotencyKey = "key-1", application = s_application, bed = s_bed, again } });
            Assert.Empty(reply.Codes);
            Assert.Equal(again == true, Assert.IsType<OfferBed>(Assert.Single(api.City.Commands).Command).Again);
        }
    }

    [Fact]
    public async Task The_policy_says_which_beds_are_offered_by_themselves()
    {
        var reply = await api.AskAsync(Role.None, "{ queuePolicies { code offeredByItself } }");
        Assert.Equal("AFTER_REFUSAL", Assert.Single(reply.Data.GetProperty("queuePolicies").EnumerateArray()).GetProperty("offeredByItself").GetString());
    }

    private Task<Reply> AskAsync(Guid home) => api.PostAsync(
        JsonSerializer.Serialize(new { query = $"{{ explainPosition(application: \"{s_application}\") {{ application {{ offers {{ state reason }} }} }} }}" }), api.Issuer.Issue(Role.HomeAdmissions, "desk", FakeCity.There, home, null));
}
