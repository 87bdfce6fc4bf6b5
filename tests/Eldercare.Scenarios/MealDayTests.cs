using System.Reflection;
using System.Text.Json;
using Eldercare.Api.GraphQL;
using Eldercare.Api.Hosting;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.Store.Tables;
using Eldercare.Store.Views;
using Eldercare.Testing;
using Npgsql;

namespace Eldercare.Scenarios;

/// <summary>A sitting from its plan to its close, as staff and callers make it happen over the API.</summary>
public sealed class MealDayTests(PostgresFixture postgres) : IAsyncLifetime
{
    private static readonly DateOnly s_today = CityUnderTest.Today;
    private static readonly DateOnly s_tomorrow = s_today.AddDays(1);

    private CityUnderTest _city = null!;
    private string _point = null!;

    public async ValueTask InitializeAsync() => _city = await CityUnderTest.StartAsync(await postgres.NewDatabaseAsync());

    public ValueTask DisposeAsync() => _city.DisposeAsync();

    [Fact]
    public async Task A_whole_day_stands_on_every_board_and_a_rebuild_says_the_same()
    {
        var now = TimeOnly.FromTimeSpan(DateTimeOffset.UtcNow.ToOffset(TimeSpan.FromHours(8)).TimeOfDay);
        Assert.SkipWhen(now >= new TimeOnly(23, 45), "The city's day ends before the test would.");
        var (anna, bruno, clara, dora) = (await RegisterAsync(1), await RegisterAsync(2), await RegisterAsync(3), await RegisterAsync(4));
        var (emil, frida) = (await RegisterAsync(5), await RegisterAsync(6));

        // The plan: lunch is still to come, late today.
        _point = await OpenAsync(Week(new TimeOnly(23, 58)));
        await Eventually.EqualAsync("[4,0,0,0,0,0,4,1,false]", BoardAsync);
        foreach (var elder in new[] { anna, bruno, clara, dora }) await DoneAsync("bookMeal", Booking(s_today, elder));
        await RefusedAsync("SITTING_FULL", "bookMeal", Booking(s_today, emil));
        await RefusedAsync("ALREADY_BOOKED", "bookMeal", Booking(s_today, anna));
        await RefusedAsync("SITTING_NOT_STARTED", "recordNoShow", Lunch(s_today, anna));
        await DoneAsync("cancelBooking", Lunch(s_today, bruno));
        await RefusedAsync("NOT_BOOKED", "serveMeal", Lunch(s_today, bruno));

        // The doors are open: the week is changed so that lunch began at midnight.
        await DoneAsync("changeWeek", new { mealPoint = _point, week = Week(TimeOnly.MinValue) });
        await Eventually.EqualAsync(1, () => _city.CountAsync(
            $"select count(*) from eldercare.mt_events where type = 'sitting_plan_changed' and stream_id = '{TodaysSitting}'"));
        await RefusedAsync("CUT_OFF_PASSED", "bookMeal", Booking(s_today, emil));
        await DoneAsync("serveMeal", Lunch(s_today, anna));
        await DoneAsync("serveMeal", Lunch(s_today, anna));
        await DoneAsync("serveWalkIn", Lunch(s_today, emil));
        await RefusedAsync("WALK_IN_BUFFER_USED_UP", "serveWalkIn", Lunch(s_today, frida));
        await DoneAsync("recordNoShow", Lunch(s_today, clara));
        await RefusedAsync("NO_SHOW_ALREADY_RECORDED", "serveMeal", Lunch(s_today, clara));

        // A suspension keeps new bookings out and lists who is still to be served: she had no place, and so is no no-show at the close.
        await DoneAsync("suspendMealPoint", new { mealPoint = _point, reason = "Water pipe" });
        await RefusedAsync("MEAL_POINT_SUSPENDED_NOW", "bookMeal", Booking(s_tomorrow, anna));
        await Eventually.EqualAsync(1, () => _city.EventsAsync("booking_displaced"));
        await DoneAsync("closeSitting", new { mealPoint = _point, date = CityUnderTest.Text(s_today), meal = "LUNCH" });
        await RefusedAsync("SITTING_ALREADY_CLOSED", "serveWalkIn", Lunch(s_today, frida));
        await DoneAsync("resumeMealPoint", new { mealPoint = _point });
        await DoneAsync("bookMeal", Booking(s_tomorrow, anna));

        await SaysAsync("board", "[4,1,1,1,1,2,3,0,true]", BoardAsync);
        await SaysAsync("district day", "[1,4,1,1,1,1,2]", DistrictDayAsync);
        await SaysAsync("ledger", """["MealBooked","MealServed","MealBooked","ElderRegistered"]""", () => LedgerAsync(anna));
        await SaysAsync("ledger", """["BookingCancelled","BookingDisplaced","MealBooked","ElderRegistered"]""", () => LedgerAsync(dora));
        await SaysAsync("ledger", """["WalkInServed","ElderRegistered"]""", () => LedgerAsync(emil));
        await SaysAsync("city figures", "[1,5,2,2,1,1,6]", FiguresAsync);

        var live = await RowsAsync();
        await _city.Get<ViewRebuilder>().RebuildAsync(null, null, CancellationToken.None);
        Assert.Equal(live, await RowsAsync());
        Assert.NotEmpty(live);
    }

    private Guid TodaysSitting =>
        SittingId.Of(GlobalId.Parse<MealPointId>(_point), s_today, Meal.Lunch).Value;

    private static object[] Week(TimeOnly from) =>
    [
        .. new[] { s_today, s_tomorrow }.Select(d => new
        {
            day = d.DayOfWeek.ToString().ToUpperInvariant(),
            meal = "LUNCH",
            capacity = 4,
            walkInBuffer = 1,
            servedFrom = from.ToString("HH:mm:ss", null),
            servedUntil = "23:59:00",
            cutOffMinutes = 0,
        }),
    ];

    private async Task<string> OpenAsync(object[] week)
    {
        // Asked again with the same key: the view may be later than the payload's patience.
        var (key, id) = (Guid.NewGuid().ToString(), "");
        await Eventually.EqualAsync(true, async () =>
        {
            var opened = await _city.Http.MutateAsync(
                "openMealPoint",
                new { name = "Garden", district = CityUnderTest.District, address = "Street 1", latitude = 32.2, longitude = 119.4, week },
                key, "mealPoint { id }");
            Assert.Null(opened.Code);
            if (opened.Payload.GetProperty("mealPoint") is not { ValueKind: JsonValueKind.Object } point) return false;
            id = point.GetProperty("id").GetString()!;
            return true;
        });
        return id;
    }

    private async Task<string> RegisterAsync(int number) => GlobalId.Of(await _city.RegisterElderAsync(number));

    private object Booking(DateOnly date, string elder) =>
        CityUnderTest.Booking(GlobalId.Parse<MealPointId>(_point), date, GlobalId.Parse<ElderId>(elder));

    private object Lunch(DateOnly date, string elder) =>
        CityUnderTest.Lunch(GlobalId.Parse<MealPointId>(_point), date, GlobalId.Parse<ElderId>(elder));

    private async Task DoneAsync(string mutation, object input) => Assert.Null((await _city.Http.MutateAsync(mutation, input)).Code);

    private async Task RefusedAsync(string code, string mutation, object input) =>
        Assert.Equal(code, (await _city.Http.MutateAsync(mutation, input)).Code);

    private static async Task SaysAsync(string what, string expected, Func<Task<string>> ask)
    {
        var took = await Eventually.EqualAsync(expected, ask);
        TestContext.Current.TestOutputHelper?.WriteLine($"The {what} says so {took.TotalMilliseconds:F0} ms after it was asked first.");
    }

    private async Task<string> BoardAsync()
    {
        var data = await _city.Http.AskAsync(
            $"{{ mealPointBoard(mealPoint: \"{_point}\", date: \"{CityUnderTest.Text(s_today)}\") {{ sittings {{ "
            + "capacity booked served noShows walkIns cancelled placesLeft walkInsLeft closed } } }");
        var sittings = data.GetProperty("mealPointBoard").GetProperty("sittings");
        return sittings.GetArrayLength() == 1 ? Values(sittings[0]) : $"{sittings.GetArrayLength()} sittings";
    }

    private async Task<string> DistrictDayAsync()
    {
        var date = CityUnderTest.Text(s_today);
        var days = (await _city.Http.AskAsync(
            $"{{ districtDays(district: \"{CityUnderTest.District}\", from: \"{date}\", to: \"{date}\") {{ "
            + "sittings capacity booked served noShows walkIns cancelled } }")).GetProperty("districtDays");
        return days.GetArrayLength() == 1 ? Values(days[0]) : $"{days.GetArrayLength()} days";
    }

    private async Task<string> FiguresAsync() => Values((await _city.Http.AskAsync(
        "{ cityFigures { mealPoints bookings cancelled mealsServed walkIns noShows people60 } }")).GetProperty("cityFigures"));

    private async Task<string> LedgerAsync(string elder)
    {
        var nodes = (await _city.Http.AskAsync($"{{ elder(id: \"{elder}\") {{ ledger(first: 50) {{ nodes {{ kind }} }} }} }}"))
            .GetProperty("elder").GetProperty("ledger").GetProperty("nodes");
        return JsonSerializer.Serialize(nodes.EnumerateArray().Select(n => n.GetProperty("kind").GetString()));
    }

    private static string Values(JsonElement fields) => JsonSerializer.Serialize(fields.EnumerateObject().Select(f => f.Value));

    /// <summary>Every row of every read model, as text.</summary>
    private async Task<List<string>> RowsAsync()
    {
        var rows = new List<string>();
        foreach (var row in CityHost.Contexts.SelectMany(c => c.Views).SelectMany(v => v.Rows))
        {
            var table = row.GetCustomAttribute<TableAttribute>()!.Name;
            await using var command = _city.Get<NpgsqlDataSource>().CreateCommand($"select t::text from eldercare.{table} t order by 1");
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync()) rows.Add($"{table} {reader.GetString(0)}");
        }

        return rows;
    }
}
