using System.Text.Json;
using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.SignIn;
using Eldercare.Beds.Queue;
using Eldercare.People;
using GraphQL.Types;

namespace Eldercare.Api.Tests;

/// <summary>The queue for beds in the contract.</summary>
public sealed class QueueTests(TestApi api)
{
    private static readonly string s_application = TestApi.GlobalId(FakeCity.Application);

    [Fact]
    public async Task An_offered_bed_is_no_place_and_the_policy_says_so_in_two_languages()
    {
        var reply = await api.AskAsync(
            Role.Elder,
            $"{{ explainPosition(application: \"{s_application}\") {{ policy policyVersion lane rule words {{ zh en }} places {{ number }} application {{ id late }} }} }}");

        Assert.Empty(reply.Codes);
        var position = reply.Data.GetProperty("explainPosition");
        Assert.Equal(("given", 0), (position.GetProperty("policy").GetString(), position.GetProperty("places").GetArrayLength()));
        Assert.Equal("A bed is offered to you: you wait for none.", position.GetProperty("words").GetProperty("en").GetString());
    }

    [Theory]
    [InlineData("", -1)]
    [InlineData("withinDays: 0, ", 0)]
    [InlineData("withinDays: 14, ", 14)]
    public async Task The_worklist_is_of_what_is_late_or_soon_will_be(string within, int days)
    {
        var reply = await api.AskAsync(
            Role.DistrictOffice, $"{{ applicationsLate({within}district: \"{FakeCity.Here}\") {{ nodes {{ id eligibilityDue nextDue late dueByWeekendsOnly }} }} }}");

        Assert.Empty(reply.Codes);
        Assert.Equal(CityTime.Today(TimeProvider.System.GetUtcNow()).AddDays(days), api.City.DueBy);
        var due = reply.Data.GetProperty("applicationsLate").GetProperty("nodes")[0];
        Assert.Equal((true, false), (due.GetProperty("late").GetBoolean(), due.GetProperty("dueByWeekendsOnly").GetBoolean()));
    }

    [Fact]
    public async Task A_district_office_sees_no_other_districts_worklist() => Assert.Equal(
        ["FORBIDDEN"],
        (await api.AskAsync(Role.DistrictOffice, $"{{ applicationsLate(district: \"{FakeCity.There}\") {{ nodes {{ id }} }} }}")).Codes);

    [Theory, InlineData(-1), InlineData(91)]
    public async Task The_worklist_looks_at_most_ninety_days_ahead(int days) => Assert.Equal(
        ["BAD_INPUT"], (await api.AskAsync(Role.CityOffice, $"{{ applicationsLate(withinDays: {days}) {{ nodes {{ id }} }} }}")).Codes);

    /// <summary>Which day somebody turns 80 tells a birthday, which is no concern of a home she does not live in.</summary>
    [Fact]
    public async Task A_home_reads_a_place_and_not_when_it_changes_by_itself()
    {
        var place = $"{{ explainPosition(application: \"{s_application}\") {{ lane wouldChange {{ number }} }} }}";
        Assert.Empty((await api.AskAsync(Role.HomeAdmissions, place)).Codes);
        var type = (IObjectGraphType)api.Schema.AllTypes["QueuePlaceChange"]!;
        Assert.Equal(
            Reach.OfDecisions,
            AccessDeclarations.RuleOf(type.Fields.Find("on")!, type, api.Schema)!.Roles);
    }

    [Fact]
    public async Task Anyone_reads_the_order_and_the_holidays_it_counts_by()
    {
        var reply = await api.AskAsync(Role.Auditor, "{ queuePolicies { code version inForce lanes { code kind order rules { en } } } holidayYears { year source } }");

        Assert.Empty(reply.Codes);
        var policy = Assert.Single(reply.Data.GetProperty("queuePolicies").EnumerateArray());
        Assert.Equal(("first-come", 0, true), (policy.GetProperty("code").GetString(), policy.GetProperty("version").GetInt32(), policy.GetProperty("inForce").GetBoolean()));
        Assert.Equal([2025, 2026], reply.Data.GetProperty("holidayYears").EnumerateArray().Select(y => y.GetProperty("year").GetInt32()));
    }

    [Fact]
    public async Task A_fault_in_a_policy_is_a_typed_value()
    {
        api.City.Reset();
        api.City.Refusal = new QueuePolicyInvalid("/lanes", "It is empty.");
        var reply = await api.AskAsync(
            Role.CityOffice,
            "mutation { publishQueuePolicy(input: { idempotencyKey: \"k\", document: \"{}\" }) { errors { ... on QueuePolicyInvalid { where reason } } } }");
        api.City.Reset();
        Assert.Equal(
            "{\"where\":\"/lanes\",\"reason\":\"It is empty.\"}", JsonSerializer.Serialize(reply.Data.GetProperty("publishQueuePolicy").GetProperty("errors")[0]));
    }
}
