using Eldercare.Api.GraphQL;
using Eldercare.Api.SignIn;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.Testing;
using Npgsql;

namespace Eldercare.Scenarios;

/// <summary>A daughter with a sign-in of her own does for her mother what the mother could, from the day she may until the day she may not.</summary>
public sealed class ActingForTests(PostgresFixture postgres)
{
    private const string Subject = "daughter-7";

    [Fact]
    public async Task A_daughter_books_her_mother_s_meals_while_she_may()
    {
        await using var city = await CityUnderTest.StartAsync(await postgres.NewDatabaseAsync());
        var (point, date) = (new MealPointId(Guid.CreateVersion7()), CityUnderTest.Today.AddDays(1));
        await city.OpenPointAsync(point, date, capacity: 5);
        var (mother, other) = (await city.RegisterElderAsync(1), await city.RegisterElderAsync(2));
        using var herself = city.As(Role.Elder, "mother", mother.Value);
        using var daughter = city.As(Role.Elder, Subject);
        Assert.Equal("FORBIDDEN", await daughter.MutationErrorAsync("bookMeal", CityUnderTest.Booking(point, date, mother)));

        var right = await AllowAsync(herself, mother);
        Assert.Null(await CityUnderTest.BookAsync(daughter, point, date, mother));
        var query = $$"""{ actingFor { relation elder { id phone } } elder(id: "{{GlobalId.Of(mother)}}") { name bookings { date } actingRights { holder until } } }""";
        await Eventually.EqualAsync(
            $$"""{"actingFor":[{"relation":"CHILD","elder":{"id":"{{GlobalId.Of(mother)}}","phone":null} }],"elder":{"name":"Made Up","bookings":[{"date":"{{CityUnderTest.Text(date)}}"}],"actingRights":[{"holder":"daughter-7","until":null}]} }"""
                .Replace(" }", "}", StringComparison.Ordinal),
            async () => (await daughter.AskAsync(query)).GetRawText());
        Assert.Null((await daughter.MutateAsync("cancelBooking", CityUnderTest.Lunch(point, date, mother))).Code);

        // For nobody else, no more than the elder could, and not passed on.
        Assert.Equal("FORBIDDEN", await daughter.MutationErrorAsync("bookMeal", CityUnderTest.Booking(point, date, other)));
        Assert.Equal("FORBIDDEN", await daughter.MutationErrorAsync("recordDeath", new { elder = GlobalId.Of(mother), diedOn = "2026-03-02" }));
        Assert.Equal("FORBIDDEN", await daughter.MutationErrorAsync(
            "allowActingFor", new { elder = GlobalId.Of(mother), holder = "son-in-law", relation = "CHILD_IN_LAW" }));

        Assert.Null((await herself.MutateAsync("withdrawActingFor", new { elder = GlobalId.Of(mother), actingRight = right })).Code);
        await MayNotAsync(daughter, mother, point, date);
        Assert.Equal("FORBIDDEN", await daughter.MutationErrorAsync("withdrawActingFor", new { elder = GlobalId.Of(mother), actingRight = right }));
    }

    [Fact]
    public async Task A_right_ends_with_its_last_day_and_with_the_elder()
    {
        await using var city = await CityUnderTest.StartAsync(await postgres.NewDatabaseAsync());
        var (point, date) = (new MealPointId(Guid.CreateVersion7()), CityUnderTest.Today.AddDays(1));
        await city.OpenPointAsync(point, date, capacity: 5);
        var (expired, dead) = (await city.RegisterElderAsync(1), await city.RegisterElderAsync(2));
        using var daughter = city.As(Role.Elder, Subject);
        await AllowAsync(city.Http, expired, CityUnderTest.Text(CityUnderTest.Today));
        await AllowAsync(city.Http, dead);
        Assert.Null(await CityUnderTest.BookAsync(daughter, point, date, expired));
        Assert.Null(await CityUnderTest.BookAsync(daughter, point, date, dead));

        // The day passes.
        await using (var night = city.Get<NpgsqlDataSource>().CreateCommand("update eldercare.acting_for set last_day = last_day - 1"))
            await night.ExecuteNonQueryAsync();
        await city.SendAsync(new RecordDeath(dead, CityUnderTest.Today));

        await MayNotAsync(daughter, expired, point, date);
        await MayNotAsync(daughter, dead, point, date);
    }

    private static async Task<string> AllowAsync(HttpClient by, ElderId elder, string? until = null)
    {
        var allowed = await by.MutateAsync(
            "allowActingFor", new { elder = GlobalId.Of(elder), holder = Subject, relation = "CHILD", until }, select: "actingRight");
        Assert.Null(allowed.Code);
        return allowed.Payload.GetProperty("actingRight").GetString()!;
    }

    private static async Task MayNotAsync(HttpClient daughter, ElderId elder, MealPointId point, DateOnly date)
    {
        Assert.Equal("FORBIDDEN", await daughter.MutationErrorAsync("cancelBooking", CityUnderTest.Lunch(point, date, elder)));
        Assert.Equal("FORBIDDEN", await daughter.ErrorAsync($"{{ elder(id: \"{GlobalId.Of(elder)}\") {{ name }} }}"));
        Assert.DoesNotContain(
            GlobalId.Of(elder), (await daughter.AskAsync("{ actingFor { elder { id } } }")).GetRawText(), StringComparison.Ordinal);
    }
}
