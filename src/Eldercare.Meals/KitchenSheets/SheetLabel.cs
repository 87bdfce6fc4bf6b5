using System.Globalization;
using Eldercare.People;

namespace Eldercare.Meals;

/// <summary>The label of one portion.</summary>
/// <param name="Code">Short and unique on the sheet: the line's number and the portion's on it; <c>L</c> for a late one.</param>
/// <param name="Elder">Whose portion.</param>
/// <param name="Line">What is on the tray; null for a late booking nothing more is known of, which gets the first set.</param>
/// <param name="Channel">How it reaches the elder.</param>
public sealed record SheetLabel(string Code, ElderId Elder, SheetLine? Line, Channel Channel)
{
    /// <summary>The labels of what stands: of the sheet, without those cancelled since, and with those booked since.</summary>
    public static ImmutableArray<SheetLabel> Of(KitchenSheetFrozen sheet, ImmutableArray<SheetDelta> deltas)
    {
        var gone = new HashSet<ElderId>();
        var late = new Dictionary<ElderId, Channel>();
        var trays = sheet.Lines.SelectMany(l => l.Elders.Select(e => (Elder: e, Line: l))).ToDictionary(t => t.Elder, t => t.Line);
        foreach (var delta in deltas)
        {
            if (delta.Portions > 0) late[delta.Elder!.Value] = delta.Channel ?? Channel.DineIn;
            // A late booking that was cancelled again leaves nothing; so does one of the sheet.
            if (delta.Portions < 0 && !late.Remove(delta.Elder!.Value)) gone.Add(delta.Elder.Value);
            if (delta is { Dish: { } dish, Elder: { } one } && trays.TryGetValue(one, out var tray)) trays[one] = Changed(tray, dish, delta.Substitute);
            foreach (var elder in delta.Tray?.Elders ?? []) trays[elder] = delta.Tray!;
        }

        return
        [
            .. sheet.Lines.SelectMany((line, at) => line.Elders.Select((elder, n) => new SheetLabel(CodeOf(at + 1, n + 1), elder, trays[elder], line.Channel)))
                .Where(l => !gone.Contains(l.Elder)),
            .. late.OrderBy(l => l.Key.Value).Select((l, n) => new SheetLabel($"L-{n + 1:00}", l.Key, trays.GetValueOrDefault(l.Key), l.Value)),
        ];
    }

    /// <summary>The code of each portion there is or was: that of a cancelled one is still on its tray.</summary>
    public static ImmutableDictionary<ElderId, string> Codes(KitchenSheetFrozen sheet, ImmutableArray<SheetDelta> deltas) => ImmutableDictionary
        .CreateRange(sheet.Lines.SelectMany((line, at) => line.Elders.Select((elder, n) => KeyValuePair.Create(elder, CodeOf(at + 1, n + 1)))))
        .SetItems(Of(sheet, deltas).Select(l => KeyValuePair.Create(l.Elder, l.Code)));

    /// <summary>The dishes of who is on no line: the first set's, as it was last said.</summary>
    public static ImmutableArray<DishId> WalkInDishes(KitchenSheetFrozen sheet, ImmutableArray<SheetDelta> deltas) =>
        deltas.LastOrDefault(d => d.Tray is { Elders: [] }) is { Tray: { } tray } ? [.. tray.Dishes.Select(d => d.Dish)] : sheet.WalkInDishes;

    /// <summary>The tray with what was settled; the levels come with the next look at the sheet.</summary>
    private static SheetLine Changed(SheetLine line, DishId dish, DishId? substitute)
    {
        var kept = line.Dishes.RemoveAll(d => d.Dish == dish || d.InsteadOf == dish);
        return line with
        {
            Dishes = substitute is { } other ? kept.Add(new(other, dish, SubstitutedBy.Chosen, Food: null, Drink: null, Open: false)) : kept,
        };
    }

    private static string CodeOf(int line, int portion) => string.Create(CultureInfo.InvariantCulture, $"{line}-{portion:00}");
}
