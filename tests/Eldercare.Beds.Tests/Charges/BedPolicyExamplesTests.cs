using System.Text.Json;
using Eldercare.Beds.Beds;
using Eldercare.Beds.Charges;
using Eldercare.People.Elders;
using Eldercare.People.Entitlements;
using Eldercare.Store;

namespace Eldercare.Beds.Tests.Charges;

/// <summary>The policy sets for days in homes against their worked examples, <c>examples/*.json</c>: a person, days at a price in fen, and who pays what.</summary>
public static class BedPolicyExamplesTests
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web);

    public static TheoryData<string> Sets { get; } =
        [.. PolicyDocument.Shipped.Where(p => PolicyDocument.Parse(p.Value).For == ServiceKind.Bed).Select(p => p.Key).Order(StringComparer.Ordinal)];

    [Fact]
    public static void Ships_the_two_sets() => Assert.Equal(["disability-voucher-2026", "zhenjiang-beds-2026"], Sets.Select(s => s.Data));

    [Theory, MemberData(nameof(Sets))]
    public static void Gives_each_example_to_the_fen_and_uses_every_rule(string set)
    {
        Assert.Empty(PolicyDocument.Read(PolicyDocument.Shipped[set], out var policy));
        var used = new HashSet<string>();
        foreach (var example in JsonSerializer.Deserialize<Case[]>(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Charges", "examples", $"{set}.json")), s_options)!)
        {
            var lines = LinesOf(example, policy!);
            used.UnionWith(lines.SelectMany(l => l.Shares).Select(s => s.Rule));
            Assert.Equal(
                (example.Why, string.Join(' ', example.Funders.OrderBy(f => f.Key).Select(f => $"{f.Key}={f.Value}")), example.Pays),
                (example.Why,
                    string.Join(' ', StayLines.Payers(lines).Where(p => p.Funder != Funder.Elder).GroupBy(p => p.Funder).OrderBy(g => g.Key)
                        .Select(g => $"{g.Key}={g.Sum(p => p.Amount.Value)}")),
                    lines.Sum(l => l.ElderPays.Value)));
        }

        Assert.Empty(policy!.Rules.Select(r => r.Code).Except(used));
    }

    [Theory, MemberData(nameof(Sets))]
    public static void Names_a_source_of_each_rule_or_says_what_was_assumed(string set)
    {
        PolicyDocument.Read(PolicyDocument.Shipped[set], out var policy);
        var assumed = policy!.Assumptions.Select(a => a.About).ToArray();
        Assert.All(policy.Rules, r => Assert.NotEmpty(r.Sources));
        for (var i = 0; i < policy.Caps.Length; i++)
            Assert.True(!policy.Caps[i].Sources.IsDefaultOrEmpty || assumed.Contains($"/caps/{i}"), $"Cap {i} comes from nowhere.");
    }

    private static List<StayLine> LinesOf(Case example, SubsidyPolicy policy)
    {
        var list = new RateList(
            DateOnly.MinValue, [new(BedKind.Nursing, new Fen(example.Bed))], example.Level is { } level ? [new(Enum.Parse<CareLevel>(level), new Fen(example.Care))] : [],
            new Fen(example.Food), []);
        var charging = new StayCharging(new PolicyBook([policy]), new Dictionary<Guid, StayRates> { [StayRates.KeyOf(null)] = new([list]) });
        var until = example.From.AddDays(example.Days);
        var resident = Bills.Resident(Bills.Bed(Example.One, Example.Hillside, Bills.Stay(example.From, until))) with
        {
            Levels = example.Level is null ? null : new(Example.Anna, [new(DateOnly.MinValue, Enum.Parse<CareLevel>(example.Level))], 1),
            Person = new(
                example.Born, Example.Jingkou, null, LocalHukou: true,
                [.. example.Categories.Select(c => new HeldEntitlement(Enum.Parse<EntitlementCategory>(c), DateOnly.MinValue, null))]),
        };
        var lines = new List<StayLine>();
        for (var month = YearMonth.Of(example.From); month.First < until; month = month.Next)
            lines.AddRange(charging.Lines(resident, month, month.Last)[Example.Hillside]);
        return lines;
    }

    private sealed record Case(
        string Why, DateOnly Born, string[] Categories, string? Level, DateOnly From, int Days, long Bed, long Care, long Food,
        Dictionary<string, long> Funders, long Pays);
}
