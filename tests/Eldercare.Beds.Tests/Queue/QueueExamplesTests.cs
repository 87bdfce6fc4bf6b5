using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Eldercare.Beds.Queue;
using Eldercare.People.Elders;
using Eldercare.People.Entitlements;

namespace Eldercare.Beds.Tests.Queue;

/// <summary>The queue policies that ship against their worked examples, <c>examples/*.csv</c>: a day, a person, and where she stands by which rule.</summary>
public static class QueueExamplesTests
{
    private const int LeastExamples = 12;

    public static TheoryData<string> Sets { get; } = [.. QueuePolicyDocument.Shipped.Keys.Order(StringComparer.Ordinal)];

    [Fact]
    public static void Ships_the_three_sets() =>
        Assert.Equal(["chengdu", "first-come", "guangzhou"], QueuePolicyDocument.Shipped.Keys.Order(StringComparer.Ordinal));

    [Theory, MemberData(nameof(Sets))]
    public static void Puts_each_example_where_it_belongs(string set)
    {
        Assert.Empty(QueuePolicyDocument.Read(QueuePolicyDocument.Shipped[set], out var policy));
        var examples = Examples(set);
        var wrong = from cells in examples
                    let placed = Placement.Of(policy!, FactsOf(cells))
                    let found = string.Create(CultureInfo.InvariantCulture, $"{placed.Lane},{placed.Order},{placed.Rule}")
                    where found != string.Join(',', cells[5..])
                    select $"{string.Join(',', cells)}: {found}";

        Assert.Empty(wrong);
        Assert.InRange(examples.Length, LeastExamples, int.MaxValue);
        Assert.Empty(policy!.Lanes.SelectMany(l => l.Rules).Select(r => r.Code).Except(examples.Select(c => c[7])));
    }

    /// <summary>No rule without a source, or the open word that it is an assumption.</summary>
    [Theory, MemberData(nameof(Sets))]
    public static void Names_a_source_of_each_rule_or_says_what_was_assumed(string set)
    {
        QueuePolicyDocument.Read(QueuePolicyDocument.Shipped[set], out var policy);
        var assumed = policy!.Assumptions.Select(a => a.About).ToArray();
        var document = JsonNode.Parse(QueuePolicyDocument.Shipped[set])!;
        bool Assumed(string at) => assumed.Any(a => a.Length > 0 && (at == a || at.StartsWith($"{a}/", StringComparison.Ordinal)));
        var sourced = new List<(string At, ImmutableArray<string> Sources)> { ("/deadlines", policy.Deadlines.Sources) };
        if (policy.KeptBack is { } kept) sourced.Add(("/keptBack", kept.Sources));
        for (var l = 0; l < policy.Lanes.Length; l++)
        {
            for (var r = 0; r < policy.Lanes[l].Rules.Length; r++)
                sourced.Add(($"/lanes/{l}/rules/{r}", policy.Lanes[l].Rules[r].Sources));
            if (policy.Lanes[l].Order == LaneOrder.CareLevel) sourced.Add(($"/lanes/{l}/order", policy.Lanes[l].OrderSources));
        }

        for (var b = 0; b < (policy.Bars.IsDefault ? 0 : policy.Bars.Length); b++) sourced.Add(($"/bars/{b}", policy.Bars[b].Sources));

        if (set != "first-come") Assert.All(sourced, s => Assert.True(!s.Sources.IsDefaultOrEmpty || Assumed(s.At), $"{s.At} comes from nowhere."));
        Assert.All(policy.Sources, s => Assert.NotNull(s.Code));
        Assert.All(assumed, a => Assert.NotNull(a.Split('/', StringSplitOptions.RemoveEmptyEntries)
            .Aggregate((JsonNode?)document, (node, part) => node is JsonArray list ? list[int.Parse(part, CultureInfo.InvariantCulture)] : node?[part])));
    }

    [Theory, InlineData("guangzhou", 5), InlineData("chengdu", 5), InlineData("first-come", 5)]
    public static void Has_the_time_limits_of_the_domain(string set, int offer)
    {
        var limits = QueuePolicyDocument.Parse(QueuePolicyDocument.Shipped[set]).Deadlines;
        Assert.Equal((5, 3, 5, offer), (limits.Eligibility, limits.Assessment, limits.Admission, limits.Offer));
    }

    [Fact]
    public static void Keeps_back_beds_by_number_by_share_or_as_last_year()
    {
        Assert.Equal((3, 2), (new KeptBack("a", Beds: 3).Of(100, 0), new KeptBack("a", Beds: 3).Of(2, 0)));
        Assert.Equal((11, 1, 50), (new KeptBack("a", Percent: 10).Of(101, 0), new KeptBack("a", Percent: 10).Of(1, 0), new KeptBack("a", Percent: 100).Of(50, 0)));
        var chengdu = QueuePolicyDocument.Parse(QueuePolicyDocument.Shipped["chengdu"]).KeptBack!;
        Assert.Equal(("destitute", 7, 5), (chengdu.Lane, chengdu.Of(50, 7), chengdu.Of(5, 7)));
    }

    private static string[][] Examples(string set) =>
        [.. File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Queue", "examples", $"{set}.csv")).Skip(1).Select(r => r.Split(','))];

    private static LaneFacts FactsOf(string[] cells) => LaneFacts.Of(
        Example.Record(Example.Anna) with { BornOn = Day(cells[1]), CareLevel = cells[4].Length == 0 ? null : Enum.Parse<CareLevel>(cells[4]) },
        new EntitlementRecord(
            Example.Anna,
            [
                .. cells[3].Split(' ', StringSplitOptions.RemoveEmptyEntries)
                    .Select(c => new HeldEntitlement(Enum.Parse<EntitlementCategory>(c), new(2020, 1, 1), null)),
            ],
            cells[2] == "yes"),
        Day(cells[0]));

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
