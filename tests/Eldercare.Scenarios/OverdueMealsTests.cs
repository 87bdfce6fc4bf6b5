using System.Text.Json;
using Eldercare.Api.GraphQL;
using Eldercare.Api.SignIn;
using Eldercare.City.Reactions;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.Testing;

namespace Eldercare.Scenarios;

/// <summary>
/// At the cut-off nothing drops silently: whose order got no portion, and whose booking has no place, is told so; the latter stands
/// for the district office (rule 5).
/// </summary>
public sealed class OverdueMealsTests(PostgresFixture postgres)
{
    private static readonly KeyValuePair<string, string?>[] s_noQuiet = [new("Messages:QuietFrom", "00:00"), new("Messages:QuietUntil", "00:00")];

    [Fact]
    public async Task At_the_cut_off_the_elders_are_told_and_the_district_office_sees_it()
    {
        var clock = Before(TimeSpan.Zero);
        var (today, cutOff) = (CityTime.Today(clock.GetUtcNow()), clock.GetUtcNow().AddMinutes(12));
        var database = await postgres.NewDatabaseAsync();
        var point = new MealPointId(Guid.CreateVersion7());
        ElderId anna, bruno;
        await using (var city = await CityUnderTest.StartByAsync(clock, database, s_noQuiet))
        {
            (anna, bruno) = (await city.RegisterElderAsync(1), await city.RegisterElderAsync(2));
            await city.SendAsync(new OpenMealPoint(
                point, "Scenario", CityUnderTest.District, "Street 1", 32.2, 119.4,
                [
                    new WeeklySitting(
                        today.DayOfWeek, Meal.Lunch, 5, 5, TimeOnly.FromTimeSpan(CityTime.Local(cutOff).TimeOfDay), new TimeOnly(23, 59), 0),
                ]));
            await city.SendAsync(new OpenSitting(point, today, Meal.Lunch));
            Assert.Null(await city.BookAsync(point, today, bruno));
            Assert.Null((await city.Http.MutateAsync("suspendMealPoint", new { mealPoint = GlobalId.Of(point), reason = "Water cut" })).Code);
            var order = new
            {
                elder = GlobalId.Of(anna),
                lines = new[] { new { mealPoint = GlobalId.Of(point), weekdays = new[] { today.DayOfWeek.ToString().ToUpperInvariant() }, meal = "LUNCH", channel = "DINE_IN" } },
                from = CityUnderTest.Text(today),
                until = CityUnderTest.Text(today),
            };
            Assert.Null((await city.Http.MutateAsync("placeStandingOrder", order)).Code);
            await Eventually.EqualAsync(1, () => city.CountAsync("select count(*) from eldercare.standing_order_misses"));
            await Eventually.EqualAsync(1, () => city.CountAsync("select count(*) from eldercare.displaced_bookings"));
            await city.Get<OverdueMealsKeeper>().LookAsync(TestContext.Current.CancellationToken);
            Assert.Equal(0, await city.EventsAsync("ordered_meal_failed") + await city.EventsAsync("displaced_booking_escalated"));
        }

        // Past the cut-off; the host's own keeper looks as it starts.
        await using var later = await CityUnderTest.StartByAsync(Before(TimeSpan.FromMinutes(25)), database, s_noQuiet);
        await Eventually.EqualAsync("ORDERED_MEAL_FAILED SENT", () => ToldAsync(later, anna));
        await Eventually.EqualAsync("BOOKING_HAS_NO_PLACE SENT, MEAL_BOOKED SENT", () => ToldAsync(later, bruno));
        await later.Get<OverdueMealsKeeper>().LookAsync(TestContext.Current.CancellationToken);
        Assert.Equal((1, 1), (await later.EventsAsync("ordered_meal_failed"), await later.EventsAsync("displaced_booking_escalated")));

        using var office = later.As(Role.DistrictOffice);
        var worklist = $$"""{ displacedBookings(district: "{{CityUnderTest.District}}", escalated: true) { nodes { overdue escalatedAt elder { id } } } }""";
        var item = Assert.Single((await office.AskAsync(worklist)).GetProperty("displacedBookings").GetProperty("nodes").EnumerateArray());
        Assert.True(item.GetProperty("overdue").GetBoolean());
        Assert.Equal((GlobalId.Of(bruno), JsonValueKind.String), (item.GetProperty("elder").GetProperty("id").GetString(), item.GetProperty("escalatedAt").ValueKind));

        // The point can serve her after all: who was told otherwise is told.
        Assert.Null((await later.Http.MutateAsync("resumeMealPoint", new { mealPoint = GlobalId.Of(point) })).Code);
        await Eventually.EqualAsync("BOOKING_STANDS_AGAIN SENT, BOOKING_HAS_NO_PLACE SENT, MEAL_BOOKED SENT", () => ToldAsync(later, bruno));
        Assert.Equal(0, await later.HolesAsync());
    }

    /// <summary>The machine's clock, ahead by so much; put into the small hours when the city's day would end before the test.</summary>
    private static AheadClock Before(TimeSpan ahead) => new(ahead
        + (CityTime.Local(TimeProvider.System.GetUtcNow()).Hour >= 21 ? TimeSpan.FromHours(4) : TimeSpan.Zero));

    private static async Task<string> ToldAsync(CityUnderTest city, ElderId elder) => string.Join(", ", (await city.Http.AskAsync(
        $"{{ elder(id: \"{GlobalId.Of(elder)}\") {{ messages {{ nodes {{ kind state }} }} }} }}"))
        .GetProperty("elder").GetProperty("messages").GetProperty("nodes").EnumerateArray()
        .Select(m => $"{m.GetProperty("kind").GetString()} {m.GetProperty("state").GetString()}"));

    private sealed class AheadClock(TimeSpan ahead) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + ahead;
    }
}
