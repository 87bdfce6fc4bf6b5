namespace Eldercare.Meals;

/// <summary>Portions put together for the kitchen.</summary>
public static class SheetLines
{
    /// <summary>Those that are the same in everything on one line; regular ones first.</summary>
    /// <param name="portions">A line a guest.</param>
    public static ImmutableArray<SheetLine> Of(IEnumerable<SheetLine> portions)
    {
        var lines = new List<SheetLine>();
        foreach (var portion in portions)
        {
            var at = lines.FindIndex(l => SamePortion(l, portion));
            if (at < 0) lines.Add(portion);
            else lines[at] = lines[at] with { Elders = lines[at].Elders.AddRange(portion.Elders) };
        }

        return [.. lines.OrderBy(l => l.Set, StringComparer.Ordinal).ThenByDescending(l => l.Elders.Length).ThenByDescending(l => l.Food).ThenBy(l => l.Channel)];
    }

    /// <summary>The kitchen does the same for both.</summary>
    public static bool SamePortion(SheetLine one, SheetLine other) =>
        one.Set == other.Set && one.Channel == other.Channel && one.Food == other.Food && one.Drink == other.Drink
        && one.Diets.SequenceEqual(other.Diets) && one.Allergens.SequenceEqual(other.Allergens)
        && one.OtherAllergens.SequenceEqual(other.OtherAllergens, StringComparer.Ordinal) && one.Dishes.SequenceEqual(other.Dishes);
}
