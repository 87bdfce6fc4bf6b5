using Eldercare.Api.SignIn;
using Eldercare.Meals;

namespace Eldercare.Scenarios;

/// <summary>A district's settlements of a month, all at once.</summary>
public sealed partial class SubsidyTests
{
    [Fact]
    public async Task A_district_s_settlements_are_frozen_at_once_by_the_sum_that_was_seen()
    {
        var (points, past) = (new List<MealPointId>(), YearMonth.Of(s_today.AddMonths(-1)));
        foreach (var elder in await _city.RegisterEldersAsync(3))
        {
            points.Add(await OpenAsync(Meal.Lunch, 5));
            await ServedAsync(points[^1], elder, past.First);
        }

        foreach (var point in points) await Eventually.EqualAsync(400, () => OwedAsync(point, past));
        Assert.Null((await FreezeAsync(points[0], past, 400)).Code);
        using var office = _city.As(Role.DistrictOffice, "clerk-9");
        object Asked(int owed) => new { district = CityUnderTest.District, month = past.ToString(), owed };
        const string Select = "frozen { owed } alreadyFrozen { owed } refused { code mealPoint { id } }";

        var differs = await office.MutateAsync("freezeSettlements", Asked(1_100), select: Select);
        Assert.Equal(("DISTRICT_SUM_DIFFERS", 3), (differs.Code, differs.Payload.GetProperty("refused").GetArrayLength()));
        Assert.Equal(1, await _city.EventsAsync("settlement_frozen"));

        // Sent again, as when the answer got lost: it is the same.
        for (var sent = 0; sent < 2; sent++)
        {
            var done = await office.MutateAsync("freezeSettlements", Asked(1_200), "the district's", Select);
            Assert.Equal(
                (null, """[{"owed":400},{"owed":400}]""", """[{"owed":400}]""", "[]"),
                (done.Code, done.Payload.GetProperty("frozen").GetRawText(), done.Payload.GetProperty("alreadyFrozen").GetRawText(),
                    done.Payload.GetProperty("refused").GetRawText()));
        }

        var again = await office.MutateAsync("freezeSettlements", Asked(1_200), select: Select);
        Assert.Equal((null, 3), (again.Code, again.Payload.GetProperty("alreadyFrozen").GetArrayLength()));
        Assert.Equal(3, await _city.EventsAsync("settlement_frozen"));
        Assert.Equal(2, await _city.CountAsync("select count(*) from eldercare.settlements where frozen and frozen_by = 'clerk-9'"));
        Assert.Equal("SETTLEMENT_MONTH_NOT_OVER", await NowAsync());

        Assert.Equal("FORBIDDEN", await office.MutationErrorAsync("freezeSettlements", new { district = "321111", month = past.ToString(), owed = 0 }));

        async Task<string?> NowAsync()
        {
            var elder = await _city.RegisterElderAsync(9);
            Assert.Null((await _city.Http.MutateAsync("serveWalkIn", Portion(points[0], "LUNCH", elder))).Code);
            await Eventually.EqualAsync("""0 [["elder",1,800]]""", () => SettlementAsync(points[0], YearMonth.Of(s_today)));
            return (await office.MutateAsync(
                "freezeSettlements", new { district = CityUnderTest.District, month = YearMonth.Of(s_today).ToString(), owed = 0 })).Code;
        }
    }
}
