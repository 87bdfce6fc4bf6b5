using System.Globalization;
using System.Text;
using Eldercare.Api.GraphQL;
using Eldercare.Api.GraphQL.Types;
using Eldercare.Meals;

namespace Eldercare.Api.KitchenSheets;

/// <summary>
/// What a kitchen cooks over all its points, in words, for paper and spreadsheets: <c>GET /kitchen-sheets/{kitchen}~2026-11-26~Lunch</c>,
/// with the endings, the language and the rights of a sitting's sheet.
/// </summary>
internal sealed record KitchenTotalFile(SheetWords Words, KitchenTotal Total, IReadOnlyDictionary<MealPointId, string> Points, SheetDocument Document)
{
    private const char Separator = '~';

    public static string NameOf(KitchenId kitchen, DateOnly date, Meal meal) =>
        string.Create(CultureInfo.InvariantCulture, $"{GlobalId.Of(kitchen)}{Separator}{date:yyyy-MM-dd}{Separator}{meal}");

    /// <summary>Null when it is none of the names that <see cref="NameOf"/> gives.</summary>
    public static (KitchenId Kitchen, DateOnly Date, Meal Meal)? Parse(string name) =>
        name.Split(Separator) is [var id, var day, var meal] && GlobalId.TryParse(id) is ("Kitchen", var kitchen)
        && DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
        && Enum.TryParse<Meal>(meal, out var which) && string.Equals(which.ToString(), meal, StringComparison.Ordinal)
            ? (new KitchenId(kitchen), date, which)
            : null;

    public static async Task<KitchenTotalFile> ReadAsync(ApiServices api, KitchenTotal total, bool chinese, CancellationToken cancellation)
    {
        var points = await api.MealPoints.ByIdsAsync(api.CityName, [.. total.Sheets.Select(s => s.Point).Concat(total.Open).Distinct()], cancellation);
        var dishes = total.Dishes.Concat(total.DishesNow).Select(d => d.Dish).Distinct();
        var words = new SheetWords(chinese);
        return new KitchenTotalFile(
            words, total, points.ToDictionary(p => p.Key, p => p.Value.Name),
            SheetDocument.OfDishes(words, await api.Kitchens.DishesByIdsAsync(api.CityName, [.. dishes], cancellation)));
    }

    public string Title => string.Create(
        CultureInfo.InvariantCulture,
        $"{Words.Say("备餐汇总", "Kitchen total")} · {Total.Kitchen.Name} · {Total.Date:yyyy-MM-dd} {Words.Of(Total.Meal)}");

    public string Sum => Words.Say(
        $"{Total.Sheets.Length} 个助餐点，预订 {Total.Portions} 份，现为 {Total.PortionsNow} 份；另备现场就餐 {Total.WalkInPortions} 份",
        $"{Total.Sheets.Length} meal points, {Total.Portions} booked, now {Total.PortionsNow}; {Total.WalkInPortions} more for walk-ins");

    /// <summary>For the top of the page, where whoever cooks must see it; null when every point has its sheet.</summary>
    public string? StillOpen => Total.Open.IsEmpty
        ? null
        : Words.Say($"另有 {Total.Open.Length} 个助餐点尚未截单，未计入（名单在下）", $"{Total.Open.Length} more meal points are not counted yet (listed below)");

    /// <summary>Which these are.</summary>
    public string? NotYet => Total.Open.IsEmpty
        ? null
        : Words.Say("尚未截单，另计：", "Not made yet, and not counted: ") + string.Join(Words.Say("、", ", "), Total.Open.Select(NameOf));

    public byte[] Csv() => SheetTables.Csv([Dishes, Trays, PerPoint]);

    public Task<byte[]> ExcelAsync(CancellationToken cancellation) => SheetTables.ExcelAsync(
        new Dictionary<string, object>(StringComparer.Ordinal)
        {
            [Words.Say("菜品", "Dishes")] = Dishes,
            [Words.Say("质地与饮食", "Levels and diets")] = Trays,
            [Words.Say("助餐点", "Meal points")] = PerPoint,
        },
        cancellation);

    public string Html()
    {
        var html = new StringBuilder();
        SheetHtml.Begin(html, Words, Title, Sum);
        if (StillOpen is { } open) SheetHtml.Note(html, open);
        SheetHtml.Table(html, Words.Say("按菜品", "By dish"), Dishes);
        SheetHtml.Table(html, Words.Say("按质地与饮食", "By level and diet"), Trays);
        SheetHtml.Table(html, Words.Say("按助餐点", "By meal point"), PerPoint);
        if (NotYet is { } notYet) SheetHtml.Note(html, notYet);
        return SheetHtml.End(html);
    }

    private List<Dictionary<string, object>> Dishes =>
    [
        .. SheetDocument.SumsOf(Total.Dishes, Total.DishesNow).Select(t => new Dictionary<string, object>(StringComparer.Ordinal)
        {
            [Words.Say("现为", "Now")] = t.Now,
            [Words.Say("截单时", "At the cut-off")] = t.Dish.Portions,
            [Words.Say("菜品", "Dish")] = SheetTables.Safe(Document.NameOf(t.Dish.Dish)),
            [Words.Say("质地", "Level")] = Document.Level(t.Dish.Food, t.Dish.Drink),
        }),
    ];

    private List<Dictionary<string, object>> Trays =>
    [
        .. Total.Trays.Select(t => new Dictionary<string, object>(StringComparer.Ordinal)
        {
            [Words.Say("份数", "Portions")] = t.Portions,
            [Words.Say("食物质地", "Food level")] = Words.Of(t.Food),
            [Words.Say("饮品稠度", "Drink level")] = Words.Of(t.Drink),
            [Words.Say("饮食", "Diet")] = string.Join(Words.Say("、", ", "), t.Diets.Select(Words.Of)),
            [Words.Say("忌口", "Avoid")] = SheetTables.Safe(string.Join(Words.Say("、", ", "), t.Allergens.Select(Words.Of).Concat(t.OtherAllergens))),
        }),
    ];

    private List<Dictionary<string, object>> PerPoint =>
    [
        .. Total.Sheets.OrderBy(s => NameOf(s.Point), StringComparer.Ordinal).Select(s => new Dictionary<string, object>(StringComparer.Ordinal)
        {
            [Words.Say("现为", "Now")] = s.PortionsNow,
            [Words.Say("截单时", "At the cut-off")] = s.Portions,
            [Words.Say("现场就餐", "Walk-ins")] = s.Frozen.WalkInPortions,
            [Words.Say("助餐点", "Meal point")] = SheetTables.Safe(NameOf(s.Point)),
        }),
    ];

    private string NameOf(MealPointId point) => Points.GetValueOrDefault(point) ?? "?";
}
