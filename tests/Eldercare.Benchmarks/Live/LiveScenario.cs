using System.Text;
using Eldercare.Api.GraphQL;
using Eldercare.Api.Hosting;
using Eldercare.Benchmarks.Bookings;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.Store.Deciding;
using HdrHistogram;
using Microsoft.AspNetCore.Builder;

namespace Eldercare.Benchmarks.Live;

/// <summary>
/// So many clients, half over WebSocket and half over Server-Sent Events, watch the boards of 50 points on 8 days while bookings come at a fixed
/// rate. Taken is the time from a booking's acknowledgement, which its commit precedes, to the message that covers it at each client who
/// watches its board. The reference is the same clients, rate and messages with nothing between: bytes handed to the same kinds of sockets.
/// </summary>
public static class LiveScenario
{
    public const int Clients = 1_000;

    private const string Key = "YmVuY2htYXJrcyBzaWduIHdpdGggYSBrZXkgb2YgdGhlaXIgb3du";

    private const string Watch =
        "subscription($mealPoint: ID!, $date: LocalDate!) { mealPointBoardChanged(mealPoint: $mealPoint, date: $date) { sequence at happened "
        + "board { mealPoint { name } sittings { meal capacity booked served placesLeft } } } }";

    /// <param name="connectionString">An empty database.</param>
    /// <param name="perSecond">Bookings a second.</param>
    /// <param name="duration">How long they come.</param>
    /// <param name="json">Print JSON.</param>
    public static async Task RunAsync(string connectionString, int perSecond, TimeSpan duration, bool json)
    {
        await using var app = CityHost.Build(
            connectionString, "http://127.0.0.1:0",
            [new("SignIn:SigningKey", Key), new("Cards:Key", Key), new("Live:MostConnectionsOfClient", "100000"), new("Api:Rates:On", "false")], quiet: true);
        await app.StartAsync();
        var workload = new BookingWorkload(CityTime.Today(TimeProvider.System.GetUtcNow()).AddDays(1));
        var city = new BenchCity(app.Services, CityHost.DefaultCity);
        await city.PrepareAsync(workload, capacity: 10_000);

        // What is hot is compiled first.
        await MeasureAsync(app, city, workload, perSecond, TimeSpan.FromSeconds(3), first: BookingWorkload.Elders * 4L);
        var (live, correct) = await MeasureAsync(app, city, workload, perSecond, duration, first: 0);
        var (reference, _) = await ReferenceAsync(perSecond, duration, workload);
        var (p99, referenceP99) = (Ms(live, 99), Ms(reference, 99));
        new Measurement(
            "live", "eventToClient", live.TotalCount / duration.TotalSeconds, "messages/s", "broadcast-p99-ms", referenceP99, p99 / referenceP99,
            Ms(live, 50), p99, correct, Clients, Note: $"{perSecond} bookings/s; reference p50 {Ms(reference, 50):0.0} p99 {referenceP99:0.0} ms").Print(json);
        await app.StopAsync();
    }

    private static async Task<(LongConcurrentHistogram Times, bool Correct)> MeasureAsync(
        WebApplication app, BenchCity city, BookingWorkload workload, int perSecond, TimeSpan duration, long first)
    {
        var (times, address) = (Times(), new Uri(app.Urls.First() + ApiSetup.Path));
        using var stop = new CancellationTokenSource();
        using var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        var clients = Enumerable.Range(0, Clients).Select(_ => new LiveClient(times)).ToArray();
        var watching = clients.Select((client, i) =>
        {
            var (point, date) = BoardOf(workload, i);
            var payload = new { query = Watch, variables = new { mealPoint = GlobalId.Of(point), date = date.ToString("yyyy-MM-dd", null) } };
            return i % 2 == 0
                ? client.OverSocketAsync(new UriBuilder(address) { Scheme = "ws" }.Uri, new { type = "connection_init" }, new { type = "subscribe", id = "1", payload }, stop.Token)
                : client.OverStreamAsync(http, address, payload, stop.Token);
        }).ToArray();
        await Task.WhenAll(clients.Select(c => c.Watching.WaitAsync(TimeSpan.FromMinutes(1), CancellationToken.None)));

        var boards = Enumerable.Range(0, Clients).ToLookup(i => BoardOf(workload, i), i => clients[i]);
        var load = await OpenLoop.RunAsync(perSecond, duration, async n =>
        {
            var (point, date, elder) = workload.At(first + n);
            var answer = await city.Writer.ExecuteAsync(
                new BookMeal(point, date, Meal.Lunch, elder, Eldercare.Subsidies.Channel.DineIn), new Envelope(city.Name, "bench", $"live {first + n}"), CancellationToken.None);
            if (answer.Refusal is not null) return false;
            foreach (var client in boards[(point, date)]) client.Expect(answer.Sequence);
            return true;
        });
        return (times, await EndedAsync(clients, watching, stop) && load.Load.Refused == 0 && !load.FellBehind);
    }

    private static async Task<(LongConcurrentHistogram Times, bool Correct)> ReferenceAsync(int perSecond, TimeSpan duration, BookingWorkload workload)
    {
        await using var host = await Broadcast.StartAsync(Clients);
        var times = Times();
        using var stop = new CancellationTokenSource();
        using var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        var clients = Enumerable.Range(0, Clients).Select(_ => new LiveClient(times)).ToArray();
        var watching = clients.Select((client, i) => i % 2 == 0
            ? client.OverSocketAsync(new UriBuilder(host.Address) { Scheme = "ws", Path = $"/{i}" }.Uri, null, null, stop.Token)
            : client.OverStreamAsync(http, new Uri(host.Address, $"/{i}"), new { }, stop.Token)).ToArray();
        for (var i = 0; i < Clients; i++) host.Send(i, MessageOf(0));
        await Task.WhenAll(clients.Select(c => c.Watching.WaitAsync(TimeSpan.FromMinutes(1), CancellationToken.None)));
        var boards = Enumerable.Range(0, Clients).ToLookup(i => BoardOf(workload, i));
        await OpenLoop.RunAsync(perSecond, duration, n =>
        {
            var (point, date, _) = workload.At(n);
            foreach (var i in boards[(point, date)])
            {
                clients[i].Expect(n + 1);
                host.Send(i, MessageOf(n + 1));
            }

            return Task.FromResult(true);
        });
        return (times, await EndedAsync(clients, watching, stop));
    }

    /// <summary>Everything was told, and nobody was cut off.</summary>
    private static async Task<bool> EndedAsync(LiveClient[] clients, Task[] watching, CancellationTokenSource stop)
    {
        for (var i = 0; i < 100 && clients.Any(c => c.Open > 0); i++) await Task.Delay(100, CancellationToken.None);
        var correct = clients.All(c => c.Open == 0) && watching.All(w => !w.IsCompleted);
        if (!correct)
            Console.Error.WriteLine($"{clients.Count(c => c.Open > 0)} wait still; {watching.FirstOrDefault(w => w.IsFaulted)?.Exception?.InnerException?.Message}");
        await stop.CancelAsync();
        await Task.WhenAll(watching).ContinueWith(_ => { }, TaskScheduler.Default);
        return correct;
    }

    private static (MealPointId Point, DateOnly Date) BoardOf(BookingWorkload workload, int client) =>
        (workload.PointIds[client % BookingWorkload.Points], workload.First.AddDays(client / BookingWorkload.Points % BookingWorkload.Days));

    private static byte[] MessageOf(long sequence) => Encoding.ASCII.GetBytes(
        $$"""{"type":"next","id":"1","payload":{"data":{"mealPointBoardChanged":{"sequence":{{sequence}},"at":"2026-03-02T04:00:00.000Z","happened":["BOOKED"],"board":{"mealPoint":{"name":"Bench"},"sittings":[{"meal":"LUNCH","capacity":10000,"booked":1234,"served":0,"placesLeft":8766}]""" + "}}}}}");

    private static LongConcurrentHistogram Times() => new(1, TimeSpan.TicksPerMinute, 3);

    private static double Ms(LongConcurrentHistogram times, double percentile) => times.GetValueAtPercentile(percentile) / (double)TimeSpan.TicksPerMillisecond;
}
