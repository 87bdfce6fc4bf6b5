using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Eldercare.Api.GraphQL;
using Eldercare.Api.Hosting;
using Eldercare.Api.SignIn;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.People.Cards;
using Eldercare.People.Elders;
using Eldercare.People.Entitlements;
using Eldercare.Store.Appending;
using Eldercare.Store.Deciding;
using Eldercare.Store.Views;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Eldercare.Benchmarks.CheckIns;

/// <summary>A host with the workload's lunch being served, and the calls a tablet at the door makes.</summary>
public sealed class CheckInCity : IAsyncDisposable
{
    public const string Key = "YmVuY2htYXJrcyBzaWduIHdpdGggYSBrZXkgb2YgdGhlaXIgb3du";
    private const string City = CityHost.DefaultCity;
    private const int PointsAtOnce = 20;

    private static readonly TimeSpan s_settled = TimeSpan.FromMinutes(5);

    private readonly WebApplication _app;
    private readonly CheckInWorkload _workload;
    private readonly HttpClient _http;
    private long _acknowledged, _eldersPay;

    private CheckInCity(WebApplication app, CheckInWorkload workload)
    {
        (_app, _workload) = (app, workload);
        // A tablet a meal point, each with its connection; who finds none free waits for one, and the wait counts.
        _http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = CheckInWorkload.Points }) { BaseAddress = new Uri(app.Urls.First()) };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer", app.Services.GetRequiredService<TokenIssuer>().Issue(Role.CityOffice, "bench"));
    }

    /// <param name="connectionString">An empty database.</param>
    public static async Task<CheckInCity> StartAsync(string connectionString, CheckInWorkload workload)
    {
        var app = CityHost.Build(connectionString, "http://127.0.0.1:0", [new("SignIn:SigningKey", Key), new("Cards:Key", Key), new("Api:Rates:On", "false")], quiet: true);
        await app.StartAsync();
        var city = new CheckInCity(app, workload);
        await city.PrepareAsync();
        return city;
    }

    /// <summary>Whoever stands at the door shows a card; the tablet shows whose it is.</summary>
    public Task<bool> CheckInAsync(int guest) => SendAsync(
        "checkIn", "elder { name }", guest, new
        {
            mealPoint = GlobalId.Of(CheckInWorkload.PointOf(guest)),
            date = _workload.Today.ToString("yyyy-MM-dd", null),
            meal = "LUNCH",
            code = CheckInWorkload.Code(guest),
            idempotencyKey = Guid.CreateVersion7().ToString("N"),
        });

    /// <summary>Whoever stands at the door was picked from the list.</summary>
    public Task<bool> ServeAsync(int guest) => SendAsync(
        "serveMeal", "", guest, new
        {
            mealPoint = GlobalId.Of(CheckInWorkload.PointOf(guest)),
            date = _workload.Today.ToString("yyyy-MM-dd", null),
            meal = "LUNCH",
            elder = GlobalId.Of(CheckInWorkload.Elder(guest)),
            idempotencyKey = Guid.CreateVersion7().ToString("N"),
        });

    /// <summary>
    /// Acknowledgements equal meals served equal charges, and the elders pay what the policy leaves them; nobody has two charges, no
    /// tombstone, no hole; and within a minute the boards show every meal.
    /// </summary>
    public async Task<bool> IsCorrectAsync()
    {
        var progress = _app.Services.GetRequiredService<IViewProgress>();
        if (!await progress.WaitFor((await progress.CurrentAsync()).Last, TimeSpan.FromMinutes(1))) return false;
        await using var command = _app.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand("""
            select (select count(*) from eldercare.mt_events where type = 'meal_served'),
                   (select count(*) from eldercare.mt_events where type = 'meal_charged'),
                   (select count(distinct data ->> 'elder') from eldercare.mt_events where type = 'meal_charged'),
                   (select sum((data #>> '{charge,elderPays}')::bigint)::bigint from eldercare.mt_events where type = 'meal_charged'),
                   (select sum(served) from eldercare.sitting_boards),
                   (select count(*) from eldercare.mt_events where type = 'tombstone'),
                   (select max(seq_id) - count(*) from eldercare.mt_events)
            """);
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return reader.GetInt64(0) == _acknowledged && reader.GetInt64(1) == _acknowledged && reader.GetInt64(2) == _acknowledged
            && reader.GetInt64(3) == _eldersPay && reader.GetInt64(4) == _acknowledged
            && reader.GetInt64(5) == 0 && reader.GetInt64(6) == 0;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task<bool> SendAsync(string operation, string shown, int guest, object input)
    {
        var type = char.ToUpperInvariant(operation[0]) + operation[1..];
        var query = $"mutation($input: {type}Input!) {{ {operation}(input: $input) {{ {shown} sitting {{ booked served }} errors {{ ... on UserError {{ code }} }} }} }}";
        using var response = await _http.PostAsJsonAsync("/graphql", new { query, variables = new { input } });
        var body = await response.Content.ReadFromJsonAsync<JsonElement>();
        if (!body.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.Object) return false;
        if (data.GetProperty(operation).GetProperty("errors").GetArrayLength() > 0) return false;
        Interlocked.Increment(ref _acknowledged);
        Interlocked.Add(ref _eldersPay, CheckInWorkload.ElderPays(guest).Value);
        return true;
    }

    /// <summary>Everything by the door of an import: the city stands at noon, everybody booked and nobody there yet.</summary>
    private async Task PrepareAsync()
    {
        var writer = _app.Services.GetRequiredService<ICommandWriter>();
        var answer = await writer.ExecuteAsync(
            new PublishSubsidyPolicy(PolicyDocument.Shipped["zhenjiang-2025"]), new Envelope(City, "bench", "policy"), default);
        if (answer.Refusal is { } refusal) throw new InvalidOperationException(refusal.Message.En);

        var bulk = _app.Services.GetRequiredService<IBulkAppender>();
        foreach (var points in Enumerable.Range(0, CheckInWorkload.Points).Chunk(PointsAtOnce))
            await bulk.AppendAsync(City, BatchOf(points), default);

        // The views have seen it, and the sittings' kitchen sheets are made: what follows is the lunch alone.
        var progress = _app.Services.GetRequiredService<IViewProgress>();
        var clock = TimeProvider.System;
        var (started, quiet, last) = (clock.GetTimestamp(), clock.GetTimestamp(), 0L);
        while (clock.GetElapsedTime(quiet) < TimeSpan.FromSeconds(8))
        {
            var now = await progress.CurrentAsync();
            if (now.Processed < now.Last || now.Last != last) (quiet, last) = (clock.GetTimestamp(), now.Last);
            if (clock.GetElapsedTime(started) > s_settled) throw new InvalidOperationException("The city does not come to rest.");
            await Task.Delay(200);
        }

        await using var analyze = _app.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand("vacuum analyze");
        analyze.CommandTimeout = 600;
        await analyze.ExecuteNonQueryAsync();
    }

    private BulkBatch BatchOf(int[] points)
    {
        // Old enough for nobody to be told of it.
        var at = TimeProvider.System.GetUtcNow().AddDays(-2);
        var streams = points.SelectMany(p => (NewStream[])[PointStream(p), SittingStream(p)]).Select(s => s with { At = at }).ToArray();
        var guests = points.SelectMany(_workload.GuestsOf).ToArray();
        var claims = guests.Select(n => (
            Portion.Claim(CheckInWorkload.Elder(n), _workload.Today, Meal.Lunch), _workload.Sitting(n % CheckInWorkload.Points).Value));
        return new BulkBatch(streams, [.. claims], [.. guests.SelectMany(n => RowsOf(n, at))]);
    }

    private static NewStream PointStream(int point)
    {
        var id = CheckInWorkload.Point(point);
        return new(MealPoint.Stream.At(id.Value), [new MealPointOpened(id, "Bench", "321102", "Bench street 1", 32.2, 119.4, [])], default);
    }

    /// <summary>Served from midnight on, so that it is being served whenever this runs.</summary>
    private NewStream SittingStream(int point)
    {
        var (id, sitting, today) = (CheckInWorkload.Point(point), _workload.Sitting(point), _workload.Today);
        var from = CityTime.At(today, TimeOnly.MinValue);
        return new(
            Sitting.Stream.At(sitting.Value),
            [
                new SittingOpened(
                    sitting, id, "321102", today, Meal.Lunch, _workload.GuestsAPoint, 10, from.AddHours(-1), from,
                    CityTime.At(today, new TimeOnly(23, 59)), CheckInWorkload.Price),
                .. _workload.GuestsOf(point).Select(n => new MealBooked(sitting, CheckInWorkload.Elder(n), Channel.DineIn)),
            ],
            default);
    }

    private static IEnumerable<object> RowsOf(int guest, DateTimeOffset at)
    {
        var elder = CheckInWorkload.Elder(guest);
        yield return new ElderRecord(
            elder, "Made Up", elder.ToString(), null, null, "321102", new DateOnly(1950, 1, 1), Gender.Female, null, null);
        yield return new ElderCard(CheckInWorkload.Card(guest), elder, at);
        if (CheckInWorkload.IsEntitled(guest))
            yield return new EntitlementRecord(elder, [new(EntitlementCategory.MinimumLiving, new DateOnly(2025, 1, 1), null)], LocalHukou: true);
    }
}
