using System.Text.Json;
using Eldercare.Api.GraphQL;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.Testing;

namespace Eldercare.Scenarios;

/// <summary>Closing days, suspensions and capacity cuts: who was booked is on the worklist until moved or cancelled (rule 5).</summary>
public sealed class DisplacedBookingTests(PostgresFixture postgres) : IAsyncLifetime
{
    private static readonly DateOnly s_day = CityUnderTest.Today.AddDays(2);
    private static readonly string s_date = CityUnderTest.Text(s_day);

    private CityUnderTest _city = null!;
    private MealPointId _garden;
    private ElderId[] _elders = [];

    public async ValueTask InitializeAsync()
    {
        _city = await CityUnderTest.StartAsync(await postgres.NewDatabaseAsync());
        _garden = await _city.OpenEveryDayAsync(3);
        _elders = await _city.RegisterEldersAsync(3);
        foreach (var elder in _elders) Assert.Null(await _city.BookAsync(_garden, s_day, elder));
    }

    public ValueTask DisposeAsync() => _city.DisposeAsync();

    [Fact]
    public async Task A_closing_day_lists_who_was_booked_and_reopening_takes_them_off()
    {
        Assert.Null(await CloseAsync());
        await ListedAsync((0, "CLOSED"), (1, "CLOSED"), (2, "CLOSED"));
        Assert.Equal("MEAL_POINT_CLOSED_THAT_DAY", await _city.BookAsync(_garden, s_day, await _city.RegisterElderAsync(9)));
        var shown = await _city.Http.AskAsync($$"""{ mealPointBoard(mealPoint: "{{Point}}", date: "{{s_date}}") { mealPoint { closedDays { date reason } } } }""");
        Assert.Contains($$"""[{"date":"{{s_date}}","reason":"Public holiday"}]""", shown.GetRawText(), StringComparison.Ordinal);

        Assert.Null((await _city.Http.MutateAsync("reopenMealPointOn", new { mealPoint = Point, dates = new[] { s_date } })).Code);

        await ListedAsync();
        Assert.Equal(3, await _city.EventsAsync("booking_reinstated"));
        Assert.Equal(3, await BookedAtAsync(_garden));
    }

    [Fact]
    public async Task All_are_moved_to_the_nearest_points_with_room_and_the_rest_stays_listed()
    {
        var (near, far) = (await _city.OpenEveryDayAsync(1, latitude: 32.201), await _city.OpenEveryDayAsync(1, latitude: 32.21));
        Assert.Null((await _city.Http.MutateAsync("suspendMealPoint", new { mealPoint = Point, reason = "Water cut" })).Code);
        await ListedAsync((0, "SUSPENDED"), (1, "SUSPENDED"), (2, "SUSPENDED"));
        var proposals = await _city.Http.AskAsync(
            $$"""{ displacedBookings(mealPoint: "{{Point}}", first: 1) { nodes { overdue proposals { mealPoint { id } } } } }""");
        Assert.Equal(
            $$$"""{"displacedBookings":{"nodes":[{"overdue":false,"proposals":[{"mealPoint":{"id":"{{{GlobalId.Of(near)}}}"}},{"mealPoint":{"id":"{{{GlobalId.Of(far)}}}"}}]}]}}""",
            proposals.GetRawText());

        Assert.Null((await _city.Http.MutateAsync("moveAllDisplaced", new { mealPoint = Point, date = s_date, meal = "LUNCH" })).Code);

        await ListedAsync((2, "SUSPENDED"));
        await Eventually.EqualAsync((1L, 1L, 1L), async () => (await BookedAtAsync(_garden), await BookedAtAsync(near), await BookedAtAsync(far)));
        Assert.Equal(3, await _city.CountAsync("select count(*) from eldercare.claims where kind = 'portion'"));
        Assert.Equal(3, await _city.CountAsync("select value from eldercare.city_figures where name = 'bookings'"));

        var last = new { mealPoint = Point, date = s_date, meal = "LUNCH", elder = GlobalId.Of(_elders[2]), reason = "No other place" };
        Assert.Null((await _city.Http.MutateAsync("cancelDisplaced", last)).Code);
        await ListedAsync();
        var settled = await _city.Http.AskAsync(
            $$"""{ displacedBookings(mealPoint: "{{Point}}", settled: true) { nodes { state movedTo { mealPoint { id } } } } }""");
        Assert.Equal(
            ["CANCELLED", "MOVED", "MOVED"],
            settled.GetProperty("displacedBookings").GetProperty("nodes").EnumerateArray().Select(n => n.GetProperty("state").GetString()).Order());
        Assert.Equal(0, await _city.HolesAsync());
    }

    [Fact]
    public async Task A_cut_capacity_lists_the_newest_bookings()
    {
        var cut = new { mealPoint = Point, date = s_date, meal = "LUNCH", capacity = 2, reason = "Oven broken" };
        var answer = await _city.Http.MutateAsync("setSittingCapacity", cut, select: "sitting { capacity booked placesLeft }");
        Assert.Equal("""{"capacity":2,"booked":3,"placesLeft":0}""", answer.Payload.GetProperty("sitting").GetRawText());
        await ListedAsync((2, "CAPACITY_CUT"));

        var other = await _city.OpenEveryDayAsync(1, latitude: 32.201);
        var move = new { mealPoint = Point, date = s_date, meal = "LUNCH", elder = GlobalId.Of(_elders[2]), toMealPoint = GlobalId.Of(other) };
        Assert.Null((await _city.Http.MutateAsync("moveBooking", move)).Code);
        Assert.Null((await _city.Http.MutateAsync("moveBooking", move)).Code);

        await ListedAsync();
        await Eventually.EqualAsync((2L, 1L), async () => (await BookedAtAsync(_garden), await BookedAtAsync(other)));
        Assert.Equal(1, await _city.EventsAsync("booking_moved_out"));
    }

    [Fact]
    public async Task A_week_without_the_meal_lists_who_was_booked()
    {
        Assert.Null((await _city.Http.MutateAsync("changeWeek", new { mealPoint = Point, week = Array.Empty<object>() })).Code);
        await ListedAsync((0, "WEEK_CHANGED"), (1, "WEEK_CHANGED"), (2, "WEEK_CHANGED"));
    }

    /// <summary>Each move takes the portion with it or leaves everything as it was: nobody has two, none is lost.</summary>
    [Fact]
    public async Task Three_elders_race_for_one_place_elsewhere()
    {
        var other = await _city.OpenEveryDayAsync(1, latitude: 32.201);
        Assert.Null(await CloseAsync());

        var answers = await Task.WhenAll(_elders.Select(e => _city.Http.MutateAsync(
            "moveBooking", new { mealPoint = Point, date = s_date, meal = "LUNCH", elder = GlobalId.Of(e), toMealPoint = GlobalId.Of(other) })));

        Assert.Equal([null, "SITTING_FULL", "SITTING_FULL"], answers.Select(a => a.Code).Order());
        await Eventually.EqualAsync((2L, 1L), async () => (await BookedAtAsync(_garden), await BookedAtAsync(other)));
        Assert.Equal(3, await _city.CountAsync("select count(*) from eldercare.claims where kind = 'portion'"));
    }

    private string Point => GlobalId.Of(_garden);

    private async Task<string?> CloseAsync() => (await _city.Http.MutateAsync(
        "closeMealPointOn", new { mealPoint = Point, dates = new[] { s_date }, reason = "Public holiday" })).Code;

    private Task<long> BookedAtAsync(MealPointId point) => _city.CountAsync(
        $"select booked::bigint from eldercare.sitting_boards where point = '{point.Value}' and date = '{s_date}'");

    private async Task ListedAsync(params (int Elder, string Cause)[] expected)
    {
        var query = $$"""{ displacedBookings(mealPoint: "{{Point}}") { nodes { cause elder { id } } } }""";
        var lines = expected.Select(e => $"{GlobalId.Of(_elders[e.Elder])} {e.Cause}").Order(StringComparer.Ordinal);
        await Eventually.EqualAsync(string.Join('\n', lines), async () => string.Join(
            '\n', (await _city.Http.AskAsync(query)).GetProperty("displacedBookings").GetProperty("nodes").EnumerateArray()
                .Select(Line).Order(StringComparer.Ordinal)));
    }

    private static string Line(JsonElement node) =>
        $"{node.GetProperty("elder").GetProperty("id").GetString()} {node.GetProperty("cause").GetString()}";
}
