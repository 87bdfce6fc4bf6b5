using System.Runtime.InteropServices;
using Eldercare.Store;

namespace Eldercare.Subsidies;

/// <summary>
/// Splits the price of a portion, or of a day in a home, by the policies in force: pure, in whole fen. Policies apply in the order of their codes, their
/// rules in the order of the document, each to what the ones before left to pay; so nobody ever pays less than nothing. A percentage
/// is of the full price, rounded to whole fen, half a fen up. What several funders pay together is divided by weight, downwards, and
/// the fen left over go one each to the first of them.
/// </summary>
public static class SubsidyEngine
{
    /// <param name="policies">Those in force on the date; what is for another service is passed over.</param>
    /// <param name="priced">What is charged.</param>
    /// <param name="person">Whom it is for.</param>
    /// <param name="past">Her other charges for the service, of the month, and of the week when it lies in two months.</param>
    public static Split Compute(
        IEnumerable<SubsidyPolicy> policies, PricedService priced, Beneficiary person, IReadOnlyCollection<PastCharge> past) =>
        Compute(PoliciesOfDay.Of(policies, priced.Service, priced.Date), priced, person, past);

    /// <summary>The same for many charges of a day.</summary>
    /// <param name="policies">Those in force on the date, for the service.</param>
    /// <param name="priced">What is charged.</param>
    /// <param name="person">Whom it is for.</param>
    /// <param name="past">Her other charges for the service.</param>
    public static Split Compute(PoliciesOfDay policies, PricedService priced, Beneficiary person, IReadOnlyCollection<PastCharge> past)
    {
        var run = new Run(priced, past);
        foreach (var (policy, groups) in policies.InOrder)
            foreach (var group in groups)
                run.Give(policy, [.. group.Where(r => r.When?.Hold(priced, person) != false)]);

        return new Split([.. run.Shares], run.Left, policies.Versions, [.. run.NotGiven]);
    }

    /// <summary>Monday of the date's week.</summary>
    public static DateOnly WeekOf(DateOnly date) => date.AddDays(-(((int)date.DayOfWeek + 6) % 7));

    private sealed class Run(PricedService priced, IReadOnlyCollection<PastCharge> past)
    {
        private readonly PricedPart[] _left = [.. priced.Parts];

        public Fen Left => Sum(_left, ChargePart.Stay);

        public List<FunderShare> Shares { get; } = [];

        public List<BenefitNotGiven> NotGiven { get; } = [];

        /// <summary>The highest of the rules, which all are due.</summary>
        public void Give(SubsidyPolicy policy, ImmutableArray<SubsidyRule> due)
        {
            if (due.IsEmpty) return;
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
            Take(best.Rule.Gives.Of, best.Given);
            Share(policy, best.Rule, best.Given);
        }

        private Fen Wanted(Benefit benefit)
        {
            var (full, left) = (Sum(priced.Parts.AsSpan(), benefit.Of), Sum(_left, benefit.Of));
            return benefit.Kind switch
            {
                BenefitKind.Amount => Fen.Min(benefit.Fen!.Value, left),
                BenefitKind.Percent => Fen.Min(Percent(full, benefit.Percent!.Value), left),
                BenefitKind.FixedPrice => Fen.Max(left - benefit.Fen!.Value, Fen.Zero),
                _ => throw new InvalidOperationException($"Nobody knows what {benefit.Kind} gives."),
            };
        }

        private static bool Is(ChargePart part, ChargePart of) => of == ChargePart.Stay || part == of;

        private static Fen Sum(ReadOnlySpan<PricedPart> parts, ChargePart of)
        {
            var sum = Fen.Zero;
            foreach (var (part, price) in parts)
                if (Is(part, of)) sum += price;
            return sum;
        }

        /// <summary>Takes it off the parts in their order.</summary>
        private void Take(ChargePart of, Fen given)
        {
            for (var i = 0; i < _left.Length; i++)
            {
                if (!Is(_left[i].Part, of)) continue;
                var taken = Fen.Min(given, _left[i].Price);
                _left[i] = _left[i] with { Price = _left[i].Price - taken };
                given -= taken;
            }
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
                var (charges, used) = (0, Sum(policy.Code, cap, CollectionsMarshal.AsSpan(Shares)));
                foreach (var other in past)
                {
                    if (!IsWithin(cap.Per, other)) continue;
                    var counted = Sum(policy.Code, cap, other.Shares.AsSpan());
                    if (counted > Fen.Zero) charges++;
                    used += counted;
                }

                if (cap.Meals is { } meals && charges >= meals) return Fen.Zero;
                if (cap.Fen is { } most) room = Fen.Min(room, Fen.Max(most - used, Fen.Zero));
            }

            return room;
        }

        /// <summary>Under whatever version: a new one does not begin to count anew.</summary>
        private static Fen Sum(string policy, SubsidyCap cap, ReadOnlySpan<FunderShare> shares)
        {
            var sum = Fen.Zero;
            foreach (var share in shares)
                if (share.Policy == policy && cap.Covers(share.Rule)) sum += share.Amount;
            return sum;
        }

        private bool IsWithin(CapPeriod period, PastCharge other) => period switch
        {
            CapPeriod.Meal => other.Date == priced.Date && other.Meal == priced.Meal,
            CapPeriod.Day => other.Date == priced.Date,
            CapPeriod.Week => WeekOf(other.Date) == WeekOf(priced.Date),
            CapPeriod.Month => (other.Date.Year, other.Date.Month) == (priced.Date.Year, priced.Date.Month),
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
