using System.Text.Json;
using Eldercare.Api.GraphQL;
using Eldercare.Api.SignIn;
using Eldercare.City.Reactions;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.Testing;

namespace Eldercare.Scenarios;

/// <summary>Standing orders (长期订餐) through the API, and the daily run over hosts and outages.</summary>
public sealed class StandingOrderTests(PostgresFixture postgres)
{
    private static readonly DateOnly s_today = CityUnderTest.Today;

    /// <summary>Tomorrow to the last day of the horizon: today's cut-off may have passed when the test runs.</summary>
    private static readonly DateOnly s_from = s_today.AddDays(1);

    private static readonly string[] s_everyDay = [.. Enum.GetNames<DayOfWeek>().Select(d => d.ToUpperInvariant())];

    [Fact]
    public async Task An_order_is_booked_paused_resumed_and_ended()
    {
        await using var city = await CityUnderTest.StartAsync(await postgres.NewDatabaseAsync());
        var (point, elder) = (await city.OpenEveryDayAsync(10), await city.RegisterElderAsync(1));

        var order = await PlaceAsync(city, elder, point, s_from);
        await BookedAsync(city, elder, Days(1, 7));

        // What she cancels herself the order leaves alone, also when it is resumed.
        Assert.Null((await city.Http.MutateAsync("cancelBooking", CityUnderTest.Lunch(point, s_today.AddDays(2), elder))).Code);
        Assert.Null((await OrderAsync(city, "pauseStandingOrder", elder, order, new { from = Text(2), until = Text(4) })).Code);
        await BookedAsync(city, elder, Days(1, 1), Days(5, 7));
        var resumed = await OrderAsync(city, "resumeStandingOrder", elder, order, new { on = Text(4) }, "standingOrder { pauses { from until } }");
        Assert.Equal(
            $$"""[{"from":"{{Text(2)}}","until":"{{Text(3)}}"}]""",
            resumed.Payload.GetProperty("standingOrder").GetProperty("pauses").GetRawText());
        await BookedAsync(city, elder, Days(1, 1), Days(4, 7));

        Assert.Null((await OrderAsync(city, "endStandingOrder", elder, order, new { lastDay = Text(5) })).Code);
        await BookedAsync(city, elder, Days(1, 1), Days(4, 5));
        Assert.Equal("STANDING_ORDER_HAS_ENDED", (await OrderAsync(city, "pauseStandingOrder", elder, order, new { from = Text(2) })).Code);
        Assert.Equal(0, await city.HolesAsync());
    }

    [Fact]
    public async Task A_changed_order_moves_its_portions()
    {
        await using var city = await CityUnderTest.StartAsync(await postgres.NewDatabaseAsync());
        var (garden, bridge, elder) = (await city.OpenEveryDayAsync(10), await city.OpenEveryDayAsync(10), await city.RegisterElderAsync(1));
        var order = await PlaceAsync(city, elder, garden, s_from);
        await BookedAsync(city, elder, Days(1, 7));

        var change = new { elder = GlobalId.Of(elder), standingOrder = order, lines = Lines(bridge, s_everyDay), from = CityUnderTest.Text(s_from) };
        Assert.Null((await city.Http.MutateAsync("changeStandingOrder", change)).Code);

        await Eventually.EqualAsync(7, () => city.CountAsync(
            $"select coalesce(sum(booked), 0)::bigint from eldercare.sitting_boards where point = '{bridge.Value}'"));
        Assert.Equal(0, await city.CountAsync(
            $"select coalesce(sum(booked), 0)::bigint from eldercare.sitting_boards where point = '{garden.Value}'"));
        await BookedAsync(city, elder, Days(1, 7));
    }

    [Fact]
    public async Task An_order_for_what_is_never_served_is_refused_and_one_in_part_says_what_is_not()
    {
        await using var city = await CityUnderTest.StartAsync(await postgres.NewDatabaseAsync());
        var (point, elder, day) = (new MealPointId(Guid.CreateVersion7()), await city.RegisterElderAsync(1), s_today.AddDays(2));
        await city.OpenPointAsync(point, day, 5);
        string[] days = [day.DayOfWeek.ToString().ToUpperInvariant(), day.AddDays(1).DayOfWeek.ToString().ToUpperInvariant()];
        object Order(string[] weekdays) => new { elder = GlobalId.Of(elder), lines = Lines(point, weekdays), from = CityUnderTest.Text(s_from) };

        Assert.Equal("ORDERED_MEAL_NEVER_SERVED", (await city.Http.MutateAsync("placeStandingOrder", Order([days[1]]))).Code);
        var placed = await city.Http.MutateAsync("placeStandingOrder", Order(days), select: "notServed { weekdays }");
        Assert.Null(placed.Code);
        Assert.Equal($$"""[{"weekdays":["{{days[1]}}"]}]""", placed.Payload.GetProperty("notServed").GetRawText());
    }

    [Fact]
    public async Task What_cannot_be_booked_is_on_the_worklist_until_she_has_a_portion()
    {
        await using var city = await CityUnderTest.StartAsync(await postgres.NewDatabaseAsync());
        var (point, other) = (await city.OpenEveryDayAsync(1), await city.OpenEveryDayAsync(1));
        var (anna, bruno) = (await city.RegisterElderAsync(1), await city.RegisterElderAsync(2));
        var day = s_today.AddDays(3);
        Assert.Null(await city.BookAsync(point, day, bruno));

        await PlaceAsync(city, anna, point, s_from);

        var worklist = $$"""{ orderedMealMisses(mealPoint: "{{GlobalId.Of(point)}}") { nodes { date meal reason elder { id } } } }""";
        await Eventually.EqualAsync(
            $$$"""{"orderedMealMisses":{"nodes":[{"date":"{{{CityUnderTest.Text(day)}}}","meal":"LUNCH","reason":"SITTING_FULL","elder":{"id":"{{{GlobalId.Of(anna)}}}"}}]}}""",
            async () => (await city.Http.AskAsync(worklist)).GetRawText());
        await BookedAsync(city, anna, Days(1, 2), Days(4, 7));

        Assert.Null(await city.BookAsync(other, day, anna));
        await Eventually.EqualAsync("""{"orderedMealMisses":{"nodes":[]}}""", async () => (await city.Http.AskAsync(worklist)).GetRawText());
        var settled = await city.Http.AskAsync(
            $$"""{ elder(id: "{{GlobalId.Of(anna)}}") { standingOrders { misses { reason settledAt } } } }""");
        var miss = settled.GetProperty("elder").GetProperty("standingOrders")[0].GetProperty("misses")[0];
        Assert.Equal(("SITTING_FULL", true), (miss.GetProperty("reason").GetString(), miss.GetProperty("settledAt").ValueKind == JsonValueKind.String));
    }

    [Fact]
    public async Task Who_finds_the_sitting_full_waits_while_the_order_wants_it_and_is_offered_the_place()
    {
        await using var city = await CityUnderTest.StartAsync(await postgres.NewDatabaseAsync());
        var (point, day) = (await city.OpenEveryDayAsync(1), s_today.AddDays(3));
        var (anna, bruno) = (await city.RegisterElderAsync(1), await city.RegisterElderAsync(2));
        Assert.Null(await city.BookAsync(point, day, bruno));
        var order = await PlaceAsync(city, anna, point, s_from);
        await WaitingAsync(city, anna, $"{CityUnderTest.Text(day)} waits");
        await MissedAsync(city, point, $"{CityUnderTest.Text(day)} SITTING_FULL OPEN");

        // What the order does not want any more nobody waits for, and nobody has to look after.
        Assert.Null((await OrderAsync(city, "pauseStandingOrder", anna, order, new { from = Text(3), until = Text(3) })).Code);
        await WaitingAsync(city, anna, "");
        await MissedAsync(city, point, "");
        Assert.Null((await OrderAsync(city, "resumeStandingOrder", anna, order, new { on = Text(3) })).Code);
        await WaitingAsync(city, anna, $"{CityUnderTest.Text(day)} waits");

        Assert.Null((await city.Http.MutateAsync("cancelBooking", CityUnderTest.Lunch(point, day, bruno))).Code);
        await WaitingAsync(city, anna, $"{CityUnderTest.Text(day)} offered");
        Assert.Null(await city.BookAsync(point, day, anna));
        await MissedAsync(city, point, "");
        await WaitingAsync(city, anna, "");
        Assert.Equal(2, await city.CountAsync(
            "select count(*) from eldercare.mt_events where type = 'waiting_list_joined' and data ? 'order'"));
        Assert.Equal(0, await city.CountAsync("select count(*) from eldercare.claims where kind = 'waiting'"));
    }

    [Fact]
    public async Task A_person_settles_what_could_not_be_booked_and_the_order_tries_it_no_more()
    {
        await using var city = await CityUnderTest.StartAsync(await postgres.NewDatabaseAsync());
        var (point, day) = (await city.OpenEveryDayAsync(1), s_today.AddDays(3));
        var (anna, bruno) = (await city.RegisterElderAsync(1), await city.RegisterElderAsync(2));
        Assert.Null(await city.BookAsync(point, day, bruno));
        await PlaceAsync(city, anna, point, s_from);
        await WaitingAsync(city, anna, $"{CityUnderTest.Text(day)} waits");
        await MissedAsync(city, point, $"{CityUnderTest.Text(day)} SITTING_FULL OPEN");

        var settle = new
        {
            mealPoint = GlobalId.Of(point),
            date = CityUnderTest.Text(day),
            meal = "LUNCH",
            elder = GlobalId.Of(anna),
            action = "ARRANGED_OTHERWISE",
            note = "Eats at the community kitchen",
        };
        using var others = city.As(Role.MealPointStaff, "staff of another point", site: Guid.NewGuid());
        Assert.Equal("FORBIDDEN", await others.MutationErrorAsync("settleOrderedMealMiss", settle));
        using var staff = city.As(Role.MealPointStaff, "staff-7", site: point.Value);
        Assert.Null((await staff.MutateAsync("settleOrderedMealMiss", settle, select: "orderedMealMiss { state }")).Code);
        await Eventually.EqualAsync(
            """[{"state":"SETTLED","action":"ARRANGED_OTHERWISE","settledBy":"staff-7"}]""",
            async () => (await city.Http.AskAsync(
                $$"""{ elder(id: "{{GlobalId.Of(anna)}}") { standingOrders { misses { state action settledBy } } } }"""))
                .GetProperty("elder").GetProperty("standingOrders")[0].GetProperty("misses").GetRawText());
        await MissedAsync(city, point, "");
        Assert.Equal("NO_ORDERED_MEAL_MISSED", (await staff.MutateAsync("settleOrderedMealMiss", new
        {
            settle.mealPoint,
            date = Text(4),
            settle.meal,
            settle.elder,
            settle.action,
        })).Code);
    }

    [Fact]
    public async Task A_death_ends_the_orders()
    {
        await using var city = await CityUnderTest.StartAsync(await postgres.NewDatabaseAsync());
        var (point, elder) = (await city.OpenEveryDayAsync(10), await city.RegisterElderAsync(1));
        await PlaceAsync(city, elder, point, s_from);
        await BookedAsync(city, elder, Days(1, 7));

        Assert.Null((await city.Http.MutateAsync(
            "recordDeath", new { elder = GlobalId.Of(elder), diedOn = CityUnderTest.Text(s_today) })).Code);

        await BookedAsync(city, elder);
        await Eventually.EqualAsync(1, () => city.EventsAsync("standing_order_ended"));
        await city.Get<StandingOrderKeeper>().LookAsync(TestContext.Current.CancellationToken);
        Assert.Equal(7, await city.EventsAsync("meal_booked"));
    }

    /// <summary>
    /// The portion is decided before the pause and written after it: what follows from the pause must wait for it, or would not see it.
    /// </summary>
    [Fact]
    public async Task A_pause_while_portions_are_being_booked_cancels_them_too()
    {
        var database = await postgres.NewDatabaseAsync();
        await using var one = await CityUnderTest.StartAsync(database);
        var (point, elder) = (await one.OpenEveryDayAsync(10), await one.RegisterElderAsync(1));
        await using var two = await CityUnderTest.StartAsync(database);
        await using var gate = await Gate.BeforeTheCommitOfAsync(database, "meal_booked");

        await gate.ShutAsync();
        var order = await PlaceAsync(one, elder, point, s_from);
        await Eventually.EqualAsync(true, async () => await gate.WaitingAsync() > 0);
        // One of the hosts is held up over the portion; the other takes the pause.
        var pause = new { from = Text(1) };
        var paused = await Task.WhenAny(
            OrderAsync(one, "pauseStandingOrder", elder, order, pause), OrderAsync(two, "pauseStandingOrder", elder, order, pause));
        Assert.Null((await paused).Code);
        await gate.OpenAsync();

        await Eventually.EqualAsync(true, async () =>
            await one.EventsAsync("meal_booked") is var booked and > 0 && booked == await one.EventsAsync("booking_cancelled"));
        await BookedAsync(one, elder);
    }

    /// <summary>The hosts' own keepers make the run as they start, both at once; then both are told to look again.</summary>
    [Fact]
    public async Task Two_hosts_book_each_portion_once_and_an_outage_is_caught_up()
    {
        const int Elders = 60;
        var database = await postgres.NewDatabaseAsync();
        await using (var before = await CityUnderTest.StartAsync(database))
        {
            var point = await before.OpenEveryDayAsync(Elders - 1);
            var elders = await before.RegisterEldersAsync(Elders);
            await Task.WhenAll(elders.Select(e => PlaceAsync(before, e, point, s_today.AddDays(8))));
            await Eventually.EqualAsync(Elders, () => before.CountAsync("select count(*) from eldercare.standing_order_lines"));
            Assert.Equal(0, await before.EventsAsync("meal_booked"));
        }

        // Two days later the horizon reaches the first two of the days ordered.
        await RunAsync(daysAhead: 2, bookings: 2 * (Elders - 1), misses: 2);
        // Three more days nobody was there for.
        await RunAsync(daysAhead: 5, bookings: 5 * (Elders - 1), misses: 5);

        async Task RunAsync(int daysAhead, int bookings, int misses)
        {
            var hosts = await Task.WhenAll(CityUnderTest.StartAheadAsync(database, daysAhead), CityUnderTest.StartAheadAsync(database, daysAhead));
            await using var one = hosts[0];
            await using var two = hosts[1];
            await Eventually.EqualAsync(bookings, () => one.EventsAsync("meal_booked"));
            await Eventually.EqualAsync(misses, () => two.CountAsync("select count(*) from eldercare.standing_order_misses"));
            await Eventually.EqualAsync(1, () => one.CountAsync(
                "select count(*) from eldercare.mt_events where type = 'standing_orders_materialised' and data->>'date' = '"
                + CityUnderTest.Text(s_today.AddDays(daysAhead)) + "'"));

            var again = await Task.WhenAll(hosts.Select(h => h.Get<StandingOrderKeeper>().LookAsync(TestContext.Current.CancellationToken)));

            Assert.All(again, tally => Assert.Equal(default, tally));
            Assert.Equal(bookings, await one.EventsAsync("meal_booked"));
            Assert.Equal(bookings, await one.CountAsync("select count(*) from eldercare.claims where kind = 'portion'"));
            Assert.Equal(0, await one.HolesAsync());
        }
    }

    private static Task<TimeSpan> WaitingAsync(CityUnderTest city, ElderId elder, string expected) => Eventually.EqualAsync(
        expected, async () => string.Join(' ', (await city.Http.AskAsync(
            $$"""{ elder(id: "{{GlobalId.Of(elder)}}") { waitingFor { offeredUntil sitting { date } } } }"""))
            .GetProperty("elder").GetProperty("waitingFor").EnumerateArray().Select(w =>
                $"{w.GetProperty("sitting").GetProperty("date").GetString()} {(w.GetProperty("offeredUntil").ValueKind == JsonValueKind.Null ? "waits" : "offered")}")));

    private static Task<TimeSpan> MissedAsync(CityUnderTest city, MealPointId point, string expected) => Eventually.EqualAsync(
        expected, async () => string.Join(' ', (await city.Http.AskAsync(
            $$"""{ orderedMealMisses(mealPoint: "{{GlobalId.Of(point)}}") { nodes { date reason state } } }"""))
            .GetProperty("orderedMealMisses").GetProperty("nodes").EnumerateArray().Select(m =>
                $"{m.GetProperty("date").GetString()} {m.GetProperty("reason").GetString()} {m.GetProperty("state").GetString()}")));

    private static object[] Lines(MealPointId point, string[] weekdays) =>
        [new { mealPoint = GlobalId.Of(point), weekdays, meal = "LUNCH", channel = "DINE_IN" }];

    private static async Task<string> PlaceAsync(CityUnderTest city, ElderId elder, MealPointId point, DateOnly from)
    {
        var input = new { elder = GlobalId.Of(elder), lines = Lines(point, s_everyDay), from = CityUnderTest.Text(from) };
        var placed = await city.Http.MutateAsync("placeStandingOrder", input, select: "standingOrder { id }");
        Assert.Null(placed.Code);
        return placed.Payload.GetProperty("standingOrder").GetProperty("id").GetString()!;
    }

    private static Task<Mutated> OrderAsync(
        CityUnderTest city, string mutation, ElderId elder, string order, object more, string select = "")
    {
        var input = JsonSerializer.SerializeToNode(more)!.AsObject();
        (input["elder"], input["standingOrder"]) = (GlobalId.Of(elder), order);
        return city.Http.MutateAsync(mutation, input, select: select);
    }

    private static Task<TimeSpan> BookedAsync(CityUnderTest city, ElderId elder, params IEnumerable<DateOnly>[] days)
    {
        var expected = string.Join(' ', days.SelectMany(d => d).Select(CityUnderTest.Text));
        var query = $$"""{ elder(id: "{{GlobalId.Of(elder)}}") { bookings { date } } }""";
        return Eventually.EqualAsync(expected, async () => string.Join(
            ' ', (await city.Http.AskAsync(query)).GetProperty("elder").GetProperty("bookings").EnumerateArray()
                .Select(b => b.GetProperty("date").GetString())));
    }

    private static IEnumerable<DateOnly> Days(int from, int to) => Enumerable.Range(from, to - from + 1).Select(s_today.AddDays);

    private static string Text(int day) => CityUnderTest.Text(s_today.AddDays(day));
}
