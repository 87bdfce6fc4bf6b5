using Eldercare.Meals;
using Eldercare.People;
using Eldercare.Testing;

namespace Eldercare.Scenarios;

public sealed class BookingRaceTests(PostgresFixture postgres) : IAsyncLifetime
{
    private readonly DateOnly _date = CityTime.Today(TimeProvider.System.GetUtcNow()).AddDays(2);
    private CityUnderTest _one = null!;
    private CityUnderTest _two = null!;

    public async ValueTask InitializeAsync()
    {
        var database = await postgres.NewDatabaseAsync();
        _one = await CityUnderTest.StartAsync(database);
        _two = await CityUnderTest.StartAsync(database);
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
        var elders = await Task.WhenAll(Enumerable.Range(0, 200).Select(_one.RegisterElderAsync));

        var answers = await Task.WhenAll(elders.Select((e, i) => (i % 2 == 0 ? _one : _two).BookAsync(point, _date, e, $"race {i}")));

        Assert.Equal(50, answers.Count(a => a is null));
        Assert.Equal(150, answers.Count(a => a == "SITTING_FULL"));
        Assert.Equal(50, await _one.CountAsync("select count(*) from eldercare.mt_events where type = 'meal_booked'"));
        Assert.Equal(50, await _one.CountAsync("select count(*) from eldercare.claims where kind = 'portion'"));
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
        Assert.Equal(1, await _one.CountAsync("select count(*) from eldercare.mt_events where type = 'meal_booked'"));
    }

    [Fact]
    public async Task The_city_figures_follow()
    {
        await _one.RegisterElderAsync(903);
        for (var i = 0; i < 100; i++)
        {
            var figures = await _two.QueryAsync("{ cityFigures { people60 } }");
            if (figures.GetProperty("data").GetProperty("cityFigures").GetProperty("people60").GetInt32() == 1) return;
            await Task.Delay(100);
        }

        Assert.Fail("The figures did not follow within ten seconds.");
    }
}
