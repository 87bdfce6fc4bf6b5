using Eldercare.Api.GraphQL;
using Eldercare.Meals;
using Eldercare.Testing;
using Npgsql;

namespace Eldercare.Scenarios;

public sealed class CancelledWhileBookedElsewhereTests(PostgresFixture postgres)
{
    private const string Slow = "slow";

    /// <summary>The other host finds the portion taken; when it reads by whom, it has been given back.</summary>
    [Fact]
    public async Task A_portion_given_back_while_another_host_looks_at_it_is_taken_once()
    {
        var date = CityUnderTest.Today.AddDays(2);
        var database = await postgres.NewDatabaseAsync();
        await using var city = await CityUnderTest.StartAsync(database);
        await using var other = await CityUnderTest.StartAsync(
            new NpgsqlConnectionStringBuilder(database) { ApplicationName = Slow }.ConnectionString);
        var points = Enumerable.Range(0, 3).Select(_ => new MealPointId(Guid.CreateVersion7())).ToArray();
        foreach (var point in points) await city.OpenPointAsync(point, date, 10);
        var elder = await city.RegisterElderAsync(1);
        Assert.Null(await city.BookAsync(points[0], date, elder));
        await city.HorizonIsOpenAsync(points.Length);
        await using var gate = await Gate.BehindTheClaimsOfAsync(database, Slow);

        await gate.ShutAsync();
        var second = other.BookAsync(points[1], date, elder);
        await Eventually.EqualAsync(1, gate.WaitingAsync);
        Assert.Null((await city.Http.MutateAsync("cancelBooking", CityUnderTest.Lunch(points[0], date, elder))).Code);
        await gate.OpenAsync();

        Assert.Null(await second);
        Assert.Equal("PORTION_TAKEN_ELSEWHERE", await city.BookAsync(points[2], date, elder));
    }
}
