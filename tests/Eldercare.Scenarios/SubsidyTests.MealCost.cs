using Eldercare.Api.GraphQL;
using Eldercare.Api.SignIn;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.Store;

namespace Eldercare.Scenarios;

/// <summary>'What does it cost me?', before the meal and after it.</summary>
public sealed partial class SubsidyTests
{
    [Fact]
    public async Task What_does_it_cost_me_is_answered_before_and_what_a_taken_back_lunch_leaves_the_dinner_gets()
    {
        var (lunches, dinners) = (await OpenAsync(Meal.Lunch, 5), await OpenAsync(Meal.Dinner, 5));
        await PublishAsync(HalfOnceADay);
        var anna = await _city.RegisterElderAsync(1);
        using var herself = _city.As(Role.Elder, anna);
        Assert.Equal("True 400 As far as is known now: The meal costs 8.00 yuan. Half price, one meal a day: City finance pays 4.00. You pay 4.00.",
            await CostAsync(herself, lunches, "LUNCH", anna));

        Assert.Null((await _city.Http.MutateAsync("serveWalkIn", Portion(lunches, "LUNCH", anna))).Code);
        Assert.StartsWith("False 400 The meal costs 8.00 yuan.", await CostAsync(herself, lunches, "LUNCH", anna), StringComparison.Ordinal);
        Assert.StartsWith("True 800 As far as is known now: The meal costs 8.00 yuan. Half price, one meal a day: the limit is reached",
            await CostAsync(herself, dinners, "DINNER", anna), StringComparison.Ordinal);
        Assert.Null((await _city.Http.MutateAsync("serveWalkIn", Portion(dinners, "DINNER", anna))).Code);

        const string Others = "others { corrected elderWouldPay charge { elderPays } }";
        var takenBack = await _city.Http.MutateAsync("correctCharge", Correction(lunches, anna, s_today, reverse: true), select: Others);
        Assert.Equal("""[{"corrected":false,"elderWouldPay":400,"charge":{"elderPays":800}}]""", takenBack.Payload.GetProperty("others").GetRawText());
        var withOthers = await _city.Http.MutateAsync(
            "correctCharge", Correction(lunches, anna, s_today, reverse: true, andOthers: true), select: Others);
        Assert.Equal("""[{"corrected":true,"elderWouldPay":null,"charge":{"elderPays":400}}]""", withOthers.Payload.GetProperty("others").GetRawText());
        Assert.Contains("400 The meal costs 8.00 yuan. Half price, one meal a day: City finance pays 4.00.", await ChargesAsync(anna), StringComparison.Ordinal);
        await Eventually.EqualAsync(
            """400 [["city-finance",1,400],["elder",1,400]]""", () => SettlementAsync(dinners, YearMonth.Of(s_today)));

        // Who serves her knows what to take, and not by which right.
        using var staff = _city.As(Role.MealPointStaff, site: lunches.Value);
        Assert.Equal(0, (await staff.AskAsync(Cost(lunches, "LUNCH", anna, "elderPays"))).GetProperty("mealCost").GetProperty("elderPays").GetInt32());
        Assert.Equal("FORBIDDEN", await staff.ErrorAsync(Cost(lunches, "LUNCH", anna, "charge { elderPays }")));
        Assert.Equal("FORBIDDEN", await staff.ErrorAsync(Cost(dinners, "DINNER", anna, "elderPays")));
        Assert.Equal("FORBIDDEN", await _city.As(Role.Elder, new ElderId(Guid.NewGuid())).ErrorAsync(Cost(lunches, "LUNCH", anna, "elderPays")));
        Assert.Equal(800, (await _city.Http.AskAsync(
            $"{{ mealPointBoard(mealPoint: \"{GlobalId.Of(lunches)}\", date: \"{CityUnderTest.Text(s_today)}\") {{ sittings {{ price }} }} }}"))
            .GetProperty("mealPointBoard").GetProperty("sittings")[0].GetProperty("price").GetInt32());
    }

    [Fact]
    public async Task A_lunch_that_is_booked_counts_for_what_the_dinner_will_cost()
    {
        var (point, tomorrow) = (new MealPointId(Guid.CreateVersion7()), s_today.AddDays(1));
        await _city.SendAsync(new OpenMealPoint(
            point, "Scenario", CityUnderTest.District, "Street 1", 32.2, 119.4,
            [.. new[] { Meal.Lunch, Meal.Dinner }.Select((m, i) => new WeeklySitting(
                tomorrow.DayOfWeek, m, 5, 5, new(20 + i, 0), new(21 + i, 0), 0, new Fen(800), new Fen(100)))]));
        foreach (var meal in new[] { Meal.Lunch, Meal.Dinner }) await _city.SendAsync(new OpenSitting(point, tomorrow, meal));
        await PublishAsync(HalfOnceADay);
        var anna = await _city.RegisterElderAsync(1);
        string Asked(string meal, string more = "") =>
            $"{{ mealCost(elder: \"{GlobalId.Of(anna)}\", mealPoint: \"{GlobalId.Of(point)}\", date: \"{CityUnderTest.Text(tomorrow)}\", meal: {meal}{more}) "
            + "{ elderPays deliveryFee bookedBefore } }";
        async Task<string> CostsAsync(string meal, string more = "") => (await _city.Http.AskAsync(Asked(meal, more))).GetProperty("mealCost").GetRawText();
        object Booked(string meal, string? channel = null) => channel is null
            ? new { mealPoint = GlobalId.Of(point), date = CityUnderTest.Text(tomorrow), meal, elder = GlobalId.Of(anna) }
            : new { mealPoint = GlobalId.Of(point), date = CityUnderTest.Text(tomorrow), meal, elder = GlobalId.Of(anna), channel };

        Assert.Equal("""{"elderPays":400,"deliveryFee":0,"bookedBefore":0}""", await CostsAsync("DINNER"));
        Assert.Null((await _city.Http.MutateAsync("bookMeal", Booked("LUNCH", "DELIVERY"))).Code);

        // As it is booked, and as it would be.
        Assert.Equal("""{"elderPays":500,"deliveryFee":100,"bookedBefore":0}""", await CostsAsync("LUNCH"));
        Assert.Equal("""{"elderPays":400,"deliveryFee":0,"bookedBefore":0}""", await CostsAsync("LUNCH", ", channel: DINE_IN"));
        await Eventually.EqualAsync("""{"elderPays":800,"deliveryFee":0,"bookedBefore":1}""", () => CostsAsync("DINNER"));

        Assert.Null((await _city.Http.MutateAsync("cancelBooking", Booked("LUNCH"))).Code);
        await Eventually.EqualAsync("""{"elderPays":400,"deliveryFee":0,"bookedBefore":0}""", () => CostsAsync("DINNER"));
    }

    private static string Cost(MealPointId point, string meal, ElderId elder, string fields) =>
        $"{{ mealCost(elder: \"{GlobalId.Of(elder)}\", mealPoint: \"{GlobalId.Of(point)}\", date: \"{CityUnderTest.Text(s_today)}\", meal: {meal}) {{ {fields} }} }}";

    private static async Task<string> CostAsync(HttpClient who, MealPointId point, string meal, ElderId elder)
    {
        var cost = (await who.AskAsync(Cost(point, meal, elder, "forecast elderPays charge { why { en } }"))).GetProperty("mealCost");
        return $"{cost.GetProperty("forecast").GetBoolean()} {cost.GetProperty("elderPays")} {cost.GetProperty("charge").GetProperty("why").GetProperty("en")}";
    }
}
