using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>What a kitchen knows of a sitting: choices, clashes, and from the cut-off on the sheet.</summary>
public sealed record KitchenSheet(SittingId Sitting)
{
    public static StreamType<KitchenSheet, KitchenSheetFact> Stream { get; } = new("kitchen_sheet", Fold);

    /// <summary>The set each elder chose.</summary>
    public ImmutableDictionary<ElderId, string> Choices { get; init; } = ImmutableDictionary<ElderId, string>.Empty;

    /// <summary>What somebody said an elder gets instead of a dish; null when it is left out.</summary>
    public ImmutableDictionary<(ElderId Elder, DishId Dish), DishId?> Settled { get; init; } =
        ImmutableDictionary<(ElderId, DishId), DishId?>.Empty;

    /// <summary>The last look at diners and dishes; null before the first.</summary>
    public DishesChecked? Checked { get; init; }

    /// <summary>Null before the cut-off.</summary>
    public KitchenSheetFrozen? Frozen { get; init; }

    public static StreamRef At(SittingId sitting) => Stream.At(KitchenSheetId.Of(sitting).Value);

    /// <summary>The dishes that were cooked, of which samples are kept; empty before the cut-off and without a menu.</summary>
    public ImmutableArray<DishId> Cooked => Frozen is null
        ? []
        : [.. Frozen.Lines.SelectMany(l => l.Dishes).Select(d => d.Dish)
            .Concat(Frozen.WalkInPortions > 0 ? Frozen.WalkInDishes : []).Distinct().OrderBy(d => d.Value)];

    /// <exception cref="InvalidOperationException">The fact cannot follow the state.</exception>
    public static KitchenSheet? Fold(KitchenSheet? sheet, KitchenSheetFact fact) => (sheet, fact) switch
    {
        ({ Frozen: null } or null, SetChosen f) =>
            Sheet(sheet, f.Sitting) with { Choices = Sheet(sheet, f.Sitting).Choices.SetItem(f.Elder, f.Set) },
        (_, ClashSettled f) =>
            Sheet(sheet, f.Sitting) with { Settled = Sheet(sheet, f.Sitting).Settled.SetItem((f.Elder, f.Dish), f.Substitute) },
        (_, DishesChecked f) => Sheet(sheet, f.Sitting) with { Checked = f },
        ({ Frozen: null } or null, KitchenSheetFrozen f) => Sheet(sheet, f.Sitting) with { Frozen = f },
        _ => throw new InvalidOperationException($"{fact.GetType().Name} cannot follow the kitchen sheet of sitting {sheet?.Sitting}."),
    };

    private static KitchenSheet Sheet(KitchenSheet? sheet, SittingId sitting) => sheet ?? new(sitting);
}
