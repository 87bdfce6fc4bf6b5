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
    private static readonly TimeSpan s_city = TimeSpan.FromHours(8);

    public ImmutableArray<SheetLine> Lines => Sheet.Frozen.Lines;

    public ImmutableArray<SheetLabel> Labels =>
    [
        .. SheetLabel.Of(Sheet.Frozen, Sheet.Deltas)
            .Select(l => l.Line is null && Late.TryGetValue(l.Elder, out var diner) ? l with { Line = LineOf(diner, l.Channel) } : l),
    ];

    public string Title => string.Create(
        CultureInfo.InvariantCulture, $"{Words.Say("备餐单", "Kitchen sheet")} · {Point} · {Sheet.Date:yyyy-MM-dd} {Words.Of(Sheet.Meal)}");

    public static async Task<SheetDocument> ReadAsync(
        ApiServices api, string point, SheetView sheet, bool names, bool chinese, CancellationToken cancellation)
    {
        var dishes = sheet.Frozen.Lines.SelectMany(l => l.Dishes).SelectMany(d => new[] { d.Dish, d.InsteadOf ?? d.Dish })
            .Concat(sheet.Frozen.WalkInDishes).Concat(sheet.Deltas.SelectMany(d => new[] { d.Dish, d.Substitute }).OfType<DishId>()).Distinct();
        var elders = sheet.Frozen.Lines.SelectMany(l => l.Elders).Concat(sheet.Deltas.Select(d => d.Elder)).Distinct();
        var late = sheet.Deltas.Where(d => d.Portions > 0).Select(d => d.Elder).Distinct();
        return new SheetDocument(
            new SheetWords(chinese), point, sheet, await api.Kitchens.DishesByIdsAsync(api.CityName, [.. dishes], cancellation),
            await api.Kitchens.ProfilesAsync(api.CityName, [.. late], cancellation),
            names
                ? (await api.Elders.ByIdsAsync(api.CityName, [.. elders], cancellation)).ToDictionary(e => e.Key, e => e.Value.Name)
                : null);
    }

    public string NameOf(DishId dish) => !Dishes.TryGetValue(dish, out var card)
        ? "?"
        : Words.Chinese ? card.Spec.NameZh : card.Spec.NameEn ?? card.Spec.NameZh;

    /// <summary>Empty for the kitchen.</summary>
    public string NameOf(ElderId elder) => Names?.GetValueOrDefault(elder) ?? string.Empty;

    public string Level(FoodTexture? food, DrinkThickness? drink) =>
        food is { } f ? Words.Of(f) : drink is { } d ? Words.Of(d) : Words.Say("待定", "open");

    public string TrayOf(SheetLine? line) => line is null
        ? string.Join(Separator, Sheet.Frozen.WalkInDishes.Select(NameOf))
        : string.Join(Separator, line.Dishes.Select(d => Dish(d, line)));

    public string AvoidOf(SheetLine? line) => line is null
        ? string.Empty
        : string.Join(Separator, line.Allergens.Select(Words.Of).Concat(line.OtherAllergens));

    public string DietsOf(SheetLine? line) => line is null ? string.Empty : string.Join(Separator, line.Diets.Select(Words.Of));

    public string What(SheetDelta delta) => delta switch
    {
        { Portions: > 0 } => Words.Say("新增", "booked"),
        { Portions: < 0 } => Words.Say("取消", "cancelled"),
        { Dish: { } dish, Substitute: { } other } => $"{NameOf(dish)} → {NameOf(other)}",
        { Dish: { } dish } => $"{NameOf(dish)} → {Words.Say("不上", "left out")}",
        _ => string.Empty,
    };

    public static string Time(DateTimeOffset at) => at.ToOffset(s_city).ToString("MM-dd HH:mm", CultureInfo.InvariantCulture);

    private string Separator => Words.Say("、", ", ");

    /// <summary>What is on the sheet was held against profiles when it was made; a late guest's tray is so here, and what clashes is marked.</summary>
    private SheetLine LineOf(DinerProfile diner, Channel channel) => new(
        Set: null, channel, diner.Food, diner.Drink, diner.Diets, diner.Allergens, diner.OtherAllergens,
        [
            .. Sheet.Frozen.WalkInDishes.Select(d => Dishes.TryGetValue(d, out var card)
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
        return dish.Open ? $"⚠ {name}" : name;
    }
}
