using System.Diagnostics;
using Eldercare.City.Reactions;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.Store;
using Eldercare.Store.Appending;
using Eldercare.Store.Deciding;
using Eldercare.Store.Embedded;
using Eldercare.Store.Ids;
using Eldercare.Store.Views;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Eldercare.Benchmarks.Orders;

/// <summary>
/// A day's standing orders of 100,000 elders at 400 points turned into bookings, as the daily run does it, against one set-based SQL
/// statement over plain tables that checks the same: elder alive, one portion, capacity. The day before it serves to warm up.
/// </summary>
public static class MaterialiseScenario
{
    private const int Elders = 100_000;
    private const int Points = 400;
    private const int PageSize = 20_000;
    private const string City = "bench";

    private static readonly MealPointId[] s_points = [.. Enumerable.Range(0, Points).Select(i => new MealPointId(NameBasedId.Of($"order-point:{i}")))];
    private static readonly ElderId[] s_elders = [.. Enumerable.Range(0, Elders).Select(i => new ElderId(NameBasedId.Of($"order-elder:{i}")))];

    private static DateOnly First => CityTime.Today(TimeProvider.System.GetUtcNow()).AddDays(1);

    public static async Task RunAsync(EmbeddedPostgres server, bool json)
    {
        var database = await BenchDatabase.NewAsync(server);
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Critical);
        builder.AddEldercareStore(database, [new PeopleModule(), new SubsidiesModule(), new MealsModule()], _ => { });
        builder.Services.AddSingleton<IDueMeals, DueMeals>().AddSingleton<OrderedMeals>();
        using var host = builder.Build();
        await host.StartAsync();
        await PrepareAsync(host.Services);

        await DayAsync(host.Services, First);
        var (booked, took) = await DayAsync(host.Services, First.AddDays(1));
        var (seen, behind) = await SeenAsync(host.Services);
        var correct = booked == Elders && seen && await IsCorrectAsync(host.Services, 2 * Elders);
        await host.StopAsync();

        await using var reference = NpgsqlDataSource.Create(await BenchDatabase.NewAsync(server));
        var (inserted, sqlTook) = await SetBasedSql.RunAsync(reference, s_elders, s_points);
        new Measurement(
            "materialise", "ordered bookings", booked / took.TotalSeconds, "1/s", "one set-based insert", inserted / sqlTook.TotalSeconds,
            booked / took.TotalSeconds / (inserted / sqlTook.TotalSeconds), 0, 0, correct && inserted == Elders, Callers: 1,
            Note: $"{booked:N0} portions in {took.TotalSeconds:0.0} s, on the boards {behind.TotalSeconds:0.0} s later; reference {sqlTook.TotalSeconds:0.0} s")
            .Print(json);
    }

    private static async Task PrepareAsync(IServiceProvider services)
    {
        var bulk = services.GetRequiredService<IBulkAppender>();
        var now = TimeProvider.System.GetUtcNow();
        var everyDay = Enum.GetValues<DayOfWeek>().ToImmutableArray();
        var week = everyDay.Select(d => new WeeklySitting(d, Meal.Lunch, 300, 10, new(11, 0), new(13, 0), 60)).ToImmutableArray();
        await bulk.AppendAsync(City, new BulkBatch(
            [
                .. s_points.Select(p => new NewStream(
                    MealPoint.Stream.At(p.Value), [new MealPointOpened(p, "Bench", "321102", "Bench street 1", 32.2, 119.4, week)], now)),
            ], [], []), default);
        var writer = services.GetRequiredService<ICommandWriter>();
        foreach (var date in (DateOnly[])[First, First.AddDays(1)])
            await Task.WhenAll(s_points.Select(p => writer.ExecuteAsync(
                new OpenSitting(p, date, Meal.Lunch), new Envelope(City, "bench", $"{p}:{date:O}"), default)));
        foreach (var chunk in Enumerable.Range(0, Elders).Chunk(20_000))
        {
            await bulk.AppendAsync(City, new BulkBatch(
                [
                    .. chunk.Select(i => new NewStream(
                        StandingOrders.Of(s_elders[i]),
                        [
                            new StandingOrderPlaced(
                                s_elders[i], StandingOrderId.FromRegistry($"bench-{i}"),
                                [new OrderLine(s_points[i % Points], everyDay, Meal.Lunch, Channel.DineIn)], First, null),
                        ], now)),
                ], [],
                [.. chunk.Select(i => new ElderRecord(s_elders[i], "Made Up", $"{i}", null, null, "321102", new(1950, 1, 1), Gender.Female, null, null))]), default);
        }

        await SeenAsync(services);
    }

    /// <summary>What the daily run does for one day, its page reading included.</summary>
    private static async Task<(int Booked, TimeSpan Took)> DayAsync(IServiceProvider services, DateOnly date)
    {
        var (due, meals) = (services.GetRequiredService<IDueMeals>(), services.GetRequiredService<OrderedMeals>());
        var started = Stopwatch.GetTimestamp();
        var booked = 0;
        for (DueMeal? last = null; ;)
        {
            var page = await due.DueAsync(City, date, point: null, last, PageSize, default);
            booked += (await meals.BookAsync(City, "bench", page, fresh: false, default)).Booked;
            if (page.Count < PageSize) return (booked, Stopwatch.GetElapsedTime(started));
            last = page[^1];
        }
    }

    private static async Task<(bool Seen, TimeSpan Took)> SeenAsync(IServiceProvider services)
    {
        var (progress, started) = (services.GetRequiredService<IViewProgress>(), Stopwatch.GetTimestamp());
        var seen = await progress.WaitFor((await progress.CurrentAsync()).Last, TimeSpan.FromMinutes(2));
        return (seen, Stopwatch.GetElapsedTime(started));
    }

    private static async Task<bool> IsCorrectAsync(IServiceProvider services, long expected)
    {
        await using var command = services.GetRequiredService<NpgsqlDataSource>().CreateCommand("""
            select (select count(*) from eldercare.mt_events where type = 'meal_booked' and data ? 'order'),
                   (select count(*) from eldercare.claims where kind = 'portion'),
                   (select sum(booked) from eldercare.sitting_boards),
                   (select max(seq_id) - count(*) from eldercare.mt_events)
            """);
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return reader.GetInt64(0) == expected && reader.GetInt64(1) == expected && reader.GetInt64(2) == expected && reader.GetInt64(3) == 0;
    }
}
