using System.Globalization;
using Eldercare.Api.GraphQL;
using Eldercare.Api.GraphQL.Types;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.People.Diets;

namespace Eldercare.Api.KitchenSheets;

/// <summary>A kitchen sheet in words, for paper and spreadsheets. Without names it is the kitchen's.</summary>
internal sealed record SheetDocument(
    SheetWords Words, string Point, SheetView Sheet, IReadOnlyDictionary<DishId, DishCard> Dishes,
    IReadOnlyDictionary<ElderId, DinerProfile> Late, IReadOnlyDictionary<ElderId, string>? Names)
{
    public ImmutableArray<SheetLine> Lines => Sheet.Frozen.Lines;

    /// <summary>A late guest's tray is found within seconds; until then it is worked out here.</summary>
    public ImmutableArray<SheetLabelView> Labels { get; } =
    [
        .. Sheet.Labels.Select(l => l.Label.Line is null && Late.TryGetValue(l.Label.Elder, out var diner)
            ? l with { Line = LineOf(diner, l.Label.Channel, Sheet.WalkInDishes, Dishes) }
            : l),
    ];

    public string Title => string.Create(
        CultureInfo.InvariantCulture, $"{Words.Say("备餐单", "Kitchen sheet")} · {Point} · {Sheet.Date:yyyy-MM-dd} {Words.Of(Sheet.Meal)}");

    public static async Task<SheetDocument> ReadAsync(
        ApiServices api, string point, SheetView sheet, bool names, bool chinese, CancellationToken cancellation)
    {
        var dishes = sheet.Frozen.Lines.Concat(sheet.Deltas.Select(d => d.Tray).OfType<SheetLine>())
            .SelectMany(l => l.Dishes).SelectMany(d => new[] { d.Dish, d.InsteadOf ?? d.Dish })
            .Concat(sheet.Frozen.WalkInDishes).Concat(sheet.Deltas.SelectMany(d => new[] { d.Dish, d.Substitute }).OfType<DishId>()).Distinct();
        var elders = sheet.Frozen.Lines.SelectMany(l => l.Elders).Concat(sheet.Deltas.Select(d => d.Elder).OfType<ElderId>()).Distinct();
        var late = sheet.Deltas.Where(d => d.Portions > 0).Select(d => d.Elder).OfType<ElderId>().Distinct();
        return new SheetDocument(
            new SheetWords(chinese), point, sheet, await api.Kitchens.DishesByIdsAsync(api.CityName, [.. dishes], cancellation),
            await api.Kitchens.ProfilesAsync(api.CityName, [.. late], cancellation),
            names
                ? (await api.Elders.ByIdsAsync(api.CityName, [.. elders], cancellation)).ToDictionary(e => e.Key, e => e.Value.Name)
                : null);
    }

    /// <summary>Names and levels of dishes, without a sheet.</summary>
    public static SheetDocument OfDishes(SheetWords words, IReadOnlyDictionary<DishId, DishCard> dishes) => new(
        words, string.Empty, SheetView.Empty, dishes, ImmutableDictionary<ElderId, DinerProfile>.Empty, Names: null);

    public string NameOf(DishId dish) => !Dishes.TryGetValue(dish, out var card)
        ? "?"
        : Words.Chinese ? card.Spec.NameZh : card.Spec.NameEn ?? card.Spec.NameZh;

    /// <summary>Empty for the kitchen, and where several are meant.</summary>
    public string NameOf(ElderId? elder) => elder is { } one ? Names?.GetValueOrDefault(one) ?? string.Empty : string.Empty;

    /// <summary>Whose portion a change is about, by its label; with the name where that may be seen.</summary>
    public string WhoseOf(SheetDelta delta) => string.Join(' ', Sheet.CodesOf(delta).Prepend(NameOf(delta.Elder)).Where(t => t.Length > 0));

    public string Level(FoodTexture? food, DrinkThickness? drink) =>
        food is { } f ? Words.Of(f) : drink is { } d ? Words.Of(d) : Words.Say("待定", "open");

    public string TrayOf(SheetLine line) => line.Dishes.IsEmpty ? Words.Say("未定", "not said") : string.Join(Separator, line.Dishes.Select(d => Dish(d, line)));

    public string AvoidOf(SheetLine line) => string.Join(Separator, line.Allergens.Select(Words.Of).Concat(line.OtherAllergens));

    public string DietsOf(SheetLine line) => string.Join(Separator, line.Diets.Select(Words.Of));

    /// <summary>What a label says of texture and diets: nothing where she eats and drinks everything.</summary>
    public string LevelsOf(SheetLine line) => string.Join(' ', new[]
    {
        line.Food == FoodTexture.Regular ? "" : Words.Of(line.Food),
        line.Drink == DrinkThickness.Thin ? "" : $"{Words.Say("饮品", "drinks")} {Words.Of(line.Drink)}",
        DietsOf(line),
    }.Where(t => t.Length > 0));

    public string What(SheetDelta delta) => delta switch
    {
        { Portions: > 0 } => Words.Say("新增", "one more"),
        { Portions: < 0 } => Words.Say("减少", "one less"),
        { Dish: { } dish, Substitute: { } other } => $"{NameOf(dish)} → {NameOf(other)}",
        { Dish: { } dish } => $"{NameOf(dish)} → {Words.Say("不上", "left out")}",
        { Tray: { Elders: [] } walkIns } => $"{Words.Say("现场就餐", "walk-ins")}: {TrayOf(walkIns)}",
        { Tray: { } tray } => $"{tray.Elders.Length} × {TrayOf(tray)}",
        _ => string.Empty,
    };

    public string Why(SheetDelta delta) =>
        string.IsNullOrEmpty(delta.Reason) ? Words.Of(delta.Why) : $"{Words.Of(delta.Why)}{Words.Say("：", ": ")}{delta.Reason}";

    /// <summary>Run, stop and time of a portion to be delivered; empty for others.</summary>
    public string StopOf(SheetLabelView label) => label switch
    {
        { Stop: { } stop } => Words.Say($"车次 {stop.Run} · 第 {stop.Place} 站", $"Run {stop.Run} · stop {stop.Place}") + $" · {Clock(stop.From)}–{Clock(stop.Until)}",
        { Label.Channel: Channel.Delivery } when Sheet.Stops.Count > 0 => Words.Say("未排车次", "on no run yet"),
        _ => string.Empty,
    };

    /// <summary>By dish and level: portions when the sheet was made, and as it stands now.</summary>
    public IEnumerable<(DishPortions Dish, int Now)> Totals => SumsOf(
        DishPortions.Of(Lines), DishPortions.Of([.. Labels.Select(l => l.Line with { Elders = [l.Label.Elder] })]));

    /// <summary>What was to be cooked beside what is now.</summary>
    public static IEnumerable<(DishPortions Dish, int Now)> SumsOf(ImmutableArray<DishPortions> made, ImmutableArray<DishPortions> now)
    {
        foreach (var dish in made) yield return (dish, now.FirstOrDefault(n => Same(n, dish))?.Portions ?? 0);
        foreach (var dish in now.Where(n => !made.Any(m => Same(n, m)))) yield return (dish with { Portions = 0 }, dish.Portions);

        static bool Same(DishPortions one, DishPortions other) => (one.Dish, one.Food, one.Drink) == (other.Dish, other.Food, other.Drink);
    }

    public static string Time(DateTimeOffset at) => CityTime.Local(at).ToString("MM-dd HH:mm", CultureInfo.InvariantCulture);

    public static string Clock(DateTimeOffset at) => CityTime.Local(at).ToString("HH:mm", CultureInfo.InvariantCulture);

    private string Separator => Words.Say("、", ", ");

    /// <summary>The first set as she can have it; what clashes is marked.</summary>
    private static SheetLine LineOf(
        DinerProfile diner, Channel channel, ImmutableArray<DishId> dishes, IReadOnlyDictionary<DishId, DishCard> cards) => new(
        Set: null, channel, diner.Food, diner.Drink, diner.Diets, diner.Allergens, diner.OtherAllergens,
        [
            .. dishes.Select(d => cards.TryGetValue(d, out var card)
                ? new PlannedDish(
                    d, InsteadOf: null, By: null, DietCheck.FoodFor(card.Spec, diner), DietCheck.DrinkFor(card.Spec, diner),
                    Open: !DietCheck.Clashes(card.Spec, diner).IsEmpty)
                : new PlannedDish(d, InsteadOf: null, By: null, Food: null, Drink: null, Open: true)),
        ],
        [diner.Elder]);

    /// <summary>A dish at another level than the line's, or instead of another, says so.</summary>
    private string Dish(PlannedDish dish, SheetLine line)
    {
        var name = NameOf(dish.Dish);
        if (dish.Food is { } food && food != line.Food) name += $" ({Words.Of(food)})";
        if (dish.Drink is { } drink && drink != line.Drink) name += $" ({Words.Of(drink)})";
        if (dish.InsteadOf is { } other) name += Words.Say($"（代 {NameOf(other)}）", $" (for {NameOf(other)})");
        return dish.Open ? $"⚠\u00a0{name}" : name;
    }
}
