using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Eldercare.Api.GraphQL;
using Eldercare.Api.Hosting;
using Eldercare.Api.SignIn;
using Eldercare.Benchmarks.Bookings;
using Eldercare.People;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Eldercare.Benchmarks.Http;

/// <summary>
/// Requests a second over HTTP on one host: <c>bookMeal</c> and <c>mealPointBoard</c> against <c>{ __typename }</c>, which costs what
/// HTTP, sign-in and GraphQL cost by themselves.
/// </summary>
public sealed class GraphQLScenario : IAsyncDisposable
{
    private const int Capacity = 10_000;
    private const int Callers = 200;
    private const string Key = "YmVuY2htYXJrcyBzaWduIHdpdGggYSBrZXkgb2YgdGhlaXIgb3du";

    private const string BookMeal =
        "mutation($input: BookMealInput!) { bookMeal(input: $input) { sitting { booked } errors { ... on UserError { code } } } }";

    private const string Board =
        "query($mealPoint: ID!, $date: LocalDate!) { mealPointBoard(mealPoint: $mealPoint, date: $date) { mealPoint { name } "
        + "sittings { meal capacity booked served noShows walkIns } } }";

    private readonly WebApplication _app;
    private readonly HttpClient _http;
    private readonly BenchCity _city;
    private readonly BookingWorkload _workload = new(CityTime.Today(TimeProvider.System.GetUtcNow()).AddDays(1));

    private GraphQLScenario(WebApplication app)
    {
        (_app, _city) = (app, new BenchCity(app.Services, CityHost.DefaultCity));
        _http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer", app.Services.GetRequiredService<TokenIssuer>().Issue(Role.CityOffice, "bench"));
    }

    /// <param name="connectionString">An empty database.</param>
    public static async Task RunAsync(string connectionString, TimeSpan duration, bool json)
    {
        var app = CityHost.Build(connectionString, "http://127.0.0.1:0", [new("SignIn:SigningKey", Key), new("Cards:Key", Key), new("Api:Rates:On", "false")], quiet: true);
        await app.StartAsync();
        await using var scenario = new GraphQLScenario(app);
        await scenario._city.PrepareAsync(scenario._workload, Capacity);

        // What is hot is compiled first; these bookings are others than the measured ones.
        var before = await Load.RunAsync(Callers, duration, n => scenario.BookAsync((BookingWorkload.Elders * 6L) + n));
        await Load.RunAsync(Callers, duration, scenario.BoardAsync);
        await Load.RunAsync(Callers, duration, _ => scenario.TypeNameAsync());

        var typeName = await scenario.CostAsync(duration, _ => scenario.TypeNameAsync());
        var board = await scenario.CostAsync(duration, scenario.BoardAsync);
        var book = await scenario.CostAsync(duration, scenario.BookAsync);
        var correct = await scenario._city.IsCorrectAsync(before.Acknowledged + book.Load.Acknowledged);
        Line("bookMeal", book, correct && book.Load.Refused == 0);
        Line("mealPointBoard", board, board.Load.Refused == 0);

        void Line(string metric, Cost cost, bool right) => new Measurement(
            "graphql", metric, cost.Load.PerSecond, "1/s", "graphql-typename", typeName.Load.PerSecond, cost.Load.PerSecond / typeName.Load.PerSecond,
            cost.Load.P50Ms, cost.Load.P99Ms, right, Callers,
            Note: $"{cost.Each}; reference p50 {typeName.Load.P50Ms:0.0} p99 {typeName.Load.P99Ms:0.0} ms, {typeName.Each}").Print(json);
    }

    /// <summary>What a request took of this process, in which the clients run too, and of the database server.</summary>
    private sealed record Cost(Load.Result Load, double Bytes, double Microseconds, double Database, double Wal, double Commits)
    {
        public string Each => $"{Bytes:N0} bytes and {Microseconds:0} us of processor a request, its client's included, {Database:0} us of the database's, {Wal:N0} bytes of its log, {Commits:0.00} commits";
    }

    private async Task<Cost> CostAsync(TimeSpan duration, Func<long, Task<bool>> send)
    {
        var database = _app.Services.GetRequiredService<NpgsqlDataSource>();
        var before = await DatabaseUse.ReadAsync(database);
        var (bytes, processor) = (GC.GetTotalAllocatedBytes(), Environment.CpuUsage.TotalTime);
        var load = await Load.RunAsync(Callers, duration, send);
        double requests = load.Acknowledged + load.Refused;
        (bytes, processor) = (GC.GetTotalAllocatedBytes() - bytes, Environment.CpuUsage.TotalTime - processor);
        var after = await DatabaseUse.ReadAsync(database);
        return new Cost(
            load, bytes / requests, processor.TotalMicroseconds / requests, (after.Processor - before.Processor).TotalMicroseconds / requests,
            (after.WalBytes - before.WalBytes) / requests, (after.Commits - before.Commits) / requests);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task<bool> TypeNameAsync() =>
        (await SendAsync("{ __typename }", null)).GetProperty("__typename").GetString() == "Query";

    private async Task<bool> BookAsync(long n)
    {
        var (point, date, elder) = _workload.At(n);
        var data = await SendAsync(BookMeal, new
        {
            input = new
            {
                mealPoint = GlobalId.Of(point),
                date = date.ToString("yyyy-MM-dd", null),
                meal = "LUNCH",
                elder = GlobalId.Of(elder),
                channel = "DINE_IN",
                idempotencyKey = Guid.CreateVersion7().ToString("N"),
            },
        });
        return data.GetProperty("bookMeal").GetProperty("errors").GetArrayLength() == 0;
    }

    /// <summary>Asks for a board; true when it shows the sitting as it was opened.</summary>
    private async Task<bool> BoardAsync(long n)
    {
        var (point, date, _) = _workload.At(n);
        var data = await SendAsync(Board, new { mealPoint = GlobalId.Of(point), date = date.ToString("yyyy-MM-dd", null) });
        var sittings = data.GetProperty("mealPointBoard").GetProperty("sittings");
        return sittings.GetArrayLength() == 1 && sittings[0].GetProperty("capacity").GetInt32() == Capacity;
    }

    private async Task<JsonElement> SendAsync(string query, object? variables)
    {
        using var response = await _http.PostAsJsonAsync("/graphql", new { query, variables });
        var body = await response.Content.ReadFromJsonAsync<JsonElement>();
        return body.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object
            ? data
            : throw new InvalidOperationException(body.ToString());
    }
}
