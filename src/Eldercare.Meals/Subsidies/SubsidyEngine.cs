using Eldercare.Store;

namespace Eldercare.Meals;

/// <summary>A portion an elder had before, for caps to count.</summary>
public sealed record PastMeal(DateOnly Date, Meal Meal, ImmutableArray<FunderShare> Shares)
{
    /// <summary>What stands in accounts but for the charge of one sitting.</summary>
    public static PastMeal[] But(SittingId sitting, IEnumerable<MealAccount?> accounts) =>
    [
        .. accounts.SelectMany(a => a?.Meals ?? []).Where(m => m.Sitting != sitting).Select(m => new PastMeal(m.Date, m.Meal, m.Charge.Shares)),
    ];
}

/// <summary>
/// Splits the price of a portion by the policies in force: pure, in whole fen. Policies apply in the order of their codes, their
/// rules in the order of the document, each to what the ones before left to pay; so nobody ever pays less than nothing. A percentage
/// is of the full price, rounded to whole fen, half a fen up. What several funders pay together is divided by weight, downwards, and
/// the fen left over go one each to the first of them.
/// </summary>
public static class SubsidyEngine
{
    /// <param name="policies">Those in force on the meal's date.</param>
    /// <param name="meal">The portion.</param>
    /// <param name="diner">Who eats it.</param>
    /// <param name="past">The elder's other portions of the month, and of the week when it lies in two months.</param>
    public static MealCharge Compute(
        IEnumerable<SubsidyPolicy> policies, PricedMeal meal, Diner diner, IReadOnlyCollection<PastMeal> past)
    {
        var run = new Run(meal, past);
        var inForce = policies.Where(p => p.IsInForce(meal.Date)).OrderBy(p => p.Code, StringComparer.Ordinal).ToArray();
        foreach (var policy in inForce)
            foreach (var group in policy.Groups)
                run.Give(policy, [.. group.Where(r => r.When?.Hold(meal, diner) != false)]);

        return new MealCharge(
            meal.Price, meal.DeliveryFee, [.. run.Shares], run.LeftOfMeal + run.LeftOfDelivery,
            [.. inForce.Select(p => new PolicyVersion(p.Code, p.Version))], [.. run.NotGiven]);
    }

    /// <summary>Monday of the date's week.</summary>
    public static DateOnly WeekOf(DateOnly date) => date.AddDays(-(((int)date.DayOfWeek + 6) % 7));

    private sealed class Run(PricedMeal meal, IReadOnlyCollection<PastMeal> past)
    {
        public Fen LeftOfMeal { get; private set; } = meal.Price;

        public Fen LeftOfDelivery { get; private set; } = meal.DeliveryFee;

        public List<FunderShare> Shares { get; } = [];

        public List<BenefitNotGiven> NotGiven { get; } = [];

        /// <summary>The highest of the rules, which all are due.</summary>
        public void Give(SubsidyPolicy policy, ImmutableArray<SubsidyRule> due)
        {
            var benefits = due.Select(r => (Rule: r, Wanted: Wanted(r.Gives))).Where(b => b.Wanted > Fen.Zero)
                .Select(b => (b.Rule, b.Wanted, Given: Fen.Min(b.Wanted, Room(policy, b.Rule.Code)))).ToArray();
            // MaxBy takes the first of several as high.
            var best = benefits.Where(b => b.Given > Fen.Zero).DefaultIfEmpty().MaxBy(b => b.Given);
            foreach (var (rule, wanted, given) in benefits)
            {
                NotGivenReason? reason = given <= Fen.Zero ? NotGivenReason.CapReached
                    : rule != best.Rule ? NotGivenReason.OtherIsHigher
                    : given < wanted ? NotGivenReason.CutByCap
                    : null;
                if (reason is { } why) NotGiven.Add(new(policy.Code, policy.Version, rule.Code, why));
            }

            if (best.Rule is null) return;
            if (best.Rule.Gives.Of == ChargePart.Meal) LeftOfMeal -= best.Given;
            else LeftOfDelivery -= best.Given;
            Share(policy, best.Rule, best.Given);
        }

        private Fen Wanted(Benefit benefit)
        {
            var (full, left) = benefit.Of == ChargePart.Meal ? (meal.Price, LeftOfMeal) : (meal.DeliveryFee, LeftOfDelivery);
            return benefit.Kind switch
            {
                BenefitKind.Amount => Fen.Min(benefit.Fen!.Value, left),
                BenefitKind.Percent => Fen.Min(Percent(full, benefit.Percent!.Value), left),
                BenefitKind.FixedPrice => Fen.Max(left - benefit.Fen!.Value, Fen.Zero),
                _ => throw new InvalidOperationException($"Nobody knows what {benefit.Kind} gives."),
            };
        }

        private static Fen Percent(Fen full, decimal percent) =>
            new((long)Math.Round(full.Value * percent / 100m, MidpointRounding.AwayFromZero));

        /// <summary>What the caps leave; plenty without any.</summary>
        private Fen Room(SubsidyPolicy policy, string rule)
        {
            var room = new Fen(long.MaxValue);
            if (policy.Caps.IsDefaultOrEmpty) return room;
            foreach (var cap in policy.Caps)
            {
                if (!cap.Covers(rule)) continue;
                var counted = past.Where(p => IsWithin(cap.Per, p)).Select(p => Sum(policy.Code, cap, p.Shares)).ToArray();
                if (cap.Meals is { } meals && counted.Count(c => c > Fen.Zero) >= meals) return Fen.Zero;
                if (cap.Fen is { } most)
                {
                    var used = counted.Aggregate(Sum(policy.Code, cap, Shares), (sum, c) => sum + c);
                    room = Fen.Min(room, Fen.Max(most - used, Fen.Zero));
                }
            }

            return room;
        }

        /// <summary>Under whatever version: a new one does not begin to count anew.</summary>
        private static Fen Sum(string policy, SubsidyCap cap, IEnumerable<FunderShare> shares) =>
            shares.Where(s => s.Policy == policy && cap.Covers(s.Rule)).Aggregate(Fen.Zero, (sum, s) => sum + s.Amount);

        private bool IsWithin(CapPeriod period, PastMeal other) => period switch
        {
            CapPeriod.Meal => other.Date == meal.Date && other.Meal == meal.Meal,
            CapPeriod.Day => other.Date == meal.Date,
            CapPeriod.Week => WeekOf(other.Date) == WeekOf(meal.Date),
            CapPeriod.Month => (other.Date.Year, other.Date.Month) == (meal.Date.Year, meal.Date.Month),
            _ => throw new InvalidOperationException($"Nobody knows how long a {period} is."),
        };

        private void Share(SubsidyPolicy policy, SubsidyRule rule, Fen given)
        {
            var weights = rule.Funders.Sum(f => (long)f.Weight);
            var parts = rule.Funders.Select(f => (long)((Int128)given.Value * f.Weight / weights)).ToArray();
            var over = given.Value - parts.Sum();
            for (var i = 0; i < over; i++) parts[i]++;
            for (var i = 0; i < parts.Length; i++)
            {
                if (parts[i] == 0) continue;
                var funder = rule.Funders[i].Funder;
                var forgone = policy.Funders.Any(f => f.Code == funder && f.Forgone);
                Shares.Add(new(policy.Code, policy.Version, rule.Code, funder, new(parts[i]), forgone));
            }
        }
    }
}
