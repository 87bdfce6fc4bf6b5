using System.Globalization;
using Eldercare.People;

namespace Eldercare.Meals;

/// <summary>The label of one portion.</summary>
/// <param name="Code">Short and unique on the sheet: the line's number and the portion's on it; <c>L</c> for a late one.</param>
/// <param name="Elder">Whose portion.</param>
/// <param name="Line">What is on the tray; null for a late booking, which gets the first set.</param>
/// <param name="Channel">How it reaches the elder.</param>
public sealed record SheetLabel(string Code, ElderId Elder, SheetLine? Line, Channel Channel)
{
    /// <summary>The labels of what stands: of the sheet, without those cancelled since, and with those booked since.</summary>
    public static ImmutableArray<SheetLabel> Of(KitchenSheetFrozen sheet, ImmutableArray<SheetDelta> deltas)
    {
        var gone = new HashSet<ElderId>();
        var late = new Dictionary<ElderId, Channel>();
        foreach (var delta in deltas)
        {
            if (delta.Portions > 0) late[delta.Elder] = delta.Channel ?? Channel.DineIn;
            // A late booking that was cancelled again leaves nothing; so does one of the sheet.
            if (delta.Portions < 0 && !late.Remove(delta.Elder)) gone.Add(delta.Elder);
        }

        return
        [
            .. sheet.Lines.SelectMany((line, at) => line.Elders.Select((elder, n) => new SheetLabel(CodeOf(at + 1, n + 1), elder, Changed(line, elder, deltas), line.Channel)))
                .Where(l => !gone.Contains(l.Elder)),
            .. late.OrderBy(l => l.Key.Value).Select((l, n) => new SheetLabel($"L-{n + 1:00}", l.Key, Line: null, l.Value)),
        ];
    }

    /// <summary>The line with what was settled since for this elder.</summary>
    private static SheetLine Changed(SheetLine line, ElderId elder, ImmutableArray<SheetDelta> deltas)
    {
        foreach (var delta in deltas.Where(d => d.Elder == elder && d.Dish is not null))
        {
            var dish = delta.Dish!.Value;
            var kept = line.Dishes.RemoveAll(d => d.Dish == dish || d.InsteadOf == dish);
            line = line with
            {
                Dishes = delta.Substitute is { } other ? kept.Add(new(other, dish, SubstitutedBy.Chosen, Food: null, Drink: null, Open: false)) : kept,
            };
        }

        return line;
    }

    private static string CodeOf(int line, int portion) => string.Create(CultureInfo.InvariantCulture, $"{line}-{portion:00}");
}
