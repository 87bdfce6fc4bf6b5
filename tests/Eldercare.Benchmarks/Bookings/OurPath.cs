using Eldercare.Meals;
using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.Store;
using Eldercare.Store.Appending;
using Eldercare.Store.Deciding;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Eldercare.Benchmarks.Bookings;

/// <summary>The real command path: <see cref="ICommandWriter"/> of a host with the people and meals contexts.</summary>
public sealed class OurPath : IAsyncDisposable
{
    private readonly IHost _host;

    private OurPath(IHost host) => _host = host;

    private NpgsqlDataSource Database => _host.Services.GetRequiredService<NpgsqlDataSource>();

    private ICommandWriter Writer => _host.Services.GetRequiredService<ICommandWriter>();

    public static async Task<OurPath> StartAsync(string connectionString)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.AddEldercareStore(connectionString, [new PeopleModule(), new MealsModule()], _ => { });
        var host = builder.Build();
        await host.StartAsync();
        return new OurPath(host);
    }

    public async Task PrepareAsync(BookingWorkload workload, int capacity)
    {
        var bulk = _host.Services.GetRequiredService<IBulkAppender>();
        foreach (var chunk in workload.ElderIds.Chunk(50_000))
            await bulk.AppendAsync("bench", new BulkBatch([], [], [.. chunk.Select((e, i) => new ElderRecord(
                e, "Made Up", e.ToString(), null, null, "321102", new DateOnly(1950, 1, 1), Gender.Female, null, null))]), default);
        var week = Enum.GetValues<DayOfWeek>()
            .Select(day => new WeeklySitting(day, Meal.Lunch, capacity, 10, new TimeOnly(11, 0), new TimeOnly(13, 0), 60)).ToImmutableArray();
        foreach (var point in workload.PointIds)
        {
            await SendAsync(new OpenMealPoint(point, "Bench", "321102", "Bench street 1", 32.2, 119.4, week), $"open {point}");
            for (var day = 0; day < BookingWorkload.Days; day++)
                await SendAsync(new OpenSitting(point, workload.First.AddDays(day), Meal.Lunch), $"open {point} {day}");
        }
    }

    public async Task<bool> BookAsync(BookingWorkload workload, long n)
    {
        var (point, date, elder) = workload.At(n);
        var answer = await Writer.ExecuteAsync(
            new BookMeal(point, date, Meal.Lunch, elder, Channel.DineIn), new Envelope("bench", "bench", Guid.CreateVersion7().ToString("N")), default);
        return answer.Refusal is null;
    }

    /// <summary>Acknowledgements equal events equal claims, versions have no gap, nobody has two portions.</summary>
    public async Task<bool> IsCorrectAsync(long acknowledged)
    {
        await using var command = Database.CreateCommand("""
            select (select count(*) from eldercare.mt_events where type = 'meal_booked'),
                   (select count(*) from eldercare.claims where kind = 'portion'),
                   (select count(*) from eldercare.mt_streams s join (select stream_id, count(*) as n, max(version) as top
                       from eldercare.mt_events group by stream_id) e on e.stream_id = s.id where s.version <> e.n or e.n <> e.top),
                   (select count(*) from eldercare.mt_events where type = 'tombstone'),
                   (select max(seq_id) - count(*) from eldercare.mt_events)
            """);
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return reader.GetInt64(0) == acknowledged && reader.GetInt64(1) == acknowledged
            && reader.GetInt64(2) == 0 && reader.GetInt64(3) == 0 && reader.GetInt64(4) == 0;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    private async Task SendAsync(ICommand command, string key)
    {
        var answer = await Writer.ExecuteAsync(command, new Envelope("bench", "bench", key), default);
        if (answer.Refusal is { } refusal) throw new InvalidOperationException(refusal.Message);
    }
}
