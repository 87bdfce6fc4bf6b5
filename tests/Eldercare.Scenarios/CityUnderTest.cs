using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Eldercare.Api.Hosting;
using Eldercare.Api.SignIn;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.Store.Deciding;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Eldercare.Scenarios;

/// <summary>A real host on a real database, spoken to over HTTP.</summary>
internal sealed class CityUnderTest : IAsyncDisposable
{
    private const string Key = "c2NlbmFyaW9zIHNpZ24gd2l0aCBhIGtleSBvZiB0aGVpciBvd24=";
    private readonly WebApplication _app;

    private CityUnderTest(WebApplication app)
    {
        _app = app;
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer", app.Services.GetRequiredService<TokenIssuer>().Issue(Role.CityOffice, "scenario"));
    }

    public HttpClient Http { get; }

    public static async Task<CityUnderTest> StartAsync(string database)
    {
        var app = CityHost.Build(database, "http://127.0.0.1:0", [new("SignIn:SigningKey", Key)], quiet: true);
        await app.StartAsync();
        return new CityUnderTest(app);
    }

    public async Task SendAsync(ICommand command)
    {
        var answer = await _app.Services.GetRequiredService<ICommandWriter>().ExecuteAsync(
            command, new Envelope(CityHost.DefaultCity, "scenario", Guid.NewGuid().ToString()), CancellationToken.None);
        Assert.Null(answer.Refusal);
    }

    public async Task<long> CountAsync(string sql)
    {
        await using var command = _app.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>A point that serves <paramref name="capacity"/> lunches on the day.</summary>
    public async Task OpenPointAsync(MealPointId point, DateOnly date, int capacity)
    {
        await SendAsync(new OpenMealPoint(
            point, "Scenario", "321102", "Street 1", 32.2, 119.4,
            [new WeeklySitting(date.DayOfWeek, Meal.Lunch, capacity, 5, new TimeOnly(11, 0), new TimeOnly(13, 0), 60)]));
        await SendAsync(new OpenSitting(point, date, Meal.Lunch));
    }

    public async Task<ElderId> RegisterElderAsync(int number)
    {
        var elder = ElderIds.FromRegistry($"scenario-{number}");
        var digits = $"32110219500101{number:000}";
        await SendAsync(new RegisterElder(elder, "Made Up", digits + IdentityNumber.CheckCharacter(digits), null, null, "321102"));
        return elder;
    }

    /// <summary>The refusal's code, or null when booked.</summary>
    public async Task<string?> BookAsync(MealPointId point, DateOnly date, ElderId elder, string key)
    {
        var response = await Http.PostAsJsonAsync("/graphql", new
        {
            query = "mutation($input: BookMealInput!) { bookMeal(input: $input) { errors { ... on UserError { code } } } }",
            variables = new
            {
                input = new
                {
                    mealPoint = NodeId("MealPoint", point.Value),
                    date = date.ToString("yyyy-MM-dd", null),
                    meal = "LUNCH",
                    elder = NodeId("Elder", elder.Value),
                    channel = "DINE_IN",
                    idempotencyKey = key,
                },
            },
        });
        var body = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(body.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object, body.ToString());
        var errors = data.GetProperty("bookMeal").GetProperty("errors");
        return errors.GetArrayLength() == 0 ? null : errors[0].GetProperty("code").GetString();
    }

    public async Task<JsonElement> QueryAsync(string query)
    {
        var response = await Http.PostAsJsonAsync("/graphql", new { query });
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static string NodeId(string type, Guid id) =>
        Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{type}:{id}")).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
