using Eldercare.Meals;
using Eldercare.People;
using Eldercare.Store;

namespace Eldercare.City.Subsidies;

/// <summary>A portion that was served, as a trial needs it.</summary>
/// <param name="Elder">To whom.</param>
/// <param name="Sitting">At which sitting.</param>
/// <param name="Date">City date.</param>
/// <param name="Meal">Which meal.</param>
/// <param name="Channel">How it reached the elder.</param>
/// <param name="District">The meal point's.</param>
/// <param name="Price">Of the sitting; null while none was set.</param>
/// <param name="DeliveryFee">Of the sitting.</param>
public sealed record ServedPortion(
    ElderId Elder, SittingId Sitting, DateOnly Date, Meal Meal, Channel Channel, string District, Fen? Price, Fen? DeliveryFee);

/// <summary>What one payer pays in a district, as it was charged and as a draft would have it.</summary>
/// <param name="District">The meal points' district.</param>
/// <param name="Funder">Code; <see cref="Funder.Elder"/> for the elders.</param>
/// <param name="MealsBefore">Portions paid towards.</param>
/// <param name="Before">In money.</param>
/// <param name="MealsAfter">Under the draft.</param>
/// <param name="After">Under the draft.</param>
public sealed record TrialLine(string District, string Funder, int MealsBefore, Fen Before, int MealsAfter, Fen After);

/// <summary>
/// Computes a past month again under a draft policy, portion by portion in the order they were served. Persons are taken as they are known
/// now. A portion without a price is left out, unless a price is given for those; so is an elder's second portion of a meal.
/// </summary>
public static class PolicyTrial
{
    /// <param name="book">The policies with the draft among them.</param>
    /// <param name="portions">Of the month, in the order they were served.</param>
    /// <param name="charges">As they stand, of the month and of the days around it that share a week with it.</param>
    /// <param name="diners">Those who ate.</param>
    /// <param name="price">For portions that have none.</param>
    public static ImmutableArray<TrialLine> Run(
        PolicyBook book, IEnumerable<ServedPortion> portions, IReadOnlyDictionary<(ElderId Elder, SittingId Sitting), ChargedMeal> charges,
        Func<ElderId, Beneficiary> diners, Fen? price)
    {
        var lines = new Dictionary<(string District, string Funder), TrialLine>();
        var served = portions.ToList();
        var here = served.Select(p => (p.Elder, p.Sitting)).ToHashSet();
        // What lies outside the month stays as it was charged, and counts for the caps of a week.
        var past = charges.Where(c => !here.Contains(c.Key)).GroupBy(c => c.Key.Elder)
            .ToDictionary(g => g.Key, g => g.Select(c => new PastCharge(c.Value.Date, c.Value.Meal, c.Value.Charge.Shares)).ToList());
        var paid = charges.Where(c => !c.Value.Reversed).Select(c => (c.Key.Elder, c.Value.Date, c.Value.Meal)).ToHashSet();
        foreach (var portion in served)
        {
            var charged = charges.GetValueOrDefault((portion.Elder, portion.Sitting));
            // An elder's second portion of a meal, which nobody pays.
            if (charged is null && !paid.Add((portion.Elder, portion.Date, portion.Meal))) continue;
            if (charged is { Reversed: true } || (charged?.Charge.Price ?? portion.Price ?? price) is not { } costs) continue;
            var fee = portion.Channel == Channel.Delivery ? charged?.Charge.DeliveryFee ?? portion.DeliveryFee ?? Fen.Zero : Fen.Zero;
            if (!past.TryGetValue(portion.Elder, out var before)) past[portion.Elder] = before = [];

            var now = MealSplit.Compute(
                book.InForce(portion.Date), new(portion.Date, portion.Meal, portion.Channel, portion.District, costs, fee), diners(portion.Elder), before);

            before.Add(new(portion.Date, portion.Meal, now.Shares));
            var was = charged?.Charge ?? MealCharge.Nothing with { Price = costs, DeliveryFee = fee, ElderPays = costs + fee };
            Add(portion.District, was, (line, meals, fen) => line with { MealsBefore = line.MealsBefore + meals, Before = line.Before + fen });
            Add(portion.District, now, (line, meals, fen) => line with { MealsAfter = line.MealsAfter + meals, After = line.After + fen });
        }

        return [.. lines.Values.OrderBy(l => l.District, StringComparer.Ordinal).ThenBy(l => l.Funder == Funder.Elder).ThenBy(l => l.Funder, StringComparer.Ordinal)];

        void Add(string district, MealCharge charge, Func<TrialLine, int, Fen, TrialLine> add)
        {
            foreach (var funder in charge.Shares.GroupBy(s => s.Funder))
                Put(funder.Key, new Fen(funder.Sum(s => s.Amount.Value)));
            Put(Funder.Elder, charge.ElderPays);

            void Put(string funder, Fen fen)
            {
                var line = lines.GetValueOrDefault((district, funder)) ?? new TrialLine(district, funder, 0, Fen.Zero, 0, Fen.Zero);
                lines[(district, funder)] = add(line, 1, fen);
            }
        }
    }
}
