using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Eldercare.Api.GraphQL;
using Eldercare.Api.Hosting;
using Eldercare.Api.SignIn;
using Eldercare.Beds;
using Eldercare.Beds.Applications;
using Eldercare.Beds.Beds;
using Eldercare.Beds.Homes;
using Eldercare.City.Checks;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.Store.Deciding;
using Eldercare.Store.Views;
using Eldercare.Store.Writing;
using Eldercare.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using ApplicationId = Eldercare.Beds.ApplicationId;

namespace Eldercare.Scenarios;

/// <summary>A real host on a real database, spoken to over HTTP. What a story only needs to stand is sent straight to the writer.</summary>
internal sealed class CityUnderTest : IAsyncDisposable
{
    public const string Key = "c2NlbmFyaW9zIHNpZ24gd2l0aCBhIGtleSBvZiB0aGVpciBvd24=";
    public const string CardKey = "Y2FyZHMgYXJlIGtub3duIGJ5IGEga2V5IG9mIHRoZWlyIG93biwgdG9v";
    public const string District = "321102";

    /// <summary>By which every host here knows cards.</summary>
    public static readonly Eldercare.People.Cards.CardKey Cards = new(Convert.FromBase64String(CardKey));

    /// <summary>What a host cannot do without.</summary>
    public static readonly KeyValuePair<string, string?>[] Keys = [new("SignIn:SigningKey", Key), new("Cards:Key", CardKey), new("Api:Rates:On", "false")];

    private readonly WebApplication _app;

    /// <summary>The city office's sign-in, good at every host with <see cref="Key"/>.</summary>
    public AuthenticationHeaderValue SignIn { get; }

    private CityUnderTest(WebApplication app)
    {
        _app = app;
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        SignIn = new("Bearer", Get<TokenIssuer>().Issue(Role.CityOffice, "scenario"));
        Http.DefaultRequestHeaders.Authorization = SignIn;
    }

    public HttpClient Http { get; }

    public static DateOnly Today => CityTime.Today(TimeProvider.System.GetUtcNow());

    /// <param name="database">Its connection string.</param>
    /// <param name="settings">Configuration beside the sign-in's.</param>
    public static Task<CityUnderTest> StartAsync(string database, params IEnumerable<KeyValuePair<string, string?>> settings) =>
        StartAsync(database, settings, logs: null, clock: null);

    /// <summary>A host that gives away everything it logs; the others log little.</summary>
    public static Task<CityUnderTest> StartLoggedAsync(
        string database, ConcurrentQueue<string> logs, params IEnumerable<KeyValuePair<string, string?>> settings) =>
        StartAsync(database, settings, logs, clock: null);

    /// <summary>A host whose clock is so many days ahead of the machine's.</summary>
    public static Task<CityUnderTest> StartAheadAsync(string database, int days) =>
        StartAsync(database, [], logs: null, days == 0 ? null : new LaterClock(TimeSpan.FromDays(days)));

    /// <summary>A host that goes by another clock.</summary>
    public static Task<CityUnderTest> StartByAsync(
        TimeProvider clock, string database, params IEnumerable<KeyValuePair<string, string?>> settings) =>
        StartAsync(database, settings, logs: null, clock);

    /// <summary>On this machine, and nobody's.</summary>
    public static Uri FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
    }

    /// <summary>A host at an address that is known beforehand: what it publishes names it.</summary>
    public static Task<CityUnderTest> StartAtAsync(Uri address, string database, params IEnumerable<KeyValuePair<string, string?>> settings) =>
        StartAsync(database, settings, logs: null, clock: null, address.ToString());

    private static async Task<CityUnderTest> StartAsync(
        string database, IEnumerable<KeyValuePair<string, string?>> settings, ConcurrentQueue<string>? logs, TimeProvider? clock,
        string urls = "http://127.0.0.1:0")
    {
        var app = CityHost.Build(database, urls, [.. Keys, .. settings], quiet: logs is null, clock);
        if (logs is not null) app.Services.GetRequiredService<ILoggerFactory>().AddProvider(new LogsSeen(logs));
        await app.StartAsync();
        return new CityUnderTest(app);
    }

    /// <summary>Another's client of this host.</summary>
    public HttpClient As(Role role, ElderId? elder = null, Guid? site = null) => As(role, $"scenario {role}", elder?.Value, site);

    /// <summary>A client with another sign-in.</summary>
    public HttpClient As(Role role, string subject, Guid? elder = null, Guid? site = null) => new()
    {
        BaseAddress = Http.BaseAddress,
        DefaultRequestHeaders = { Authorization = new("Bearer", Get<TokenIssuer>().Issue(role, subject, District, site, elder)) },
    };

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    public async Task SendAsync(ICommand command)
    {
        var answer = await Get<ICommandWriter>().ExecuteAsync(
            await command.PlacedAsync(Get<IStateReader>(), CityHost.DefaultCity), new Envelope(CityHost.DefaultCity, "scenario", Guid.NewGuid().ToString()), CancellationToken.None);
        Assert.Null(answer.Refusal);
    }

    public async Task<long> CountAsync(string sql) => (long)await ScalarAsync(sql);

    public async Task<string> TextAsync(string sql) => (string)await ScalarAsync(sql);

    private async Task<object> ScalarAsync(string sql)
    {
        await using var command = Get<NpgsqlDataSource>().CreateCommand(sql);
        return (await command.ExecuteScalarAsync())!;
    }

    /// <summary>How many events of a type there are; of all types when none is given.</summary>
    public Task<long> EventsAsync(string? type = null) =>
        CountAsync($"select count(*) from eldercare.mt_events{(type is null ? "" : $" where type = '{type}'")}");

    /// <summary>Sequence numbers that were drawn and not used: each would hold up the views until it counts as stale.</summary>
    public Task<long> HolesAsync() =>
        CountAsync("select last_value - (select count(*) from eldercare.mt_events) from eldercare.mt_events_sequence");

    /// <summary>
    /// Every invariant of the beds holds, once views and reactions are through. What has nothing to do with the events (claims, days, stays)
    /// does not become right by waiting.
    /// </summary>
    /// <param name="but">Invariants left out.</param>
    public async Task AssertSoundAsync(params string[] but)
    {
        var checks = new CityChecks(Get<NpgsqlDataSource>(), Get<EventTypes>(), Get<TimeProvider>());
        var progress = Get<IViewProgress>();
        Assert.True(await progress.WaitFor((await progress.CurrentAsync()).Last, TimeSpan.FromMinutes(1)), "The views stand still.");
        await Eventually.EqualAsync(string.Empty, async () => string.Join(
            "; ", (await checks.RunAsync(CityHost.DefaultCity, TestContext.Current.CancellationToken)).Where(c => !c.Holds && !but.Contains(c.Name)).Select(c => $"{c}")));
    }

    /// <summary>A point that serves <paramref name="capacity"/> lunches on the day.</summary>
    public async Task OpenPointAsync(MealPointId point, DateOnly date, int capacity)
    {
        await SendAsync(new OpenMealPoint(
            point, "Scenario", District, "Street 1", 32.2, 119.4,
            [new WeeklySitting(date.DayOfWeek, Meal.Lunch, capacity, 5, new TimeOnly(11, 0), new TimeOnly(13, 0), 60)]));
        await SendAsync(new OpenSitting(point, date, Meal.Lunch));
    }

    /// <summary>A point that serves <paramref name="capacity"/> lunches every day; its coming sittings open by themselves.</summary>
    public async Task<MealPointId> OpenEveryDayAsync(int capacity, double latitude = 32.2)
    {
        var point = new MealPointId(Guid.CreateVersion7());
        await SendAsync(new OpenMealPoint(
            point, "Scenario", District, "Street 3", latitude, 119.4,
            [.. Enum.GetValues<DayOfWeek>().Select(d => new WeeklySitting(d, Meal.Lunch, capacity, 5, new(11, 0), new(13, 0), 60))]));
        await Eventually.EqualAsync(8, () => CountAsync($"select count(*) from eldercare.sitting_boards where point = '{point.Value}'"));
        return point;
    }

    /// <summary>
    /// So many points' coming sittings have been opened by themselves: from then on nobody else writes to them, and a gate holds up
    /// nothing but what it is meant for.
    /// </summary>
    public Task HorizonIsOpenAsync(int points) => Eventually.EqualAsync(points, () => CountAsync(
        "select count(*) from wolverine.wolverine_incoming_envelopes where status = 'Handled' and message_type ilike '%MealPointOpened%'"));

    /// <summary>A home with its papers, of one room with so many ready nursing beds.</summary>
    public async Task<BedId[]> OpenHomeAsync(HomeId home, int beds)
    {
        var room = new RoomId(Guid.CreateVersion7());
        var ids = Enumerable.Range(0, beds).Select(_ => new BedId(Guid.CreateVersion7())).ToArray();
        await SendAsync(new RegisterHome(home, "Scenario", District, "Street 2", 32.2, 119.4, OperatorKind.Social));
        foreach (var certificate in CareHomes.Certified(home)) await SendAsync(certificate);
        await SendAsync(new AddRoom(home, room, "101", GenderRule.Mixed));
        await Task.WhenAll(ids.Select((id, i) => SendAsync(new RegisterBed(home, room, id, $"{i}", BedKind.Nursing, CareLevel.Total))));
        return ids;
    }

    public async Task<ElderId> RegisterElderAsync(int number)
    {
        var elder = ElderIds.FromRegistry($"scenario-{number}");
        var digits = $"32110219500101{number:000}";
        await SendAsync(new RegisterElder(elder, "Made Up", digits + IdentityNumber.CheckCharacter(digits), null, null, District));
        return elder;
    }

    public Task<ElderId[]> RegisterEldersAsync(int count) => Task.WhenAll(Enumerable.Range(0, count).Select(RegisterElderAsync));

    /// <summary>An open application for a nursing bed.</summary>
    public async Task<ApplicationId> ApplyAsync(ElderId elder)
    {
        var application = new ApplicationId(Guid.CreateVersion7());
        await SendAsync(new ApplyForBed(application, elder, [], [], BedKind.Nursing));
        return application;
    }

    /// <summary>The refusal's code, or null when booked.</summary>
    public Task<string?> BookAsync(MealPointId point, DateOnly date, ElderId elder, string? key = null) =>
        BookAsync(Http, point, date, elder, key);

    /// <summary>The same at another host, by a client with its address and a sign-in.</summary>
    public static async Task<string?> BookAsync(HttpClient http, MealPointId point, DateOnly date, ElderId elder, string? key = null) =>
        (await http.MutateAsync("bookMeal", Booking(point, date, elder), key)).Code;

    /// <summary>The input of a booking for lunch.</summary>
    public static object Booking(MealPointId point, DateOnly date, ElderId elder) => new
    {
        mealPoint = GlobalId.Of(point),
        date = Text(date),
        meal = "LUNCH",
        elder = GlobalId.Of(elder),
        channel = "DINE_IN",
    };

    /// <summary>The input of what else can be done about an elder's lunch.</summary>
    public static object Lunch(MealPointId point, DateOnly date, ElderId elder) =>
        new { mealPoint = GlobalId.Of(point), date = Text(date), meal = "LUNCH", elder = GlobalId.Of(elder) };

    /// <summary>As the contract writes a date.</summary>
    public static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", null);

    private sealed class LaterClock(TimeSpan ahead) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + ahead;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
