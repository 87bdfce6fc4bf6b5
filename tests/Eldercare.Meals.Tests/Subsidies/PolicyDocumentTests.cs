using System.Text.Json.Nodes;

namespace Eldercare.Meals.Tests.Subsidies;

public static class PolicyDocumentTests
{
    private static string Zhenjiang => PolicyDocument.Shipped["zhenjiang-2025"];

    public static TheoryData<string> Sets { get; } = [.. PolicyDocument.Shipped.Keys];

    [Theory, MemberData(nameof(Sets))]
    public static void Says_the_same_in_its_canonical_form(string set)
    {
        PolicyDocument.Read(PolicyDocument.Shipped[set], out var policy);
        var canonical = PolicyDocument.Canonical(policy!);

        Assert.Empty(PolicyDocument.Read(canonical, out var again));
        Assert.Equal(canonical, PolicyDocument.Canonical(again!));
        Assert.Equal(canonical, PolicyDocument.Canonical(PolicyDocument.Parse(canonical)));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("[]", "")]
    [InlineData("{", "")]
    public static void Refuses_what_is_no_policy(string text, string where)
    {
        var faults = PolicyDocument.Read(text, out var policy);

        Assert.Null(policy);
        Assert.Contains(faults, f => f.Where == where);
    }

    [Fact]
    public static void Says_where_a_value_is_wrong() =>
        Refused(d => d["rules"]![0]!["gives"]!["fen"] = -1, "/rules/0/gives/fen");

    [Fact]
    public static void Refuses_an_unknown_property() => Refused(d => d["rules"]![0]!["when"]!["shoeSize"] = 43, "/rules/0/when/shoeSize");

    [Fact]
    public static void Refuses_a_date_that_does_not_exist() => Refused(d => d["effectiveFrom"] = "2025-02-30", "/effectiveFrom");

    [Fact]
    public static void Refuses_an_amount_without_money() => Refused(d => ((JsonObject)d["rules"]![0]!["gives"]!).Remove("fen"), "/rules/0/gives");

    [Fact]
    public static void Refuses_a_cap_of_nothing() => Refused(d => d["caps"] = JsonNode.Parse("""[{"per": "day"}]"""), "");

    [Fact]
    public static void Refuses_a_funder_called_elder() => Refused(d => d["funders"]![0]!["code"] = "elder", "/funders/0/code");

    [Fact]
    public static void Refuses_a_funder_nobody_listed() =>
        Refused(d => d["rules"]![0]!["funders"]![0]!["funder"] = "somebody", "/rules/0/funders");

    [Fact]
    public static void Refuses_a_cap_on_a_rule_nobody_listed() => Refused(
        d => d["caps"] = JsonNode.Parse("""[{"per": "day", "meals": 1, "rules": ["no-rule"]}]"""), "/caps/0/rules");

    [Fact]
    public static void Refuses_a_source_nobody_listed() => Refused(d => d["rules"]![0]!["sources"] = JsonNode.Parse("""["hearsay"]"""), "/rules/0/sources");

    [Fact]
    public static void Refuses_a_rule_that_stands_twice() =>
        Refused(d => ((JsonArray)d["rules"]!).Add(d["rules"]![0]!.DeepClone()), "/rules");

    [Fact]
    public static void Refuses_an_age_band_upside_down() => Refused(d => d["rules"]![0]!["when"]!["ageTo"] = 59, "/rules/0/when/ageTo");

    [Fact]
    public static void Refuses_an_end_before_the_beginning() => Refused(d => d["effectiveUntil"] = "2024-12-31", "/effectiveUntil");

    [Fact]
    public static void Refuses_to_choose_between_a_meal_and_its_delivery() => Refused(
        d =>
        {
            var other = d["rules"]![0]!.DeepClone();
            other["code"] = "delivery";
            other["gives"]!["of"] = "delivery";
            ((JsonArray)d["rules"]!).Add(other);
        },
        "/rules/0/gives/of");

    private static void Refused(Action<JsonNode> spoil, string where)
    {
        var document = JsonNode.Parse(Zhenjiang)!;
        spoil(document);
        var faults = PolicyDocument.Read(document.ToJsonString(), out var policy);

        Assert.Null(policy);
        Assert.Contains(faults, f => f.Where == where && f.Reason.Length > 0);
    }
}
