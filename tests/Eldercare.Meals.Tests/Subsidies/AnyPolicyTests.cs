using System.Collections.Immutable;
using CsCheck;
using Eldercare.Store;

namespace Eldercare.Meals.Tests.Subsidies;

/// <summary>
/// Random policies and an elder's random meals, against a model that knows nothing of shares, groups or caps as the engine does: it fills
/// a ledger of plain numbers rule by rule.
/// </summary>
public static class AnyPolicyTests
{
    private static readonly string[] s_funders = ["a", "b", "c"];

    private static readonly Gen<Benefit> s_benefit = Gen.Select(
        Gen.Enum<BenefitKind>(), Gen.Long[0, 1_200], Gen.Int[1, 10_000], Gen.Frequency((4, Gen.Const(ChargePart.Meal)), (1, Gen.Const(ChargePart.Delivery))),
        (kind, fen, percent, part) => kind == BenefitKind.Percent ? new Benefit(kind, Percent: percent / 100m, Of: part) : new Benefit(kind, new Fen(fen), Of: part));

    private static readonly Gen<RuleConditions?> s_when = Gen.Select(
        Gen.Int[0, 4], Gen.Long[0, 1_500], Gen.Bool,
        RuleConditions? (kind, fen, strict) => kind switch
        {
            0 => new(MinSpend: new(new Fen(fen), strict)),
            1 => new(Meals: [Meal.Lunch]),
            2 => new(Channels: [Channel.DineIn, Channel.Delivery]),
            3 => new(AgeFrom: 60, AgeTo: strict ? 79 : 90),
            _ => null,
        });

    private static readonly Gen<(Benefit Gives, RuleConditions? When, int[] Weights)[]> s_rules =
        Gen.Select(s_benefit, s_when, Gen.Int[1, 5].Array[1, 3]).Array[1, 4];

    private static readonly Gen<SubsidyCap[]> s_caps = Gen.Select(
        Gen.Enum<CapPeriod>(), Gen.Long[0, 3_000], Gen.Int[0, 3], Gen.Int[-1, 2],
        (per, fen, meals, rule) => new SubsidyCap(
            per, meals == 0 ? new Fen(fen) : null, meals == 0 ? null : meals, rule < 0 ? default : [$"r{rule}"])).Array[0, 3];

    private static readonly Gen<SubsidyPolicy> s_policy = Gen.Select(s_rules, s_caps, Gen.Enum<Combination>(), Gen.Bool, (rules, caps, combine, grouped) =>
        Policies.HalfPrice with
        {
            Combine = combine,
            Rules =
            [
                .. rules.Select((r, i) => new SubsidyRule(
                    $"r{i}", new("规则", "Rule"), r.Gives with { Of = combine == Combination.Highest ? ChargePart.Meal : r.Gives.Of },
                    [.. r.Weights.Select((w, f) => new FunderWeight(s_funders[f], w))], r.When,
                    grouped && r.Gives.Of == ChargePart.Meal && i % 2 == 0 ? "even" : null)),
            ],
            Caps = [.. caps.Where(c => c.Rules.IsDefault || c.Rules.All(r => int.Parse(r[1..], null) < rules.Length))],
        });

    /// <summary>Within five weeks, in any order, also twice for the same date and meal.</summary>
    private static readonly Gen<PricedMeal[]> s_meals = Gen.Select(
        Gen.Int[0, 34], Gen.Enum<Meal>(), Gen.Enum<Channel>(), Gen.Long[0, 2_000], Gen.Long[0, 300],
        (day, meal, channel, price, fee) => new PricedMeal(
            new DateOnly(2026, 2, 16).AddDays(day), meal, channel, "321102", new Fen(price), new Fen(channel == Channel.Delivery ? fee : 0)))
        .Array[1, 25];

    [Fact]
    public static void Splits_to_the_fen_keeps_caps_and_agrees_with_the_model() => Gen.Select(s_policy, s_meals).Sample(
        (policy, meals) =>
        {
            var diner = new Beneficiary(new(1946, 3, 1), "321102", CareLevel: null, LocalHukou: true, Held: []);
            var (past, model) = (new List<PastCharge>(), new Model(policy));
            foreach (var meal in meals)
            {
                var charge = MealSplit.Compute([policy], meal, diner, past);

                Assert.Equal(meal.Price + meal.DeliveryFee, charge.Sum());
                Assert.True(charge.ElderPays >= Fen.Zero);
                Assert.All(charge.Shares, s => Assert.True(s.Amount > Fen.Zero));
                Assert.Equal(
                    model.Eat(meal, age: diner.AgeOn(meal.Date)!.Value),
                    charge.Shares.Select(s => (s.Rule, s.Funder, s.Amount.Value)));
                past.Add(new(meal.Date, meal.Meal, charge.Shares));
            }

            foreach (var cap in policy.Caps) model.Holds(cap);
        },
        iter: 4_000, threads: 1);

    private sealed class Model(SubsidyPolicy policy)
    {
        private readonly List<(PricedMeal Meal, int Nth, string Rule, string Funder, long Fen)> _ledger = [];
        private int _nth;

        public (string Rule, string Funder, long Fen)[] Eat(PricedMeal meal, int age)
        {
            _nth++;
            var left = new Dictionary<ChargePart, long> { [ChargePart.Meal] = meal.Price.Value, [ChargePart.Delivery] = meal.DeliveryFee.Value };
            var decided = new HashSet<string>();
            foreach (var rule in policy.Rules)
            {
                if (!decided.Add(policy.Combine == Combination.Highest ? "all" : rule.Group ?? rule.Code)) continue;
                var rivals = policy.Combine == Combination.Highest ? policy.Rules : [.. policy.Rules.Where(r => r == rule || (r.Group is not null && r.Group == rule.Group))];
                (SubsidyRule Rule, long Fen) highest = (rule, 0);
                foreach (var rival in rivals)
                {
                    var gives = IsFor(rival.When, meal, age) ? Math.Min(Benefit(rival.Gives, meal, left[rival.Gives.Of]), CapLeft(rival.Code, meal)) : 0;
                    if (gives > highest.Fen) highest = (rival, gives);
                }

                left[highest.Rule.Gives.Of] -= highest.Fen;
                Divide(meal, highest.Rule, highest.Fen);
            }

            return _ledger.Where(l => l.Nth == _nth).Select(l => (l.Rule, l.Funder, l.Fen)).ToArray();
        }

        public void Holds(SubsidyCap cap)
        {
            foreach (var window in _ledger.Where(l => cap.Rules.IsDefault || cap.Rules.Contains(l.Rule)).GroupBy(l => Window(cap.Per, l.Meal)))
            {
                if (cap.Fen is { } most) Assert.True(window.Sum(l => l.Fen) <= most.Value);
                if (cap.Meals is { } meals) Assert.True(window.Select(l => l.Nth).Distinct().Count() <= meals);
            }
        }

        private static bool IsFor(RuleConditions? when, PricedMeal meal, int age) => when is null
            || ((when.MinSpend is null || meal.Price.Value >= when.MinSpend.Fen.Value + (when.MinSpend.Strict ? 1 : 0))
                && (when.Meals.IsDefault || meal.Meal == Meal.Lunch)
                && (when.Channels.IsDefault || meal.Channel != Channel.Takeaway)
                && (when.AgeFrom is null || (age >= 60 && age <= when.AgeTo)));

        private static long Benefit(Benefit benefit, PricedMeal meal, long left)
        {
            var full = benefit.Of == ChargePart.Meal ? meal.Price.Value : meal.DeliveryFee.Value;
            var gives = benefit.Kind switch
            {
                BenefitKind.Amount => benefit.Fen!.Value.Value,
                // Hundredths of a percent, half a fen up.
                BenefitKind.Percent => ((full * (long)(benefit.Percent!.Value * 100) * 2) + 10_000) / 20_000,
                _ => left - benefit.Fen!.Value.Value,
            };
            return Math.Clamp(gives, 0, left);
        }

        private long CapLeft(string rule, PricedMeal meal)
        {
            var room = long.MaxValue;
            foreach (var cap in policy.Caps.Where(c => c.Rules.IsDefault || c.Rules.Contains(rule)))
            {
                var same = _ledger.Where(l => (cap.Rules.IsDefault || cap.Rules.Contains(l.Rule)) && Window(cap.Per, l.Meal) == Window(cap.Per, meal)).ToList();
                if (cap.Fen is { } most) room = Math.Min(room, most.Value - same.Sum(l => l.Fen));
                if (cap.Meals is { } meals && same.Select(l => l.Nth).Where(n => n != _nth).Distinct().Count() >= meals) room = 0;
            }

            return Math.Max(0, room);
        }

        private void Divide(PricedMeal meal, SubsidyRule rule, long fen)
        {
            var weights = rule.Funders.Sum(f => f.Weight);
            var parts = rule.Funders.Select(f => fen * f.Weight / weights).ToList();
            for (var i = 0; parts.Sum() < fen; i++) parts[i]++;
            for (var i = 0; i < parts.Count; i++)
                if (parts[i] > 0) _ledger.Add((meal, _nth, rule.Code, rule.Funders[i].Funder, parts[i]));
        }

        /// <summary>16 February 2026 is a Monday.</summary>
        private static (int, int) Window(CapPeriod per, PricedMeal meal) => per switch
        {
            CapPeriod.Meal => (meal.Date.DayNumber, (int)meal.Meal),
            CapPeriod.Day => (meal.Date.DayNumber, -1),
            CapPeriod.Week => ((meal.Date.DayNumber - new DateOnly(2026, 2, 16).DayNumber) / 7, -1),
            _ => (meal.Date.Year, meal.Date.Month),
        };
    }
}
