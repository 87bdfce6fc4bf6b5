using Eldercare.Meals;
using Eldercare.Testing;

namespace Eldercare.Scenarios;

public sealed class BookingRaceTests(PostgresFixture postgres) : IAsyncLifetime
{
    private readonly DateOnly _date = CityUnderTest.Today.AddDays(2);
    private string _database = null!;
    private CityUnderTest _one = null!;
    private CityUnderTest _two = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await postgres.NewDatabaseAsync();
        _one = await CityUnderTest.StartAsync(_database);
        _two = await CityUnderTest.StartAsync(_database);
    }

    public async ValueTask DisposeAsync()
    {
        await _two.DisposeAsync();
        await _one.DisposeAsync();
    }

    [Fact]
    public async Task Two_hundred_callers_at_two_hosts_get_fifty_places()
    {
        var point = new MealPointId(Guid.CreateVersion7());
        await _one.OpenPointAsync(point, _date, 50);
        var elders = await _one.RegisterEldersAsync(200);

        var answers = await Task.WhenAll(elders.Select((e, i) => (i % 2 == 0 ? _one : _two).BookAsync(point, _date, e, $"race {i}")));

        Assert.Equal(50, answers.Count(a => a is null));
        Assert.Equal(150, answers.Count(a => a == "SITTING_FULL"));
        Assert.Equal(50, await _one.EventsAsync("meal_booked"));
        Assert.Equal(50, await _one.CountAsync("select count(*) from eldercare.claims where kind = 'portion'"));
        Assert.Equal(0, await _one.HolesAsync());
    }

    /// <summary>The second host must wait before it decides: else it would draw event numbers in vain and leave a hole.</summary>
    [Fact]
    public async Task The_last_place_asked_for_at_one_host_while_the_other_is_committing_it()
    {
        var point = new MealPointId(Guid.CreateVersion7());
        await _one.OpenPointAsync(point, _date, 1);
        var (anna, bruno) = (await _one.RegisterElderAsync(901), await _one.RegisterElderAsync(902));
        await _one.HorizonIsOpenAsync(1);
        await using var gate = await Gate.BeforeTheCommitOfAsync(_database, "meal_booked");

        await gate.ShutAsync();
        var first = _one.BookAsync(point, _date, anna);
        await Eventually.EqualAsync(1, gate.WaitingAsync);
        var second = _two.BookAsync(point, _date, bruno);
        await Eventually.EqualAsync(1, () => _one.CountAsync(
            "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and wait_event = 'transactionid'"));
        await gate.OpenAsync();

        Assert.Null(await first);
        Assert.Equal("SITTING_FULL", await second);
        Assert.Equal((1, 0), (await _one.EventsAsync("meal_booked"), await _one.HolesAsync()));
    }

    [Fact]
    public async Task One_elder_at_twenty_points_at_once_gets_one_portion()
    {
        var points = Enumerable.Range(0, 20).Select(_ => new MealPointId(Guid.CreateVersion7())).ToArray();
        foreach (var point in points) await _one.OpenPointAsync(point, _date, 10);
        var elder = await _one.RegisterElderAsync(900);

        var answers = await Task.WhenAll(points.Select((p, i) => (i % 2 == 0 ? _one : _two).BookAsync(p, _date, elder, $"twenty {i}")));

        Assert.Single(answers, a => a is null);
        Assert.Equal(19, answers.Count(a => a == "PORTION_TAKEN_ELSEWHERE"));
    }

    [Fact]
    public async Task The_same_key_at_the_other_host_gets_the_first_answer()
    {
        var point = new MealPointId(Guid.CreateVersion7());
        await _one.OpenPointAsync(point, _date, 1);
        var (anna, bruno) = (await _one.RegisterElderAsync(901), await _one.RegisterElderAsync(902));

        Assert.Null(await _one.BookAsync(point, _date, anna, "anna"));
        Assert.Equal("SITTING_FULL", await _one.BookAsync(point, _date, bruno, "bruno"));
        Assert.Null(await _two.BookAsync(point, _date, anna, "anna"));
        Assert.Equal("SITTING_FULL", await _two.BookAsync(point, _date, bruno, "bruno"));
        Assert.Equal(1, await _one.EventsAsync("meal_booked"));
    }

    [Fact]
    public async Task The_city_figures_follow()
    {
        await _one.RegisterElderAsync(903);
        await Eventually.EqualAsync(1, async () =>
            (await _two.Http.AskAsync("{ cityFigures { people60 } }")).GetProperty("cityFigures").GetProperty("people60").GetInt32());
    }
}
