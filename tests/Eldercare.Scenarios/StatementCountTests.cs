using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using Eldercare.Api.GraphQL;
using Eldercare.Api.SignIn;
using Eldercare.Beds;
using Eldercare.Beds.Applications;
using Eldercare.Meals;
using Eldercare.Testing;

namespace Eldercare.Scenarios;

/// <summary>A list's fields are read for all its nodes at once: SQL statements do not grow with the nodes.</summary>
public sealed class StatementCountTests(StatementCountTests.CityOfMany many) : IClassFixture<StatementCountTests.CityOfMany>
{
    private const int Few = 2;
    private const int Many = 40;

    private static readonly DateOnly s_date = CityUnderTest.Today.AddDays(2);

    private readonly CityUnderTest _city = many.City;

    /// <summary>Forty of everything, seen on the boards, and a home that keeps a bed for each of forty elders.</summary>
    public sealed class CityOfMany(PostgresFixture postgres) : IAsyncLifetime
    {
        private readonly Dictionary<Role, HttpClient> _clients = [];

        internal CityUnderTest City { get; private set; } = null!;

        public string Home { get; private set; } = null!;

        /// <summary>An application, its elder and the bed kept for her, forty times.</summary>
        public (string Application, string Elder, string Bed)[] Offers { get; private set; } = null!;

        public HttpClient As(Role role) => _clients[role];

        public async ValueTask InitializeAsync()
        {
            // What is kept of an earlier answer would hide what one costs.
            City = await CityUnderTest.StartAsync(await postgres.NewDatabaseAsync(), new KeyValuePair<string, string?>("Api:KeepRows", "false"));
            await Task.WhenAll(Enumerable.Range(0, Many).Select(_ => City.OpenPointAsync(new MealPointId(Guid.CreateVersion7()), s_date, 5)));
            await Task.WhenAll(Enumerable.Range(0, Many).Select(_ => City.OpenHomeAsync(new HomeId(Guid.CreateVersion7()), 2)));
            var home = new HomeId(Guid.CreateVersion7());
            var (elders, beds) = (await City.RegisterEldersAsync(Many), await City.OpenHomeAsync(home, Many));
            Home = GlobalId.Of(home);
            Offers = await Task.WhenAll(elders.Zip(beds).Select(async kept =>
            {
                var (elder, bed) = kept;
                var application = await City.ApplyAsync(elder);
                await City.SendAsync(new OfferBed(application, elder, bed, DateTimeOffset.UtcNow.AddDays(5)));
                return (GlobalId.Of(application), GlobalId.Of(elder), GlobalId.Of(bed));
            }));
            foreach (var role in (Role[])[Role.CityOffice, Role.DistrictOffice, Role.HomeAdmissions])
            {
                var client = _clients[role] = new HttpClient { BaseAddress = City.Http.BaseAddress };
                client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
                    "Bearer", City.Get<TokenIssuer>().Issue(role, "counting", CityUnderTest.District, home.Value));
            }

            await Eventually.EqualAsync((Many, Many, Many), async () => (
                await CountAsync(Points(Many), "mealPoints"),
                await CountAsync(Homes(Many), "homesWithVacancies"),
                (await City.Http.AskAsync(Queue(Many))).GetProperty("bedQueue").GetProperty("nodes").EnumerateArray()
                    .Count(a => a.GetProperty("state").GetString() == "OFFERED")));
        }

        public ValueTask DisposeAsync()
        {
            foreach (var client in _clients.Values) client.Dispose();
            return City.DisposeAsync();
        }

        private async Task<int> CountAsync(string query, string list) =>
            (await City.Http.AskAsync(query)).GetProperty(list).GetProperty("nodes").GetArrayLength();
    }

    public static TheoryData<Role> Readers { get; } = [Role.CityOffice, Role.DistrictOffice, Role.HomeAdmissions];

    [Theory, MemberData(nameof(Readers))]
    public async Task Meal_points_their_sittings_and_back(Role role) => await AssertSameAsync(role, Points);

    /// <summary>To a clerk the boards of all these homes are closed; finding that out costs nothing either.</summary>
    [Theory, MemberData(nameof(Readers))]
    public async Task Homes_their_boards_and_beds(Role role) => await AssertSameAsync(role, Homes, mayRead: role != Role.HomeAdmissions);

    [Theory, MemberData(nameof(Readers))]
    public async Task The_queue_its_elders_and_their_lives(Role role) => await AssertSameAsync(role, Queue);

    [Theory, MemberData(nameof(Readers))]
    public async Task A_home_s_beds_who_they_are_kept_for_and_back(Role role) => await AssertSameAsync(role, Beds);

    [Theory, MemberData(nameof(Readers))]
    public async Task Elders_applications_and_beds_by_their_ids(Role role) => await AssertSameAsync(role, Nodes);

    [Fact]
    public async Task Writing_down_who_reads_of_all_their_files_is_one_statement()
    {
        var statements = await StatementsAsync(Queue(Many), many.As(Role.CityOffice));
        Assert.Single(statements, s => s.Contains("eldercare.file_reads", StringComparison.Ordinal));
        Assert.DoesNotContain(
            await StatementsAsync(Points(Many), many.As(Role.CityOffice)), s => s.Contains("eldercare.file_reads", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_elder_s_ledger()
    {
        var elder = await _city.RegisterElderAsync(900);
        var point = new MealPointId(Guid.CreateVersion7());
        await _city.OpenPointAsync(point, s_date, 1);
        for (var i = 0; i < 10; i++)
        {
            Assert.Null(await _city.BookAsync(point, s_date, elder));
            Assert.Null((await _city.Http.MutateAsync("cancelBooking", CityUnderTest.Lunch(point, s_date, elder))).Code);
        }

        string Ledger(int first) =>
            $"{{ elder(id: \"{GlobalId.Of(elder)}\") {{ name bookings {{ booked }} ledger(first: {first}) {{ nodes {{ kind at subject }} }} }} }}";
        await Eventually.EqualAsync(21, async () =>
            (await _city.Http.AskAsync(Ledger(50))).GetProperty("elder").GetProperty("ledger").GetProperty("nodes").GetArrayLength());
        Assert.Equal(await StatementsAsync(Ledger(1)), await StatementsAsync(Ledger(21)));
    }

    private static string Points(int first)
    {
        var date = CityUnderTest.Text(s_date);
        return $"{{ mealPoints(district: \"{CityUnderTest.District}\", first: {first}) {{ nodes {{ name "
            + $"sittings(date: \"{date}\") {{ booked mealPoint {{ name sittings(date: \"{date}\") {{ capacity }} }} }} }} }} }}";
    }

    private static string Homes(int first) =>
        $"{{ homesWithVacancies(first: {first}) {{ nodes {{ vacant home {{ name board {{ ready byKind {{ kind state beds }} }} }} }} }} }}";

    private static string Queue(int first) =>
        $"{{ bedQueue(first: {first}) {{ nodes {{ state offeredBed {{ number }} elder {{ name careLevel bookings {{ booked }} bed {{ number }} applications {{ state }} }} }} }} }}";

    private string Beds(int first) =>
        $"{{ beds(home: \"{many.Home}\", first: {first}) {{ nodes {{ number state home {{ board {{ held }} }} elder {{ name gender bed {{ number }} }} "
            + "application { state elder { name } offeredBed { number } } } } }";

    private string Nodes(int first)
    {
        var ids = string.Join(',', many.Offers[..(first / 2)].SelectMany(o => (string[])[o.Application, o.Elder, o.Bed]).Select(id => $"\"{id}\""));
        return $"{{ nodes(ids: [{ids}]) {{ ... on Application {{ elder {{ name }} }} ... on Elder {{ careLevel applications {{ state }} }} ... on Bed {{ number home {{ name }} }} }} }}";
    }

    private async Task AssertSameAsync(Role role, Func<int, string> query, bool mayRead = true)
    {
        var client = many.As(role);
        Assert.Equal(mayRead ? null : "FORBIDDEN", await client.ErrorAsync(query(Few)));
        var (few, more) = (await StatementsAsync(query(Few), client), await StatementsAsync(query(Many), client));
        TestContext.Current.TestOutputHelper?.WriteLine($"{few.Length} statements for {Few} nodes, {more.Length} for {Many}.");
        Assert.NotEmpty(few);
        Assert.Equal(few, more);
    }

    /// <summary>The statements a query runs, by Npgsql's own tracing; the host's own work has other traces.</summary>
    private async Task<string[]> StatementsAsync(string query, HttpClient? client = null)
    {
        using var asking = new Activity("asking").Start();
        var statements = new ConcurrentBag<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Npgsql" or "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                if (activity.TraceId == asking.TraceId && (activity.GetTagItem("db.query.text") ?? activity.GetTagItem("db.statement")) is string sql)
                    statements.Add(sql);
            },
        };
        ActivitySource.AddActivityListener(listener);
        await (client ?? _city.Http).ErrorAsync(query);
        return [.. statements.Order(StringComparer.Ordinal)];
    }
}
