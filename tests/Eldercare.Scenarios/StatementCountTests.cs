using System.Collections.Concurrent;
using System.Diagnostics;
using Eldercare.Api.GraphQL;
using Eldercare.Beds;
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

    /// <summary>Forty of everything, seen on the boards.</summary>
    public sealed class CityOfMany(PostgresFixture postgres) : IAsyncLifetime
    {
        internal CityUnderTest City { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            City = await CityUnderTest.StartAsync(await postgres.NewDatabaseAsync());
            await Task.WhenAll(Enumerable.Range(0, Many).Select(_ => City.OpenPointAsync(new MealPointId(Guid.CreateVersion7()), s_date, 5)));
            await Task.WhenAll(Enumerable.Range(0, Many).Select(_ => City.OpenHomeAsync(new HomeId(Guid.CreateVersion7()), 2)));
            await Task.WhenAll((await City.RegisterEldersAsync(Many)).Select(City.ApplyAsync));
            await Eventually.EqualAsync((Many, Many, Many), async () => (
                await CountAsync(Points(Many), "mealPoints"),
                await CountAsync(Homes(Many), "homesWithVacancies"),
                await CountAsync(Queue(Many), "bedQueue")));
        }

        public ValueTask DisposeAsync() => City.DisposeAsync();

        private async Task<int> CountAsync(string query, string list) =>
            (await City.Http.AskAsync(query)).GetProperty(list).GetProperty("nodes").GetArrayLength();
    }

    [Fact]
    public async Task Meal_points_their_sittings_and_back() => await AssertSameAsync(Points);

    [Fact]
    public async Task Homes_their_boards_and_beds() => await AssertSameAsync(Homes);

    [Fact]
    public async Task The_queue_its_elders_and_their_lives() => await AssertSameAsync(Queue);

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
        $"{{ bedQueue(first: {first}) {{ nodes {{ elder {{ name bookings {{ booked }} bed {{ number }} applications {{ state }} }} }} }} }}";

    private async Task AssertSameAsync(Func<int, string> query)
    {
        var (few, many) = (await StatementsAsync(query(Few)), await StatementsAsync(query(Many)));
        TestContext.Current.TestOutputHelper?.WriteLine($"{few.Length} statements for {Few} nodes, {many.Length} for {Many}.");
        Assert.NotEmpty(few);
        Assert.Equal(few, many);
    }

    /// <summary>The statements a query runs, by Npgsql's own tracing; the host's own work has other traces.</summary>
    private async Task<string[]> StatementsAsync(string query)
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
        await _city.Http.AskAsync(query);
        return [.. statements.Order(StringComparer.Ordinal)];
    }
}
