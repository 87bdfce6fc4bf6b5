using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Eldercare.People.Elders;
using Eldercare.People.Entitlements;
using Eldercare.Store;

namespace Eldercare.Meals.Tests.Subsidies;

/// <summary>
/// The policy sets that ship against their worked examples, <c>examples/*.csv</c>: a date, a person, a meal, and who pays what to the
/// fen. Rows of the same elder follow each other: the earlier ones count for the caps of the later.
/// </summary>
public static class PolicyExamplesTests
{
    private const int LeastExamples = 12;

    public static TheoryData<string> Sets { get; } =
    [
        .. PolicyDocument.Shipped.Where(p => PolicyDocument.Parse(p.Value).For == ServiceKind.Meal).Select(p => p.Key).Order(StringComparer.Ordinal),
    ];

    [Fact]
    public static void Ships_the_four_sets() =>
        Assert.Equal(["shanghai-putuo", "shenzhen-futian", "shenzhen-futian-2026", "wuxi", "zhenjiang-2025"], Sets.Select(s => s.Data));

    [Theory, MemberData(nameof(Sets))]
    public static void Gives_each_example_to_the_fen(string set)
    {
        Assert.Empty(PolicyDocument.Read(PolicyDocument.Shipped[set], out var policy));
        var examples = File.ReadAllLines(Path.Combine(Folder, $"{set}.csv"));
        var past = new Dictionary<string, List<PastCharge>>(StringComparer.Ordinal);
        var wrong = new List<string>();
        foreach (var row in examples.Skip(1))
        {
            var cells = row.Split(',');
            var (meal, diner) = (MealOf(cells), DinerOf(cells));
            if (!past.TryGetValue(cells[0], out var before)) past[cells[0]] = before = [];

            var charge = MealSplit.Compute([policy!], meal, diner, before);

            before.Add(new(meal.Date, meal.Meal, charge.Shares));
            var funders = string.Join(' ', charge.Shares.GroupBy(s => s.Funder).Select(g => $"{g.Key}={new Fen(g.Sum(s => s.Amount.Value))}"));
            if ((funders, charge.ElderPays.ToString()) != (cells[12], cells[13])) wrong.Add($"{row}: {funders}, {charge.ElderPays}");
            Assert.Equal(charge.Total.Value, charge.Shares.Sum(s => s.Amount.Value) + charge.ElderPays.Value);
        }

        Assert.Empty(wrong);
        Assert.InRange(examples.Length - 1, LeastExamples, int.MaxValue);
    }

    [Theory, MemberData(nameof(Sets))]
    public static void Uses_every_rule_in_an_example(string set)
    {
        PolicyDocument.Read(PolicyDocument.Shipped[set], out var policy);
        var used = File.ReadAllLines(Path.Combine(Folder, $"{set}.csv")).Skip(1).Select(r => r.Split(','))
            .SelectMany(c => MealSplit.Compute([policy!], MealOf(c), DinerOf(c), []).Shares).Select(s => s.Rule).ToHashSet();

        Assert.Empty(policy!.Rules.Select(r => r.Code).Except(used));
    }

    /// <summary>No number without a source, or the open word that it is an assumption.</summary>
    [Theory, MemberData(nameof(Sets))]
    public static void Names_a_source_of_each_rule_and_cap_or_says_what_was_assumed(string set)
    {
        PolicyDocument.Read(PolicyDocument.Shipped[set], out var policy);
        var document = JsonNode.Parse(PolicyDocument.Shipped[set])!;
        var assumed = policy!.Assumptions.Select(a => a.About).ToArray();

        Assert.All(policy.Rules, r => Assert.NotEmpty(r.Sources));
        for (var i = 0; i < policy.Caps.Length; i++) Assert.True(!policy.Caps[i].Sources.IsDefaultOrEmpty || assumed.Contains($"/caps/{i}"), $"Cap {i} comes from nowhere.");
        Assert.All(assumed, a => Assert.NotNull(At(document, a)));
        Assert.All(policy.Sources, s => Assert.NotNull(s.Code));
    }

    /// <summary>365 days less 104 of weekends and 13 holidays by law: moving days off about changes nothing of that.</summary>
    [Theory, InlineData("shenzhen-futian", 2025, 248), InlineData("shenzhen-futian-2026", 2026, 248)]
    public static void Has_the_working_days_of_the_year(string set, int year, int days)
    {
        PolicyDocument.Read(PolicyDocument.Shipped[set], out var policy);
        var (hers, paid) = (new Beneficiary(new(1940, 1, 1), "440304", null, LocalHukou: true, []), 0);
        for (var date = new DateOnly(year, 1, 1); date.Year == year; date = date.AddDays(1))
            paid += MealSplit.Compute([policy!], new(date, Meal.Lunch, Channel.DineIn, "440304", new(1_500), Fen.Zero), hers, []).Shares.Length;

        Assert.Equal(days, paid);
    }

    private static JsonNode? At(JsonNode document, string pointer) => pointer.Split('/', StringSplitOptions.RemoveEmptyEntries)
        .Aggregate((JsonNode?)document, (node, part) => node is JsonArray list ? list[int.Parse(part, CultureInfo.InvariantCulture)] : node?[part]);

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Subsidies", "examples");

    private static PricedMeal MealOf(string[] cells) => new(
        Day(cells[6]), Enum.Parse<Meal>(cells[7]), Enum.Parse<Channel>(cells[8]), cells[9], Yuan(cells[10]), Yuan(cells[11]));

    private static Beneficiary DinerOf(string[] cells) => new(
        Day(cells[1]), cells[2], cells[5].Length == 0 ? null : Enum.Parse<CareLevel>(cells[5]), cells[3] == "yes",
        [.. cells[4].Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(c => new HeldEntitlement(Enum.Parse<EntitlementCategory>(c), new(2020, 1, 1), null))]);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static Fen Yuan(string text) => new((long)(decimal.Parse(text, CultureInfo.InvariantCulture) * 100));
}
