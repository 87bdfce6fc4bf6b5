using Eldercare.People;

namespace Eldercare.Meals;

/// <summary>
/// Of several portions of one meal, handed out by devices without connection, the one handed over first is charged, of two at the same
/// instant that of the point with the lower id: then it does not matter whose scans come first (domain, meals, rule 9). What a person
/// has corrected or charged stays.
/// </summary>
internal static class SecondPortion
{
    /// <summary>What a further portion of the meal does to the charges of those known; mostly nothing.</summary>
    /// <param name="elder">Who had it.</param>
    /// <param name="sitting">Where; it has a price.</param>
    /// <param name="channel">How it reached her.</param>
    /// <param name="at">When it was handed over.</param>
    /// <param name="portions">Those of the meal that were charged, here or elsewhere.</param>
    /// <param name="charge">The portion's charge when that of a sitting is taken back for it.</param>
    public static ImmutableArray<MealAccountFact> Charge(
        ElderId elder, Sitting sitting, Channel channel, DateTimeOffset at, IEnumerable<ChargedMeal> portions, Func<SittingId, MealCharge> charge)
    {
        // What an office took back elsewhere is no portion.
        ChargedMeal[] known = [.. portions.Where(p => p is not { Corrected: true, Reversed: true } || p.Sitting == sitting.Id)];
        if (known.Any(p => p.Corrected || p.ServedAt is null) || known.SingleOrDefault(p => !p.Reversed) is not { } first) return [];
        if (first.Sitting == sitting.Id)
            return at < first.ServedAt ? [new ChargedPortionServedEarlier(elder, sitting.Id, at)] : [];
        if ((at, sitting.Point.Value).CompareTo((first.ServedAt!.Value, first.Point.Value)) >= 0) return [];

        var facts = ImmutableArray.CreateBuilder<MealAccountFact>();
        facts.Add(Corrected(elder, first, MealCharge.Nothing, "Her first portion of the meal was at another meal point"));
        var now = charge(first.Sitting);
        if (known.FirstOrDefault(p => p.Sitting == sitting.Id) is not { } here)
        {
            facts.Add(new MealCharged(
                elder, sitting.Id, sitting.Point, sitting.District, sitting.Date, sitting.Meal, channel, now, at));
            return facts.ToImmutable();
        }

        facts.Add(Corrected(elder, here, now, "Her first portion of the meal was here"));
        if (at < here.ServedAt) facts.Add(new ChargedPortionServedEarlier(elder, sitting.Id, at));
        return facts.ToImmutable();
    }

    private static MealChargeCorrected Corrected(ElderId elder, ChargedMeal portion, MealCharge now, string reason) => new(
        elder, portion.Sitting, portion.Point, portion.District, portion.Date, portion.Meal, portion.Channel, portion.Charge, now,
        portion.Reversed, Reversed: !portion.Reversed, reason, ByScan: true);
}
