using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Eldercare.Api.GraphQL;
using Eldercare.Meals;
using Eldercare.Testing;

namespace Eldercare.Scenarios;

/// <summary>What one host has written another shows to whoever asks to be after it.</summary>
public sealed class AfterAWriteTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Another_host_shows_each_booking_at_once()
    {
        const int Bookings = 20;
        var database = await postgres.NewDatabaseAsync();
        await using var city = await CityUnderTest.StartAsync(database);
        await using var other = await CityUnderTest.StartAsync(database);
        var (point, date) = (new MealPointId(Guid.CreateVersion7()), CityUnderTest.Today.AddDays(2));
        await city.OpenPointAsync(point, date, Bookings);
        var (place, day) = (GlobalId.Of(point), date.ToString("O", CultureInfo.InvariantCulture));

        var booked = 0;
        foreach (var elder in await city.RegisterEldersAsync(Bookings))
        {
            var input = new { idempotencyKey = elder.ToString(), mealPoint = place, date = day, meal = "LUNCH", elder = GlobalId.Of(elder), channel = "DINE_IN" };
            var (written, _) = await SendAsync(
                city.Http, new { query = "mutation($input: BookMealInput!) { bookMeal(input: $input) { errors { __typename } } }", variables = new { input } });
            var (seen, data) = await SendAsync(
                other.Http, new { query = $"{{ mealPointBoard(mealPoint: \"{place}\", date: \"{day}\") {{ sittings {{ booked }} }} }}" }, written);
            Assert.Equal(written, seen);
            Assert.Equal(++booked, data.GetProperty("mealPointBoard").GetProperty("sittings")[0].GetProperty("booked").GetInt32());
        }
    }

    [Fact]
    public async Task What_never_comes_is_not_waited_for_for_ever()
    {
        await using var city = await CityUnderTest.StartAsync(await postgres.NewDatabaseAsync());
        var (seen, _) = await SendAsync(city.Http, new { query = "{ me { subject } }" }, "9000000000");
        Assert.InRange(long.Parse(seen!, CultureInfo.InvariantCulture), 0, 8_999_999_999);
    }

    private static async Task<(string? Sequence, JsonElement Data)> SendAsync(HttpClient http, object body, string? after = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(body) };
        if (after is not null) request.Headers.Add("Eldercare-After", after);
        using var response = await http.SendAsync(request);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.False(answer.TryGetProperty("errors", out var errors), errors.ToString());
        return (response.Headers.TryGetValues("Eldercare-Sequence", out var sequence) ? sequence.Single() : null, answer.GetProperty("data"));
    }
}
