using Eldercare.People;
using Eldercare.Store;
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

    /// <summary>What each guest gets: as the sheet says, and as was said since. Who is not in it gets <see cref="WalkInDishes"/>.</summary>
    public ImmutableDictionary<ElderId, SheetLine> Trays { get; init; } = ImmutableDictionary<ElderId, SheetLine>.Empty;

    /// <summary>What walk-ins and late guests get; empty before the cut-off.</summary>
    public ImmutableArray<DishId> WalkInDishes { get; init; } = [];

    /// <summary>What each set costs, as last said; also sets the menu has no more, for who ate one. Null before the cut-off, and of a sheet that kept none.</summary>
    public ImmutableDictionary<string, Fen>? Prices { get; init; }

    /// <summary>The code of the menu's first set; null when there is none, or no price was kept.</summary>
    public string? FirstSet { get; init; }

    public static StreamRef At(SittingId sitting) => Stream.At(KitchenSheetId.Of(sitting).Value);

    /// <summary>The dishes that were cooked, of which samples are kept; empty before the cut-off and without a menu.</summary>
    public ImmutableArray<DishId> Cooked => Frozen is null
        ? []
        : [.. Trays.Values.SelectMany(l => l.Dishes).Select(d => d.Dish)
            .Concat(Frozen.WalkInPortions > 0 ? WalkInDishes : []).Distinct().OrderBy(d => d.Value)];

    /// <summary>What the set on an elder's tray costs; who has none of her own gets the first. Null when the sheet does not know.</summary>
    public Fen? PriceOf(ElderId elder) =>
        (Trays.GetValueOrDefault(elder)?.Set ?? FirstSet) is { } set && Prices?.TryGetValue(set, out var price) == true ? price : null;

    /// <summary>Whether the sheet says so of the menu's prices; one that kept none says nothing of them, and is left so.</summary>
    internal bool HasPricesOf(ImmutableArray<MenuSet> sets) =>
        Prices is null || (FirstSet == sets.FirstOrDefault()?.Code && sets.All(s => Prices.TryGetValue(s.Code, out var price) && price == s.Price));

    /// <exception cref="InvalidOperationException">The fact cannot follow the state.</exception>
    public static KitchenSheet? Fold(KitchenSheet? sheet, KitchenSheetFact fact) => (sheet, fact) switch
    {
        ({ Frozen: null } or null, SetChosen f) =>
            Sheet(sheet, f.Sitting) with { Choices = Sheet(sheet, f.Sitting).Choices.SetItem(f.Elder, f.Set) },
        (_, ClashSettled f) =>
            Sheet(sheet, f.Sitting) with { Settled = Sheet(sheet, f.Sitting).Settled.SetItem((f.Elder, f.Dish), f.Substitute) },
        (_, DishesChecked f) => Sheet(sheet, f.Sitting) with { Checked = f },
        ({ Frozen: null } or null, KitchenSheetFrozen f) =>
            (Sheet(sheet, f.Sitting) with { Frozen = f, WalkInDishes = f.WalkInDishes, Trays = ByElder(f.Lines) }).Priced(f.Prices),
        ({ Frozen: not null } s, TraysReplanned f) =>
            (s with { WalkInDishes = f.WalkInDishes, Trays = s.Trays.SetItems(ByElder(f.Lines)) }).Priced(f.Prices),
        _ => throw new InvalidOperationException($"{fact.GetType().Name} cannot follow the kitchen sheet of sitting {sheet?.Sitting}."),
    };

    private KitchenSheet Priced(ImmutableArray<SetPrice>? prices) => prices is not { } said ? this : this with
    {
        Prices = (Prices ?? ImmutableDictionary<string, Fen>.Empty).SetItems(said.Select(p => KeyValuePair.Create(p.Set, p.Price))),
        FirstSet = said.FirstOrDefault()?.Set,
    };

    private static ImmutableDictionary<ElderId, SheetLine> ByElder(ImmutableArray<SheetLine> lines) =>
        lines.SelectMany(l => l.Elders.Select(e => KeyValuePair.Create(e, l))).ToImmutableDictionary();

    private static KitchenSheet Sheet(KitchenSheet? sheet, SittingId sitting) => sheet ?? new(sitting);
}
