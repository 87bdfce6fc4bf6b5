using Eldercare.Api.GraphQL;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.Testing;

namespace Eldercare.Scenarios;

/// <summary>Domain, meals, rule 6: who waits is offered a freed place in order; who is last in is served last.</summary>
public sealed class WaitingListTests(PostgresFixture postgres) : IAsyncLifetime
{
    private readonly DateOnly _date = CityUnderTest.Today.AddDays(2);
    private readonly MealPointId _point = new(Guid.CreateVersion7());
    private CityUnderTest _city = null!;

    // No quiet hours: the scenario may run at night.
    public async ValueTask InitializeAsync() => _city = await CityUnderTest.StartAsync(
        await postgres.NewDatabaseAsync(), new("Messages:QuietFrom", "00:00"), new("Messages:QuietUntil", "00:00"));

    public ValueTask DisposeAsync() => _city.DisposeAsync();

    [Fact]
    public async Task A_freed_place_goes_down_the_list_and_each_sees_why()
    {
        await _city.OpenPointAsync(_point, _date, 1);
        var elders = await _city.RegisterEldersAsync(5);
        Assert.Null(await _city.BookAsync(_point, _date, elders[0]));
        Assert.Equal("SITTING_FULL", await _city.BookAsync(_point, _date, elders[1]));
        foreach (var elder in elders[1..4]) Assert.Null(await DoAsync("joinWaitingList", CityUnderTest.Booking(_point, _date, elder)));
        await SaysAsync(elders[3], """[{"ahead":2,"freedBy":null,"sitting":{"waiting":3,"offered":0,"placesLeft":0}}]""");

        Assert.Null(await DoAsync("cancelBooking", Lunch(elders[0])));
        await SaysAsync(elders[1], """[{"ahead":0,"freedBy":"CANCELLATION","sitting":{"waiting":2,"offered":1,"placesLeft":0}}]""");
        Assert.Equal("SITTING_FULL", await _city.BookAsync(_point, _date, elders[4]));

        Assert.Null(await DoAsync("declinePlace", Lunch(elders[1])));
        await SaysAsync(elders[1], "[]");
        await SaysAsync(elders[2], """[{"ahead":0,"freedBy":"DECLINED","sitting":{"waiting":1,"offered":1,"placesLeft":0}}]""");
        Assert.Null(await _city.BookAsync(_point, _date, elders[2]));
        await SaysAsync(elders[3], """[{"ahead":0,"freedBy":null,"sitting":{"waiting":1,"offered":0,"placesLeft":0}}]""");

        Assert.Null(await DoAsync("changeWeek", new { mealPoint = GlobalId.Of(_point), week = Week(capacity: 2) }));
        await SaysAsync(elders[3], """[{"ahead":0,"freedBy":"MORE_PLACES","sitting":{"waiting":0,"offered":1,"placesLeft":0}}]""");
        Assert.Null(await DoAsync("leaveWaitingList", Lunch(elders[3])));
        Assert.Equal("NOT_WAITING", await DoAsync("leaveWaitingList", Lunch(elders[3])));
        Assert.Null(await _city.BookAsync(_point, _date, elders[4]));
        Assert.Equal(0, await _city.CountAsync("select count(*) from eldercare.claims where kind = 'waiting'"));
    }

    [Fact]
    public async Task Who_is_offered_a_place_is_told_in_her_language_and_who_wants_no_messages_is_not()
    {
        await _city.OpenPointAsync(_point, _date, 2);
        var elders = await _city.RegisterEldersAsync(4);
        foreach (var elder in elders[..2]) Assert.Null(await _city.BookAsync(_point, _date, elder));
        foreach (var elder in elders[2..]) Assert.Null(await DoAsync("joinWaitingList", CityUnderTest.Booking(_point, _date, elder)));
        Assert.Null(await DoAsync("changePreferences", new { elder = GlobalId.Of(elders[2]), language = "EN" }));
        Assert.Null(await DoAsync("withdrawConsent", new { elder = GlobalId.Of(elders[3]), purpose = "SMS", on = CityUnderTest.Text(CityUnderTest.Today) }));

        foreach (var elder in elders[..2]) Assert.Null(await DoAsync("cancelBooking", Lunch(elder)));

        await Eventually.EqualAsync("PlaceOffered English Sent", () => ToldAsync(elders[2]));
        await Eventually.EqualAsync("PlaceOffered Chinese Dropped", () => ToldAsync(elders[3]));
    }

    [Fact]
    public async Task At_the_cut_off_offers_and_list_end_by_themselves()
    {
        // The cut-off is the start: a few seconds from now.
        var start = TimeOnly.FromTimeSpan(DateTimeOffset.UtcNow.ToOffset(TimeSpan.FromHours(8)).AddSeconds(6).TimeOfDay);
        Assert.SkipWhen(start > new TimeOnly(23, 50) || start < new TimeOnly(0, 1), "The city's day ends before the test would.");
        var today = CityUnderTest.Today;
        await _city.SendAsync(new OpenMealPoint(
            _point, "Scenario", CityUnderTest.District, "Street 1", 32.2, 119.4,
            [new WeeklySitting(today.DayOfWeek, Meal.Lunch, 1, 5, start, new TimeOnly(23, 59), 0)]));
        await _city.SendAsync(new ChangeWaitingListPolicy(_point, WaitingListPolicy.Usual with { LastMinutes = 0 }));
        await _city.SendAsync(new OpenSitting(_point, today, Meal.Lunch));
        var elders = await _city.RegisterEldersAsync(3);
        await _city.SendAsync(new BookMeal(_point, today, Meal.Lunch, elders[0], Channel.DineIn));
        await _city.SendAsync(new JoinWaitingList(_point, today, Meal.Lunch, elders[1], Channel.DineIn));
        await _city.SendAsync(new JoinWaitingList(_point, today, Meal.Lunch, elders[2], Channel.DineIn));
        await _city.SendAsync(new CancelBooking(_point, today, Meal.Lunch, elders[0], null, false));
        Assert.Equal((1, 0), (await _city.EventsAsync("place_offered"), await _city.EventsAsync("place_offer_lapsed")));

        await Eventually.EqualAsync(1, () => _city.EventsAsync("place_offer_lapsed"));
        await Eventually.EqualAsync(1, () => _city.EventsAsync("waiting_list_left"));
        await Eventually.EqualAsync(0, () => _city.CountAsync("select count(*) from eldercare.waiting_entries"));
        Assert.Equal(0, await _city.CountAsync("select count(*) from eldercare.claims where kind = 'waiting'"));
    }

    [Fact]
    public async Task The_dead_wait_no_longer_and_their_place_goes_on()
    {
        await _city.OpenPointAsync(_point, _date, 1);
        var elders = await _city.RegisterEldersAsync(3);
        Assert.Null(await _city.BookAsync(_point, _date, elders[0]));
        foreach (var elder in elders[1..]) Assert.Null(await DoAsync("joinWaitingList", CityUnderTest.Booking(_point, _date, elder)));
        Assert.Null(await DoAsync("cancelBooking", Lunch(elders[0])));

        await _city.SendAsync(new RecordDeath(elders[1], CityUnderTest.Today));

        await SaysAsync(elders[2], """[{"ahead":0,"freedBy":"DECLINED","sitting":{"waiting":0,"offered":1,"placesLeft":0}}]""");
        Assert.Equal(0, await _city.CountAsync($"select count(*) from eldercare.claims where subject = '{elders[1].Value}'"));
    }

    [Fact]
    public async Task A_point_that_resumes_offers_what_was_given_back_meanwhile()
    {
        await _city.OpenPointAsync(_point, _date, 1);
        var elders = await _city.RegisterEldersAsync(2);
        Assert.Null(await _city.BookAsync(_point, _date, elders[0]));
        Assert.Null(await DoAsync("joinWaitingList", CityUnderTest.Booking(_point, _date, elders[1])));
        Assert.Null(await DoAsync("suspendMealPoint", new { mealPoint = GlobalId.Of(_point), reason = "Water pipe" }));
        Assert.Null(await DoAsync("cancelBooking", Lunch(elders[0])));
        Assert.Equal(0, await _city.EventsAsync("place_offered"));

        Assert.Null(await DoAsync("resumeMealPoint", new { mealPoint = GlobalId.Of(_point) }));

        await SaysAsync(elders[1], """[{"ahead":0,"freedBy":"MORE_PLACES","sitting":{"waiting":0,"offered":1,"placesLeft":0}}]""");
    }

    [Fact]
    public async Task Who_waits_and_books_at_another_point_holds_up_nobody()
    {
        var other = new MealPointId(Guid.CreateVersion7());
        await _city.OpenPointAsync(_point, _date, 1);
        await _city.OpenPointAsync(other, _date, 5);
        var elders = await _city.RegisterEldersAsync(3);
        Assert.Null(await _city.BookAsync(_point, _date, elders[0]));
        foreach (var elder in elders[1..]) Assert.Null(await DoAsync("joinWaitingList", CityUnderTest.Booking(_point, _date, elder)));
        Assert.Null(await _city.BookAsync(other, _date, elders[1]));

        Assert.Null(await DoAsync("cancelBooking", Lunch(elders[0])));

        await SaysAsync(elders[2], """[{"ahead":0,"freedBy":"DECLINED","sitting":{"waiting":0,"offered":1,"placesLeft":0}}]""");
        await SaysAsync(elders[1], "[]");
    }

    [Fact]
    public async Task A_place_that_is_cut_away_is_withdrawn_and_told_and_offered_again_when_it_is_back()
    {
        await _city.OpenPointAsync(_point, _date, 1);
        var elders = await _city.RegisterEldersAsync(2);
        Assert.Null(await _city.BookAsync(_point, _date, elders[0]));
        Assert.Null(await DoAsync("joinWaitingList", CityUnderTest.Booking(_point, _date, elders[1])));
        Assert.Null(await DoAsync("cancelBooking", Lunch(elders[0])));
        object Capacity(int capacity) =>
            new { mealPoint = GlobalId.Of(_point), date = CityUnderTest.Text(_date), meal = "LUNCH", capacity, reason = "Oven broke" };

        Assert.Null(await DoAsync("setSittingCapacity", Capacity(0)));

        await SaysAsync(elders[1], """[{"ahead":0,"freedBy":null,"sitting":{"waiting":1,"offered":0,"placesLeft":0}}]""");
        await Eventually.EqualAsync("PlaceOffered,PlaceWithdrawn", () => _city.TextAsync(
            $"select coalesce(string_agg(kind, ',' order by kind), '') from eldercare.messages where elder = '{elders[1].Value}'"));
        Assert.Null(await DoAsync("setSittingCapacity", Capacity(1)));
        await SaysAsync(elders[1], """[{"ahead":0,"freedBy":"MORE_PLACES","sitting":{"waiting":0,"offered":1,"placesLeft":0}}]""");
    }

    [Fact]
    public async Task A_policy_that_offers_up_to_the_end_serves_who_waits_already()
    {
        var tomorrow = CityUnderTest.Today.AddDays(1);
        await _city.OpenPointAsync(_point, tomorrow, 1);
        var elders = await _city.RegisterEldersAsync(2);
        await _city.SendAsync(new ChangeWaitingListPolicy(_point, WaitingListPolicy.Usual with { LastMinutes = WaitingListPolicy.MostOfferMinutes }));
        Assert.Null(await _city.BookAsync(_point, tomorrow, elders[0]));
        Assert.Null(await DoAsync("joinWaitingList", CityUnderTest.Booking(_point, tomorrow, elders[1])));
        Assert.Null(await DoAsync("cancelBooking", CityUnderTest.Lunch(_point, tomorrow, elders[0])));
        Assert.Equal(0, await _city.EventsAsync("place_offered"));

        await _city.SendAsync(new ChangeWaitingListPolicy(_point, WaitingListPolicy.Usual with { LastMinutes = 0 }));

        await SaysAsync(elders[1], """[{"ahead":0,"freedBy":"MORE_PLACES","sitting":{"waiting":0,"offered":1,"placesLeft":0}}]""");
    }

    [Fact]
    public async Task A_cut_off_moved_earlier_ends_the_list_then()
    {
        var now = DateTimeOffset.UtcNow.ToOffset(TimeSpan.FromHours(8)).TimeOfDay;
        Assert.SkipWhen(now > new TimeSpan(23, 40, 0) || now < new TimeSpan(0, 1, 0), "The city's day ends before the test would.");
        var today = CityUnderTest.Today;
        WeeklySitting Served(TimeSpan from) => new(today.DayOfWeek, Meal.Lunch, 1, 5, TimeOnly.FromTimeSpan(from), new TimeOnly(23, 59), 0);
        await _city.SendAsync(new OpenMealPoint(
            _point, "Scenario", CityUnderTest.District, "Street 1", 32.2, 119.4, [Served(new TimeSpan(23, 50, 0))]));
        await _city.SendAsync(new OpenSitting(_point, today, Meal.Lunch));
        var elders = await _city.RegisterEldersAsync(2);
        await _city.SendAsync(new BookMeal(_point, today, Meal.Lunch, elders[0], Channel.DineIn));
        await _city.SendAsync(new JoinWaitingList(_point, today, Meal.Lunch, elders[1], Channel.DineIn));

        await _city.SendAsync(new ChangeWeek(_point, [Served(DateTimeOffset.UtcNow.ToOffset(TimeSpan.FromHours(8)).TimeOfDay + TimeSpan.FromSeconds(3))]));

        await Eventually.EqualAsync(1, () => _city.EventsAsync("waiting_list_left"));
    }

    private async Task<string?> DoAsync(string mutation, object input) => (await _city.Http.MutateAsync(mutation, input)).Code;

    private object Lunch(ElderId elder) => CityUnderTest.Lunch(_point, _date, elder);

    private object[] Week(int capacity) =>
    [
        new
        {
            day = _date.DayOfWeek.ToString().ToUpperInvariant(),
            meal = "LUNCH",
            capacity,
            walkInBuffer = 5,
            servedFrom = "11:00:00",
            servedUntil = "13:00:00",
            cutOffMinutes = 60,
        },
    ];

    private Task<string> ToldAsync(ElderId elder) => _city.TextAsync(
        $"select coalesce(string_agg(kind || ' ' || language || ' ' || state, ','), '') from eldercare.messages where elder = '{elder.Value}'");

    private Task<TimeSpan> SaysAsync(ElderId elder, string waiting) => Eventually.EqualAsync(waiting, async () =>
        (await _city.Http.AskAsync(
            $"{{ elder(id: \"{GlobalId.Of(elder)}\") {{ waitingFor {{ ahead freedBy sitting {{ waiting offered placesLeft }} }} }} }}"))
        .GetProperty("elder").GetProperty("waitingFor").GetRawText());
}
