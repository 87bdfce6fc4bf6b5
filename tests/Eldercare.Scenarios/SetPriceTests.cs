using Eldercare.Api.GraphQL;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.Store;
using Eldercare.Testing;

namespace Eldercare.Scenarios;

/// <summary>A menu's set has a price, and that is what is forecast, charged and settled.</summary>
public sealed class SetPriceTests(PostgresFixture postgres)
{
    private static readonly string s_today = CityUnderTest.Text(KitchenDay.Today);

    [Fact]
    public async Task Who_chooses_the_dearer_set_is_told_its_price_charged_it_and_has_it_settled()
    {
        await using var day = await KitchenDay.BeginAsync(postgres);
        await PlanAsync(day, new TimeOnly(23, 58));
        await MenuAsync(day, 900);
        await day.DoneAsync("publishSubsidyPolicy", new { document = SubsidyTests.HalfOnceADay });
        var (anna, bruno, clara, dora) = (
            await day.GuestAsync(1), await day.GuestAsync(2), await day.City.RegisterElderAsync(3), await day.City.RegisterElderAsync(4));
        await day.DoneAsync("bookMeal", With(day, dora, ("channel", "DELIVERY")));

        // The first set before she chooses, then hers; the sitting's own price is neither.
        Assert.Equal("900 0 450 forecast", await CostAsync(day, anna));
        await day.DoneAsync("chooseSet", With(day, anna, ("set", "B")));
        Assert.Equal("1200 0 600 forecast", await CostAsync(day, anna));
        Assert.Equal("900 100 550 forecast", await CostAsync(day, dora));

        await PlanAsync(day, TimeOnly.MinValue);
        await day.SheetIsMadeAsync();
        await day.RefusedAsync("CUT_OFF_PASSED", "chooseSet", With(day, anna, ("set", "A")));
        Assert.Equal("1200 0 600 forecast", await CostAsync(day, anna));
        await day.DoneAsync("serveMeal", day.Of(anna));

        // A price that changes then counts for who has yet to eat.
        await MenuAsync(day, 800);
        await Eventually.EqualAsync("800 0 400 forecast", () => CostAsync(day, bruno));
        await day.DoneAsync("serveMeal", day.Of(bruno));
        await day.DoneAsync("serveWalkIn", day.Of(clara));
        // To be delivered, and fetched at the counter: no delivery is paid.
        await day.DoneAsync("serveMeal", With(day, dora, ("channel", "TAKEAWAY")));

        Assert.Equal("1200 0 600 charged", await CostAsync(day, anna));
        foreach (var elder in new[] { bruno, clara, dora }) Assert.Equal("800 0 400 charged", await CostAsync(day, elder));
        await Eventually.EqualAsync(600 + (3 * 400), async () => (await day.City.Http.AskAsync(
            $"{{ settlement(mealPoint: \"{GlobalId.Of(day.Point)}\", month: \"{YearMonth.Of(KitchenDay.Today)}\") {{ owed }} }}"))
            .GetProperty("settlement") is { ValueKind: System.Text.Json.JsonValueKind.Object } settled ? settled.GetProperty("owed").GetInt32() : 0);
        // Nothing changed for the kitchen.
        Assert.Equal("""{"deltas":[]}""", KitchenDay.Text(await day.SheetAsync("deltas { portions }")));
    }

    /// <summary>Lunch from then on, at a price that no set has, with a fee for its delivery.</summary>
    private static async Task PlanAsync(KitchenDay day, TimeOnly from)
    {
        await day.City.SendAsync(new ChangeWeek(
            day.Point, [.. KitchenDay.Week(from).Select(s => s with { Price = new Fen(1_000), DeliveryFee = new Fen(100) })]));
        await day.City.SendAsync(new OpenSitting(day.Point, KitchenDay.Today, Meal.Lunch));
    }

    /// <summary>Set A at that price, and B for 12 yuan.</summary>
    private static async Task MenuAsync(KitchenDay day, int price) => await day.DoneAsync("changeMenuDay", new
    {
        kitchen = day.Kitchen,
        date = s_today,
        meal = "LUNCH",
        sets = new[]
        {
            new { code = "A", name = "套餐 A", dishes = new[] { day.Rice, day.Fish }, price },
            new { code = "B", name = "套餐 B", dishes = new[] { day.Rice, day.Tofu }, price = 1_200 },
        },
    });

    /// <summary>Price, fee, what the elder pays, and whether it is charged by now.</summary>
    private static async Task<string> CostAsync(KitchenDay day, ElderId elder)
    {
        var cost = (await day.City.Http.AskAsync(
            $"{{ mealCost(elder: \"{GlobalId.Of(elder)}\", {day.Sitting}) {{ price deliveryFee elderPays forecast }} }}")).GetProperty("mealCost");
        return $"{cost.GetProperty("price")} {cost.GetProperty("deliveryFee")} {cost.GetProperty("elderPays")} {(cost.GetProperty("forecast").GetBoolean() ? "forecast" : "charged")}";
    }

    private static Dictionary<string, object> With(KitchenDay day, ElderId elder, (string Name, object Value) more) => new(StringComparer.Ordinal)
    {
        ["mealPoint"] = GlobalId.Of(day.Point),
        ["date"] = s_today,
        ["meal"] = "LUNCH",
        ["elder"] = GlobalId.Of(elder),
        [more.Name] = more.Value,
    };
}
