using Eldercare.City.Reading;
using Eldercare.People.Diets;

namespace Eldercare.Api.GraphQL.Types;

/// <summary>Portions of everybody who eats at the same levels, keeps to the same diets and avoids the same.</summary>
public sealed record TrayPortions(
    FoodTexture Food, DrinkThickness Drink, ImmutableArray<Diet> Diets, ImmutableArray<Allergen> Allergens, ImmutableArray<string> OtherAllergens,
    int Portions);

/// <summary>What a kitchen cooks for one meal of a day, over all the points whose sheets it made; those whose sheet is not made yet come on top.</summary>
/// <param name="Kitchen">Who cooks.</param>
/// <param name="Date">City date.</param>
/// <param name="Meal">Which meal.</param>
/// <param name="Sheets">Of each point that has one; without delivery runs.</param>
/// <param name="Open">Points with a sitting whose sheet is still to come.</param>
public sealed record KitchenTotal(Kitchen Kitchen, DateOnly Date, Meal Meal, ImmutableArray<SheetView> Sheets, ImmutableArray<MealPointId> Open)
{
    public int Portions => Sheets.Sum(s => s.Portions);

    public int PortionsNow => Sheets.Sum(s => s.PortionsNow);

    public int WalkInPortions => Sheets.Sum(s => s.Frozen.WalkInPortions);

    public ImmutableArray<DishPortions> Dishes => DishPortions.Of([.. Sheets.SelectMany(s => s.Frozen.Lines)]);

    public ImmutableArray<DishPortions> DishesNow => DishPortions.Of([.. LinesNow]);

    /// <summary>As it stands now, most first.</summary>
    public ImmutableArray<TrayPortions> Trays =>
    [
        .. LinesNow.GroupBy(l => (
                l.Food, l.Drink, Diets: string.Join(',', l.Diets.Order()), Avoid: string.Join(',', l.Allergens.Order()),
                Other: string.Join(',', l.OtherAllergens.Order(StringComparer.Ordinal))))
            .Select(g => new TrayPortions(
                g.Key.Food, g.Key.Drink, [.. g.First().Diets.Order()], [.. g.First().Allergens.Order()],
                [.. g.First().OtherAllergens.Order(StringComparer.Ordinal)], g.Sum(l => l.Elders.Length)))
            .OrderByDescending(t => t.Portions).ThenByDescending(t => t.Food).ThenBy(t => t.Drink),
    ];

    private IEnumerable<SheetLine> LinesNow => Sheets.SelectMany(s => s.Labels).Select(l => l.Line with { Elders = [l.Label.Elder] });

    /// <summary>Null when there is no such kitchen.</summary>
    public static async Task<KitchenTotal?> ReadAsync(ApiServices api, KitchenId kitchen, DateOnly date, Meal meal, CancellationToken cancellation)
    {
        if (await api.States.ReadAsync<Kitchen>(api.CityName, Meals.Kitchen.Stream.At(kitchen.Value), cancellation) is not { } state) return null;
        var cooked = await api.Kitchens.CookedAsync(api.CityName, kitchen, date, meal, cancellation);
        return new KitchenTotal(
            state, date, meal,
            [
                .. cooked.Where(c => c.Frozen is not null)
                    .Select(c => new SheetView(c.Point, date, meal, c.Frozen!, c.Deltas, ImmutableDictionary<ElderId, SheetStop>.Empty)),
            ],
            [.. cooked.Where(c => c.Frozen is null).Select(c => c.Point)]);
    }
}
