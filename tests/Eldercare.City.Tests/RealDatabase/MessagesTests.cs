using System.Globalization;
using Eldercare.Beds;
using Eldercare.City.Messages;
using Eldercare.City.Reading;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.People.Contacts;
using Eldercare.Store;
using Eldercare.Store.Appending;
using Eldercare.Store.Deciding;
using Eldercare.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using static Eldercare.City.Tests.City;

namespace Eldercare.City.Tests.RealDatabase;

/// <summary>From a fact to the gateway: PostgreSQL, the store's subscription and a receiver over HTTP, as the host runs them.</summary>
public sealed partial class MessagesTests(PostgresFixture postgres) : IAsyncLifetime
{
    // Events are stamped by the database: its clock and the set one must not be a day apart, at whatever hour the test runs.
    private static readonly DateOnly s_today = CityTime.Today(DateTimeOffset.UtcNow.AddHours(-8));
    private static readonly DateOnly s_tomorrow = s_today.AddDays(1);
    private static readonly SittingId s_lunch = SittingId.Of(Garden, s_tomorrow, Meal.Lunch);

    private readonly Receiver _gateway = new();
    private readonly HashSet<ElderId> _withdrawn = [];
    private SetClock _clock = null!;
    private string _database = null!;
    private CityHost _city = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _database = await postgres.NewDatabaseAsync();

    public async ValueTask DisposeAsync()
    {
        await _city.DisposeAsync();
        _gateway.Dispose();
    }

    [Fact]
    public async Task A_letter_says_what_where_and_when_and_the_outbox_nothing_personal()
    {
        await StartAsync("08:00");
        await _city.DoAsync(Book(Anna));

        await CityHost.EventuallyAsync(() => Task.FromResult(_gateway.Taken.Count), count => count == 1);

        var letter = _gateway.Taken[0];
        Assert.Equal("安娜", letter.GetProperty("name").GetString());
        Assert.Equal("13800000001", letter.GetProperty("phone").GetString());
        Assert.Equal(
            $"Dear 安娜, lunch on {s_tomorrow.ToString("dddd d MMMM", CultureInfo.InvariantCulture)} is booked for you (eaten there) at Garden, served from 11:00.",
            letter.GetProperty("text").GetString());
        Assert.Equal(0, await CountAsync("select count(*) from eldercare.messages m where m::text ~ '安娜|13800000001|Road'"));
    }

    [Fact]
    public async Task Nobody_is_disturbed_at_night_but_for_an_offer_that_would_be_gone_by_morning()
    {
        await StartAsync("23:00");
        await _city.DoAsync(Book(Anna));
        await UntilMorningAsync();

        await _city.DoAsync(new ApplyForBed(Wish, Anna, [Hillside], [], BedKind.Nursing));
        await _city.DoAsync(new OfferBed(Wish, Anna, BedOne, CityTime.At(s_tomorrow, new(3, 0))));
        await CityHost.EventuallyAsync(() => Task.FromResult(_gateway.Taken.Count), count => count == 1);
        Assert.Equal(["BedOffered"], _gateway.Kinds);
        Assert.EndsWith("03:00; after that it goes to the next applicant.", _gateway.Taken[0].GetProperty("text").GetString()!, StringComparison.Ordinal);

        _clock.Forward(TimeSpan.FromHours(8));
        await _city.DoAsync(new ExpireOffer(Wish, BedOne));
        await CityHost.EventuallyAsync(() => Task.FromResult(_gateway.Taken.Count), count => count == 3);
        Assert.Equal(["BedOffered", "MealBooked", "OfferExpired"], _gateway.Kinds.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Who_withdrew_consent_was_erased_or_has_died_by_morning_is_told_nothing()
    {
        await StartAsync("23:00");
        var elders = await Task.WhenAll(Enumerable.Range(0, 3).Select(RegisterAsync));
        await Task.WhenAll(elders.Select(e => _city.DoAsync(Book(e))));
        await CityHost.EventuallyAsync(() => CountAsync("select count(*) from eldercare.messages where attempts = 0"), count => count == 3);

        lock (_withdrawn) _withdrawn.Add(elders[0]);
        await _city.DoAsync(new ErasePerson(elders[1], ErasureReason.Request, [], ComingMeals: 0));
        await _city.DoAsync(new RecordDeath(elders[2], s_today));
        _clock.Forward(TimeSpan.FromHours(8));

        await CityHost.EventuallyAsync(() => CountAsync("select count(*) from eldercare.messages where state = 'Waiting'"), count => count == 0);
        foreach (var (elder, reason) in elders.Zip((string[])["CONSENT_WITHDRAWN", "ELDER_ERASED", "ELDER_HAS_DIED"]))
            Assert.Equal(reason, await TextAsync($"select distinct reason from eldercare.messages where elder = '{elder}' and state = 'Dropped'"));
        Assert.Equal(0, _gateway.Asked);
    }

    /// <summary>Hers are in the place of the city's, not beside them.</summary>
    [Fact]
    public async Task Who_has_quiet_hours_of_her_own_is_disturbed_in_none_of_them_and_in_the_city_s()
    {
        await StartAsync("22:00");
        var (early, late) = (await RegisterAsync(1), await RegisterAsync(2));
        await _city.DoAsync(new ChangePreferences(early, MessageLanguage.Zh, new(20, 0), new(22, 0)));
        await _city.DoAsync(new ChangePreferences(late, MessageLanguage.En, new(22, 0), new(9, 30)));
        foreach (var elder in new[] { early, late, Anna }) await _city.DoAsync(Book(elder));

        await UntilMorningAsync();
        await CityHost.EventuallyAsync(() => Task.FromResult(_gateway.Taken.Count), count => count == 1);
        Assert.Equal(("zh", early.Value), (_gateway.Taken[0].GetProperty("language").GetString(), _gateway.Taken[0].GetProperty("elder").GetGuid()));
        _clock.Forward(TimeSpan.FromHours(11));
        await CityHost.EventuallyAsync(() => Task.FromResult(_gateway.Taken.Count), count => count == 2);
        _clock.Forward(TimeSpan.FromMinutes(31));
        await CityHost.EventuallyAsync(() => Task.FromResult(_gateway.Taken.Count), count => count == 3);
        Assert.Equal([early.Value, Anna.Value, late.Value], _gateway.Taken.Select(t => t.GetProperty("elder").GetGuid()));
    }

    /// <summary>As behind a history that is brought in, or while a rebuild swaps: an offer taken for one that is over costs her the place.</summary>
    [Fact]
    public async Task Offers_are_told_while_the_views_stand_still_and_not_once_they_are_over()
    {
        await StartAsync("08:00");
        var (bruno, clara) = (await RegisterAsync(1), await RegisterAsync(2));
        await _city.DoAsync(new SetSittingCapacity(Garden, s_tomorrow, Meal.Lunch, 1, "One cook"));
        await _city.DoAsync(Book(Anna));
        await _city.DoAsync(new JoinWaitingList(Garden, s_tomorrow, Meal.Lunch, bruno, Channel.DineIn));
        await _city.DoAsync(new JoinWaitingList(Garden, s_tomorrow, Meal.Lunch, clara, Channel.DineIn));
        await _city.DoAsync(new ApplyForBed(Wish, bruno, [Hillside], [], BedKind.Nursing));
        await StateAsync(MessageState.Sent, 1);

        await using (await ViewsHeldAsync())
        {
            await SendAsync(Cancelling(Anna) with { ByElder = true });
            // To the seventh digit of the second: databases keep six.
            await SendAsync(new OfferBed(Wish, bruno, BedOne, _clock.GetUtcNow().AddDays(2).AddTicks(3)));
            await CityHost.EventuallyAsync(() => Task.FromResult(_gateway.Taken.Count), count => count == 3);
            Assert.Equal(["BedOffered", "MealBooked", "PlaceOffered"], _gateway.Kinds.Order(StringComparer.Ordinal));

            // The next in the list is offered the place, and declines before she is told.
            _gateway.Answer = _ => 503;
            await SendAsync(new DeclinePlace(Garden, s_tomorrow, Meal.Lunch, bruno, null));
            await CityHost.EventuallyAsync(
                () => CountAsync($"select count(*) from eldercare.messages where elder = '{clara}' and reason = 'HTTP_503'"), count => count == 1);
            await SendAsync(new DeclinePlace(Garden, s_tomorrow, Meal.Lunch, clara, null));
            _gateway.Answer = _ => 200;
            _clock.Forward(TimeSpan.FromMinutes(1));
            await CityHost.EventuallyAsync(
                () => CountAsync($"select count(*) from eldercare.messages where elder = '{clara}' and reason = 'OVERTAKEN'"), count => count == 1);
        }

        Assert.Equal(3, _gateway.Taken.Count);
    }

    /// <summary>Until it is given back no view shows anything new.</summary>
    private async Task<IAsyncDisposable> ViewsHeldAsync()
    {
        // Not out of a pool: what is given back there keeps its locks until it is used again.
        var connection = new NpgsqlConnection($"{_database};Pooling=false");
        await connection.OpenAsync(Cancel);
        await using var hold = new NpgsqlCommand($"select pg_advisory_lock({AdvisoryLocks.ViewSwap})", connection);
        await hold.ExecuteNonQueryAsync(Cancel);
        return connection;
    }

    /// <summary>Sends a command that must be accepted, and waits for no view.</summary>
    private async Task SendAsync(ICommand command) => Assert.Null((await _city.Get<ICommandWriter>().ExecuteAsync(
        await command.PlacedAsync(_city.Get<IStateReader>(), City.Name), new Envelope(City.Name, "tester", Guid.NewGuid().ToString()), Cancel)).Refusal);

    [Fact]
    public async Task A_cancellation_is_told_unless_she_did_it_herself_or_has_booked_again()
    {
        await StartAsync("23:00");
        var elders = await Task.WhenAll(Enumerable.Range(0, 3).Select(RegisterAsync));
        await Task.WhenAll(elders.Select(e => _city.DoAsync(Book(e))));
        await _city.DoAsync(Cancelling(elders[0]) with { ByElder = true });
        await _city.DoAsync(Cancelling(elders[1]));
        await _city.DoAsync(Cancelling(elders[2]));
        await _city.DoAsync(Book(elders[2]));
        await CityHost.EventuallyAsync(() => CountAsync("select count(*) from eldercare.messages"), count => count == 6);
        _clock.Forward(TimeSpan.FromHours(8));

        await CityHost.EventuallyAsync(() => CountAsync("select count(*) from eldercare.messages where state = 'Waiting'"), count => count == 0);
        // The first has neither: she knows. The third has her booking told twice, once for each fact.
        Assert.Equal(
            [(elders[1], "BookingCancelled"), (elders[2], "MealBooked"), (elders[2], "MealBooked")],
            _gateway.Taken.Select(t => (new ElderId(t.GetProperty("elder").GetGuid()), t.GetProperty("kind").GetString()!))
                .OrderBy(t => Array.IndexOf(elders, t.Item1)));
        Assert.Equal(3, await CountAsync("select count(*) from eldercare.messages where state = 'Dropped' and reason = 'OVERTAKEN'"));
    }

    [Fact]
    public async Task A_meal_that_is_over_is_not_told_of()
    {
        await StartAsync("08:00");
        _gateway.Answer = _ => 503;
        await _city.DoAsync(Book(Anna));
        await StateAsync(MessageState.Waiting, 1);

        _clock.Forward(TimeSpan.FromHours(30));

        Assert.Equal("TOO_LATE", (await StateAsync(MessageState.Dropped, 1)).Reason);
    }

    [Fact]
    public async Task What_a_city_brings_in_is_no_news()
    {
        await StartAsync("08:00");
        var (yesterday, now) = (SittingId.Of(Garden, s_today, Meal.Breakfast), _clock.GetUtcNow());
        object[] facts =
        [
            new SittingOpened(yesterday, Garden, Jingkou, s_today, Meal.Breakfast, 50, 5, now, now.AddHours(1), now.AddHours(2)),
            new MealBooked(yesterday, Anna, Channel.DineIn),
        ];
        await _city.Get<IBulkAppender>().AppendAsync(
            City.Name, new BulkBatch([new NewStream(Sitting.Stream.At(yesterday.Value), facts, now)], [], []), Cancel);
        await _city.DoAsync(Book(Anna));

        await StateAsync(MessageState.Sent, 1);
        Assert.Equal(1, await CountAsync("select count(*) from eldercare.messages"));
    }

    private static BookMeal Book(ElderId elder) => new(Garden, s_tomorrow, Meal.Lunch, elder, Channel.DineIn);

    private static CancelBooking Cancelling(ElderId elder) => new(Garden, s_tomorrow, Meal.Lunch, elder, null, Late: false);

    private async Task StartAsync(string time, Action<IServiceCollection>? services = null)
    {
        _clock = new SetClock(CityTime.At(s_today, TimeOnly.ParseExact(time, "HH:mm", CultureInfo.InvariantCulture)));
        _city = await HostAsync(services);
        await _city.DoAsync(new RegisterElder(Anna, "安娜", "11010519491231002X", "13800000001", "1 Road", Jingkou));
        await _city.DoAsync(new OpenMealPoint(
            Garden, "Garden", Jingkou, "1 Road", 32.20, 119.45, [.. Enum.GetValues<DayOfWeek>().Select(d => Serves(d, Meal.Lunch))]));
        await _city.DoAsync(new RegisterHome(Hillside, "Hillside", Jingkou, "2 Road", 32.21, 119.46, OperatorKind.Social));
        foreach (var certificate in CareHomes.Certified(Hillside)) await _city.DoAsync(certificate);
        await _city.DoAsync(new AddRoom(Hillside, RoomOne, "101", GenderRule.Mixed));
        await _city.DoAsync(new RegisterBed(Hillside, RoomOne, BedOne, "1", BedKind.Nursing, CareLevel.Total));
        await CityHost.EventuallyAsync(
            () => CountAsync($"select count(*) from eldercare.sitting_boards where sitting = '{s_lunch}'"), count => count == 1);
    }

    private Task<CityHost> HostAsync(Action<IServiceCollection>? more = null) => CityHost.StartAsync(_database, _clock, services =>
    {
        services.AddSingleton(_gateway.Settings).AddSingleton<IMessageConsent>(new Consent(_withdrawn));
        more?.Invoke(services);
    });

    private async Task<ElderId> RegisterAsync(int number)
    {
        var elder = new ElderId(Id($"elder {number}"));
        var digits = $"32110219500101{number:000}";
        await _city.DoAsync(new RegisterElder(elder, "艾达", digits + IdentityNumber.CheckCharacter(digits), null, null, Jingkou));
        return elder;
    }

    /// <summary>The only message, once it is in that state after so many attempts.</summary>
    private Task<Message> StateAsync(MessageState state, int attempts) => CityHost.EventuallyAsync(
        async () => (await _city.Get<IMessagesReader>().OfElderAsync(City.Name, Anna, new(1), Cancel)).Rows.SingleOrDefault()!,
        m => m is not null && m.State == state && m.Attempts == attempts);

    /// <summary>The only message of Anna, once it waits for the end of the city's quiet hours.</summary>
    private async Task<Message> UntilMorningAsync() => await CityHost.EventuallyAsync(
        () => StateAsync(MessageState.Waiting, 0), m => m.DueAt == CityTime.At(s_tomorrow, new(7, 0)));

    private async Task ExecuteAsync(string sql)
    {
        await using var database = NpgsqlDataSource.Create(_database);
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancel);
    }

    private async Task<long> CountAsync(string sql) => (long)await ScalarAsync(sql);

    private async Task<string> TextAsync(string sql) => (string)await ScalarAsync(sql);

    private async Task<object> ScalarAsync(string sql)
    {
        await using var command = _city.Get<NpgsqlDataSource>().CreateCommand(sql);
        return (await command.ExecuteScalarAsync(Cancel))!;
    }

    private sealed class Consent(HashSet<ElderId> withdrawn) : IMessageConsent
    {
        public Task<IReadOnlySet<ElderId>> WithdrawnAsync(string city, IReadOnlyCollection<ElderId> elders, CancellationToken cancellation)
        {
            lock (withdrawn) return Task.FromResult<IReadOnlySet<ElderId>>(withdrawn.Intersect(elders).ToHashSet());
        }
    }
}
